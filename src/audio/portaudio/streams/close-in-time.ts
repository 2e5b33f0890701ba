import { words } from '../../../words/words.js';
import { DeviceLostError } from '../../streams/source.js';

/** Closing a living stream takes 0.1 to 1.3 s; a dead one may never close. */
const TIMEOUT_MS = 2000;

/** @throws DeviceLostError when it takes too long */
export async function closeInTime(closing: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DeviceLostError(words('audio.deviceNotClosed'))), TIMEOUT_MS);
  });
  try {
    await Promise.race([closing, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
