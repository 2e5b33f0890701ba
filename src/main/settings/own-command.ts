import { isAbsolute, relative } from 'node:path';

/** Facts about the running app that tell how it is started. */
export interface OwnProcess {
  readonly env: NodeJS.ProcessEnv;
  /** The executable that runs. */
  readonly execPath: string;
  readonly isPackaged: boolean;
  /** Folder of the app's code, which an Electron that isn't ours has to be given. */
  readonly appPath: string;
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
};

/**
 * Command that starts this very app: the AppImage that it runs from, the packaged executable, or Electron with our folder.
 * APPIMAGE alone proves nothing, because every program that an AppImage starts inherits it: a terminal, an editor.
 */
export function ownCommand({ env, execPath, isPackaged, appPath }: OwnProcess): string[] {
  const { APPIMAGE, APPDIR } = env;
  if (APPIMAGE && APPDIR && isInside(APPDIR, execPath)) return [APPIMAGE];
  return isPackaged ? [execPath] : [execPath, appPath];
}
