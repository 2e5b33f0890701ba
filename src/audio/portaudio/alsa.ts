import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * ALSA's only device is the sound server: PortAudio finds no hardware that it could seize, and ALSA prints
 * nothing. PortAudio needs one that is called `default`.
 */
const CONFIGURATION = 'pcm.default { type pulse }\nctl.default { type pulse }\n';

/**
 * Writes the ALSA configuration of the engine process, to be named by `ALSA_CONFIG_PATH`.
 *
 * @returns the file's path and a function that removes it
 */
export function writeAlsaConfiguration(): { readonly file: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'stillmic-alsa-'));
  const file = join(folder, 'asound.conf');
  writeFileSync(file, CONFIGURATION);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
