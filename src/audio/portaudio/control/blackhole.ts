import type { Driver } from './installed-driver.js';

/** BlackHole with two channels on macOS. Written against constructed device lists, and not run on macOS. */
export const BLACKHOLE: Driver = {
  productName: 'BlackHole 2ch',
  link: 'https://existential.audio/blackhole/',
  hostAPIName: 'Core Audio',
  // One device has both ends.
  isPlayback: (name) => name === 'BlackHole 2ch',
  isRecording: (name) => name === 'BlackHole 2ch',
};
