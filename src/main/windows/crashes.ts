import { app } from 'electron';
import { messageOf } from '../../shared/user-error.js';
import { log } from '../log.js';
import type { Notices } from '../app/notices.js';
import type { MainWindow } from './window.js';
import { words } from '../../words/words.js';

/** Logs and shows each crash; the window, Chromium and the engine's supervisor recover. */
export function setUpCrashes(window: MainWindow, notices: Notices): void {
  log.errorHandler.startCatching({
    showDialog: false,
    onError: ({ error }) =>
      notices.add('fault', 'problem', words('main.fault', { message: messageOf(error) })),
  });
  window.onCrashed(({ reason, isLast }) =>
    notices.add(
      'renderer',
      'problem',
      isLast ? words('main.windowCrashedOften', { reason }) : words('main.windowCrashed', { reason }),
    ),
  );
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    // Processes of ours are killed when their work is done.
    if (reason === 'clean-exit' || (type === 'Utility' && reason === 'killed')) return;
    log.error(`The process “${serviceName ?? type}” is gone: ${reason} (${exitCode})`);
    if (type === 'GPU') notices.add('gpu', 'info', words('main.graphicsCrashed', { reason }));
  });
}
