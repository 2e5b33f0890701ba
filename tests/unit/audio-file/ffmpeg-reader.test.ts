import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording, writeWav } from '../../support/recordings.js';
import { energy, sine } from '../../support/signals.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const withoutFfmpeg = spawnSync('ffmpeg', ['-version']).status !== 0;
if (withoutFfmpeg) console.warn('Skipped: ffmpeg is not installed.');

const RATE = 48_000;
const SECONDS = 3;

/** Two tones, one a channel, as ffmpeg writes them. */
async function convert(name: string, ...options: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const tones = [sine(440, SECONDS, RATE, 0.5), sine(880, SECONDS, RATE, 0.25)];
  const input = await writeWav(join(folder, 'in.wav'), tones, { sampleRate: RATE });
  const file = join(folder, name);
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-i', input, ...options, file]);
  expect([status, stderr.toString()]).toEqual([0, '']);
  return file;
}

/** How much of a tone a signal is, 0 to 1. */
function share(signal: Float64Array, frequency: number): number {
  let [real, imaginary] = [0, 0];
  signal.forEach((sample, i) => {
    real += sample * Math.cos((2 * Math.PI * frequency * i) / RATE);
    imaginary += sample * Math.sin((2 * Math.PI * frequency * i) / RATE);
  });
  return (2 * (real ** 2 + imaginary ** 2)) / signal.length / energy(signal);
}

describe.skipIf(withoutFfmpeg)('what ffmpeg reads', () => {
  it.each([
    ['talk.m4a', ['-c:a', 'aac']],
    ['talk.mp4', ['-c:a', 'aac']],
    ['talk.aac', ['-c:a', 'aac']],
    ['talk.webm', ['-c:a', 'libopus']],
    ['talk.mka', ['-c:a', 'libvorbis']],
    ['talk.wma', ['-c:a', 'wmav2']],
    ['talk.ac3', ['-c:a', 'ac3']],
  ])('%s comes whole, both channels, and is told', async (name, options) => {
    const { format, channels, warnings } = await readRecording(await convert(name, ...options));
    expect({ rate: format.sampleRate, channels: format.channels }).toEqual({ rate: RATE, channels: 2 });
    expect(warnings.join()).toMatch(/ffmpeg/);
    const [left, right] = channels as [Float64Array, Float64Array];
    expect(left.length / RATE).toBeGreaterThan(SECONDS - 0.05);
    expect(left.length / RATE).toBeLessThan(SECONDS + 0.1);
    expect(share(left, 440)).toBeGreaterThan(0.9);
    expect(share(right, 880)).toBeGreaterThan(0.9);
  });

  it('is told where it breaks off', async () => {
    const file = await convert('talk.webm', '-c:a', 'libopus');
    writeFileSync(file, readFileSync(file).subarray(0, 20_000));
    await expect(readRecording(file)).rejects.toThrow(/--accept-damaged/);
    const { channels } = await readRecording(file, { acceptDamaged: true });
    expect(channels[0]?.length).toBeGreaterThan(RATE / 2);
  });
});
