import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamEnvironment } from '../backend.js';
import { runtimeFolder } from '../control/folders.js';

/**
 * ALSA's only device is the sound server: PortAudio finds no hardware that it could seize, and ALSA prints
 * nothing. PortAudio needs one that is called `default`.
 */
const CONFIGURATION = 'pcm.default { type pulse }\nctl.default { type pulse }\n';

/**
 * Writes an ALSA configuration for processes that open streams. Where no folder takes it, they have the system's own,
 * which reaches the sound server on most desktops.
 */
export function writeAlsaConfiguration(env: NodeJS.ProcessEnv): StreamEnvironment {
  for (const parent of [runtimeFolder(env), tmpdir()]) {
    const folder = parent && writeInto(parent);
    if (folder)
      return {
        variables: { ALSA_CONFIG_PATH: join(folder, 'asound.conf') },
        dispose: () => rmSync(folder, { recursive: true, force: true }),
      };
  }
  return { variables: {}, dispose: () => undefined };
}

/** @returns a folder with the configuration; null where it can't be written */
function writeInto(parent: string): string | null {
  let folder: string | null = null;
  try {
    folder = mkdtempSync(join(parent, 'alsa-'));
    writeFileSync(join(folder, 'asound.conf'), CONFIGURATION);
    return folder;
  } catch {
    if (folder) rmSync(folder, { recursive: true, force: true });
    return null;
  }
}
