export interface SandboxSystem {
  readonly platform: string;
  readonly userId: number;
  /** Text of a file without white space at its ends; undefined when it can't be read. */
  read(file: string): string | undefined;
  list(folder: string): string[];
  /** Whether a file is root's and set-uid. */
  isSuidRoot(file: string): boolean;
  exists(file: string): boolean;
}
/** The sentence for a user whose Chromium could not start its sandbox; null where it can. */
export function sandboxProblem(executable: string, system?: SandboxSystem): string | null;
