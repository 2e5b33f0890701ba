import { rm, writeFile } from 'node:fs/promises';
import { renameInTime } from './rename.js';

/**
 * Writes a file beside its place first and then renames it, so that a file of this name is always whole.
 *
 * @throws the system's error; then nothing is left beside
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, content);
    await renameInTime(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
