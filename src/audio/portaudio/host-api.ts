/**
 * PortAudio's interface to a system by which devices are listed and opened: the one with whole names and the least
 * delay. Windows has several for the same devices, of which MME comes first and cuts names at 31 characters.
 */
const HOST_APIS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'ALSA',
  win32: 'Windows WASAPI',
  darwin: 'Core Audio',
};

/** The interface's name as PortAudio has it; undefined on systems without one. */
export const hostApiOf = (platform: NodeJS.Platform): string | undefined => HOST_APIS[platform];
