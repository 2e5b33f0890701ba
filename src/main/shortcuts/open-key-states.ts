import type { KeyStates } from './key-states.js';
import { X11KeyStates } from './x11-key-states.js';

/** The way to ask this system; null where there is none, so that no release can be seen. */
export async function openKeyStates(): Promise<KeyStates | null> {
  try {
    return process.platform === 'linux' ? await X11KeyStates.open() : null;
  } catch {
    return null;
  }
}
