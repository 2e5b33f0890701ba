/**
 * A file that the user chose in a dialog or dropped on the window. The window never learns its path: main keeps it
 * under the handle.
 */
export interface ChosenFile {
  /** Opaque, not guessable; valid until the app ends or many other files were chosen. */
  readonly handle: string;
  /** File name without its folder, to be shown. */
  readonly name: string;
}
