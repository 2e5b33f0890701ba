import { rms, seededNoise } from '../../support/signals.js';
import { RIG_RATE } from '../../support/sound-rig.js';

/** Longest silence in a recording of steady noise, ms. */
export function longestSilence(recording: Float32Array, level: number): number {
  const frame = RIG_RATE / 200;
  let longest = 0;
  let silent = 0;
  for (let start = 0; start + frame <= recording.length; start += frame) {
    silent = rms(recording.subarray(start, start + frame)) < level ? silent + 5 : 0;
    longest = Math.max(longest, silent);
  }
  return longest;
}

/** Noise below about 4 kHz, which every model's rate can carry. */
export function lowNoise(seconds: number): Float32Array {
  const noise = seededNoise(seconds * RIG_RATE);
  let held = 0;
  return noise.map((value) => (held += 0.4 * (value - held)) / 2);
}
