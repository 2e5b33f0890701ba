export interface ElectronRuntime {
  /** Folder that holds Electron, as ELECTRON_OVERRIDE_DIST_PATH names it. */
  readonly directory: string;
  readonly executable: string;
  readonly version: string;
  readonly origin: 'override' | 'pinned' | 'wheel';
}
export function findElectron(say?: (line: string) => void, platform?: NodeJS.Platform): ElectronRuntime;
export function electronOfWheel(platform: 'linux' | 'win32', say?: (line: string) => void): ElectronRuntime;
export function electronFlags(): string[];
export function hasScreen(): boolean;
