import { app } from 'electron';
import { messageOf } from '../shared/user-error.js';
import { log } from './log.js';
import type { Notices } from './notices.js';
import type { MainWindow } from './window.js';

/** What crashed is logged and told; the window and Chromium recover, and the engine's supervisor does. */
export function setUpCrashes(window: MainWindow, notices: Notices): void {
  log.errorHandler.startCatching({
    showDialog: false,
    onError: ({ error }) =>
      notices.add(
        'fault',
        'problem',
        `Something in Stillmic went wrong: ${messageOf(error)} The logs say more (Settings, Open logs).`,
      ),
  });
  window.onCrashed(({ reason, isLast }) =>
    notices.add(
      'renderer',
      'problem',
      isLast
        ? `The window crashed several times (${reason}). The microphone goes on. Open the window from the tray, or start Stillmic again.`
        : `The window crashed (${reason}) and was opened again. The microphone went on.`,
    ),
  );
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    // Processes of ours are killed when their work is done.
    if (reason === 'clean-exit' || (type === 'Utility' && reason === 'killed')) return;
    log.error(`The process “${serviceName ?? type}” is gone: ${reason} (${exitCode})`);
    if (type === 'GPU')
      notices.add('gpu', 'info', `The graphics process crashed (${reason}) and was started again.`);
  });
}
