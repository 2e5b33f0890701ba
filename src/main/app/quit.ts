import { app } from 'electron';
import { log } from '../log.js';
import { releaseInstance } from './single-instance.js';

/** Makes a running Stillmic quit, for installers. */
export const QUIT_FLAG = '--quit';

/** Longest wait for everything to be restored, ms: longer, and the desktop would kill us anyway. */
const LIMIT_MS = 8000;

let quitting = false;

/** Whether the app is about to end, so that windows may close for good. */
export const isQuitting = (): boolean => quitting;

/** Holds the end of the app until everything that was changed is restored. */
export function setUpQuit(restore: () => Promise<void>): void {
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    const limit = new Promise<void>((resolve) => setTimeout(resolve, LIMIT_MS));
    void Promise.race([restore(), limit])
      .catch((error: unknown) => log.error('restoring at the end', error))
      .finally(() => {
        releaseInstance();
        app.exit();
      });
  });
}
