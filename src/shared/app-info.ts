/** Facts about the app and the desktop for the window. */
export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: 'linux' | 'win32' | 'darwin';
  /** The system's locale, such as `de-AT`. */
  readonly locale: string;
  /** Whether this desktop shows tray icons; without one, closing the window minimises it. */
  readonly hasTray: boolean;
}
