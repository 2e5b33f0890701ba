import { app } from 'electron';
import log from 'electron-log/node';
import { join } from 'node:path';
import { privateLine } from './app/private-log.js';

/** Where the log files lie. */
export const logFolder = (): string => app.getPath('logs');

/** One megabyte, and one file before it, are kept. No audio, no paths and no names of devices go in. */
const MAX_LOG_BYTES = 2 ** 20;

/** Sets up the log; before anything that may fail. */
export function setUpLog(): typeof log {
  log.transports.file.resolvePathFn = () => join(logFolder(), 'main.log');
  log.transports.file.maxSize = MAX_LOG_BYTES;
  log.transports.file.level = 'info';
  log.hooks.push((message) => ({ ...message, data: message.data.map(privateLine) }));
  // Whoever started us may be gone: a line that can't be printed must not become an error that is logged.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  log.transports.console.level = app.isPackaged ? false : 'info';
  log.info(`Stillmic ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform}`);
  return log;
}

export { log };
