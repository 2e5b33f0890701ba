import { execFileSync } from 'node:child_process';
import { continuity, latencyMs } from '../tests/support/correlate.js';
import { softNoise } from '../tests/support/signals.js';
import { HARDWARE, RIG_RATE, type SoundRig } from '../tests/support/sound-rig.js';

/** What is spoken into the microphone. */
export const signal = (seconds: number): Float32Array =>
  softNoise(seconds, RIG_RATE).map((sample) => sample / 2);

/**
 * Gives the sound server the real-time priority that it has on a desktop, so far as the machine allows it.
 *
 * @returns its processes
 */
export function runServersFirst(rig: SoundRig): number[] {
  const servers = rig.daemons.map((name) => rig.daemonProcessId(name));
  for (const id of servers) execFileSync('sh', ['-c', `chrt -a -r -p 5 ${id} || true`], { stdio: 'ignore' });
  return servers;
}

/** What a calling app hears on `source` of what is spoken, against what the microphone hears. */
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
  };
}
