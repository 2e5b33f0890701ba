import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { helperEnvironment } from '../../shared/helper-environment.js';
import { NODE_RATE, SINK_NAME, SOURCE_NAME } from './control/names.js';
import { OWN_CLIENT } from './own-client.js';

/** Amplitude of the tone that is played. */
export const TONE_AMPLITUDE = 0.25;
const TONE_HZ = 1000;
const TONE_SECONDS = 3;
const TIMEOUT_MS = 8000;
const BYTES = 4;
/** Stretch that is measured. The recording begins in the middle of the tone, as a null sink takes up to 2 s to wake. */
const HEARD_SECONDS = 0.25;

/**
 * Plays a tone into the virtual microphone and records it as a calling app would: the recorder counts as a listener.
 *
 * @returns the tone's amplitude as heard; 0 when nothing is heard within eight seconds
 */
export async function playTone(env: NodeJS.ProcessEnv): Promise<number> {
  const format = ['--raw', '--format=float32le', `--rate=${NODE_RATE}`, '--channels=1'];
  const own = helperEnvironment(env);
  const recorder = spawn('parec', [...format, '--latency-msec=20', '-d', SOURCE_NAME], { env: own });
  const player = spawn('pacat', ['--playback', ...format, '--latency-msec=100', '-d', SINK_NAME], {
    env: { ...own, ...OWN_CLIENT },
  });
  player.stdin.on('error', () => undefined);
  player.stdin.end(Buffer.from(tone().buffer));
  try {
    return await loudestAmplitude(recorder, player);
  } finally {
    recorder.kill('SIGKILL');
    player.kill('SIGKILL');
  }
}

/** The largest amplitude of a stretch of the recording; ends early when a whole stretch was within the tone. */
async function loudestAmplitude(
  recorder: ChildProcessWithoutNullStreams,
  player: ChildProcessWithoutNullStreams,
): Promise<number> {
  let loudest = 0;
  let pending = Buffer.alloc(0);
  const length = HEARD_SECONDS * NODE_RATE * BYTES;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, TIMEOUT_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    recorder.once('error', done).once('close', done);
    player.once('error', done);
    recorder.stdout.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= length) {
        loudest = Math.max(loudest, amplitudeOf(pending.subarray(0, length)));
        pending = pending.subarray(length);
      }
      if (loudest > 0.95 * TONE_AMPLITUDE) done();
    });
  });
  return loudest;
}

const tone = (): Float32Array =>
  Float32Array.from(
    { length: TONE_SECONDS * NODE_RATE },
    (_, i) => TONE_AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * i) / NODE_RATE),
  );

/** Amplitude of a sine: √2 times its root mean square. */
function amplitudeOf(bytes: Buffer): number {
  const samples = new Float32Array(new Uint8Array(bytes).buffer);
  return Math.sqrt((2 * samples.reduce((sum, value) => sum + value * value, 0)) / samples.length);
}
