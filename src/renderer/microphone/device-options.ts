import { DEFAULT_DEVICE, type AudioDevice } from '../../shared/live.js';

/** The words that a list of devices needs, in the language in use. */
export interface DeviceWords {
  readonly systemDefault: string;
  readonly systemDefaultNamed: (label: string) => string;
  readonly missing: string;
}

/** A row of a list of devices. */
export interface DeviceOption {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/**
 * The system's default first, then every device; a chosen one that isn't connected stays in the list and says
 * so, so that the choice isn't lost.
 *
 * @param detailOf a second line for a device, by its name
 */
export const deviceOptions = (
  devices: readonly AudioDevice[],
  chosen: string | null,
  words: DeviceWords,
  detailOf: (name: string) => string | undefined = () => undefined,
): DeviceOption[] => {
  const option = (value: string, label: string, name = value): DeviceOption => {
    const detail = detailOf(name);
    return { value, label, ...(detail !== undefined && { detail }) };
  };
  const usual = devices.find((device) => device.isDefault);
  const options: DeviceOption[] = [
    usual
      ? option(DEFAULT_DEVICE, words.systemDefaultNamed(usual.label), usual.name)
      : { value: DEFAULT_DEVICE, label: words.systemDefault },
    ...devices.map(({ name, label }) => option(name, label)),
  ];
  if (chosen !== null && !options.some(({ value }) => value === chosen)) {
    options.push({ value: chosen, label: chosen, detail: words.missing });
  }
  return options;
};
