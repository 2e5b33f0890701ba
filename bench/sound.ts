import { continuity, latencyMs } from '../tests/support/correlate.js';
import { softNoise } from '../tests/support/signals.js';
import { HARDWARE, RIG_RATE, type SoundRig } from '../tests/support/sound-rig.js';

/** The sound that is spoken into the microphone. */
export const signal = (seconds: number): Float32Array =>
  softNoise(seconds, RIG_RATE).map((sample) => sample / 2);

/** Compares the sound that a calling app hears on `source` with the sound that the microphone hears. */
export async function listen(
  rig: SoundRig,
  source: string,
  seconds: number,
  spoken: string | Float32Array = signal(seconds),
) {
  const microphone = await rig.startRecording(HARDWARE.microphone);
  const client = await rig.startRecording(source);
  await rig.play(spoken).done;
  await client.until(client.seconds + 0.5);
  const original = await microphone.stop();
  const heard = await client.stop();
  const { jumps, damagedAtMs, windows } = continuity(original.samples, heard.samples, RIG_RATE);
  const sum = (sign: number): number =>
    jumps.reduce((total, { lostMs }) => total + Math.max(0, sign * lostMs), 0);
  return {
    latencyMs: latencyMs(original, heard),
    lostMs: sum(1),
    doubledMs: sum(-1),
    damagedWindows: damagedAtMs.length,
    windows,
    /** When something was lost, doubled or damaged, on the clock of `performance.now()`. */
    disturbedAtMs: [...jumps.map(({ atMs }) => atMs), ...damagedAtMs].map((atMs) => heard.startMs + atMs),
  };
}
