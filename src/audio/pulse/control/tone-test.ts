import { spawn } from 'node:child_process';
import { OWN_CLIENT } from '../../control/sound-system.js';
import { NODE_RATE, SINK_NAME, SOURCE_NAME } from './names.js';

/** Amplitude of the tone that is played. */
export const TONE_AMPLITUDE = 0.25;
const TONE_HZ = 1000;
const TONE_SECONDS = 3;
const TIMEOUT_MS = 8000;
const BYTES = 4;
/** The recording begins in the middle of the tone; a fresh null sink wakes for up to two seconds. */
const HEARD_SECONDS = 0.25;

/**
 * Plays a tone into the virtual microphone and records it as a client would.
 *
 * @returns the tone's amplitude as heard; 0 when a client hears nothing within eight seconds
 */
export async function hearTone(env: NodeJS.ProcessEnv): Promise<number> {
  const format = ['--raw', '--format=float32le', `--rate=${NODE_RATE}`, '--channels=1'];
  const options = { env: { ...env, ...OWN_CLIENT } };
  const recorder = spawn('parec', [...format, '--latency-msec=20', '-d', SOURCE_NAME], options);
  const player = spawn('pacat', ['--playback', ...format, '--latency-msec=100', '-d', SINK_NAME], options);
  player.stdin.on('error', () => undefined);
  player.stdin.end(Buffer.from(tone().buffer));
  let loudest = 0;
  let pending = Buffer.alloc(0);
  const length = HEARD_SECONDS * NODE_RATE * BYTES;
  try {
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
        // A stretch that is wholly within the tone; one at its beginning is quieter.
        if (loudest > 0.95 * TONE_AMPLITUDE) done();
      });
    });
  } finally {
    recorder.kill('SIGKILL');
    player.kill('SIGKILL');
  }
  return loudest;
}

const tone = (): Float32Array =>
  Float32Array.from(
    { length: TONE_SECONDS * NODE_RATE },
    (_, i) => TONE_AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * i) / NODE_RATE),
  );

/** Of a sine: √2 times the root mean square. */
function amplitudeOf(bytes: Buffer): number {
  const samples = new Float32Array(new Uint8Array(bytes).buffer);
  return Math.sqrt((2 * samples.reduce((sum, value) => sum + value * value, 0)) / samples.length);
}
