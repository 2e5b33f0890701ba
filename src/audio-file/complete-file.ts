import { fileError } from '../files/file-errors.js';
import type { AudioWriter } from './audio-writer.js';

/**
 * Runs the last steps of a writer; when one fails, nothing is left of the file.
 *
 * @throws UserError when the place can't be written
 */
export async function completeFile(
  writer: AudioWriter,
  path: string,
  steps: () => Promise<void>,
): Promise<void> {
  try {
    await steps();
  } catch (error) {
    await writer.abort();
    throw fileError('write', path, error);
  }
}
