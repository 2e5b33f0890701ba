import { DEFAULT_DEVICE, type AudioDevice } from './live.js';
import { UserError } from './user-error.js';
import { words } from '../words/words.js';

/**
 * The stable name of a device that is given by its stable name or by the one that people know.
 *
 * @param devices of the kind that is wanted
 * @throws UserError that lists what there is, when there is no such device
 */
export function deviceNamed(
  kind: 'microphone' | 'headphones',
  devices: readonly AudioDevice[],
  wanted: string,
): string {
  if (wanted === DEFAULT_DEVICE) return DEFAULT_DEVICE;
  const device = devices.find(({ name, label }) => name === wanted || label === wanted);
  if (device) return device.name;
  const labels = devices.map(({ label }) => label).join(', ');
  const key = kind === 'microphone' ? 'live.noSuchMicrophone' : 'live.noSuchSpeakers';
  throw new UserError(words(key, { wanted, devices: labels || '–' }));
}
