import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { VISUAL_C_FILES } from '../../scripts/windows/runtimes.mjs';
import { stillmic } from '../support/cli.js';
import { readRecording, writeWav } from '../support/recordings.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { maxDifference, peak } from '../support/signals.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { forgetUser } from './support/user-data.js';
import { scriptOnWindows, stillmicOnWindows } from './support/windows-program.js';
import { toWindows, withoutWine } from './support/wine.js';

const DEMO = 'assets/demo/noisy-speech.wav';
/** Largest difference of a sample from Linux's, as a share of the peak. */
const SAME = 2e-5;

/** Opens a file and says so. */
const HOLD = `require('node:fs').openSync(process.argv[2], 'r+'); console.log('open'); setInterval(() => 0, 1000);`;

/** The start of the demo recording as 32-bit floats, so that no rounding hides a difference. */
async function floatDemo(folder: string, seconds = 3): Promise<string> {
  const { channels, format } = await readRecording(DEMO);
  const input = join(folder, 'noisy.wav');
  const part = channels.map((samples) => samples.subarray(0, seconds * format.sampleRate));
  await writeWav(input, part, { ...format, encoding: 'float', bitDepth: 32 });
  return input;
}

/** Compares two recordings of one channel. */
async function expectSameSamples(expected: string, actual: string): Promise<void> {
  const [a, b] = [await readRecording(expected), await readRecording(actual)];
  expect(b.format).toEqual(a.format);
  expect(b.frames).toBe(a.frames);
  const [one, other] = [a.channels[0] as Float64Array, b.channels[0] as Float64Array];
  expect(peak(one)).toBeGreaterThan(0.01);
  expect(maxDifference(one, other)).toBeLessThan(SAME * peak(one));
}

describe.skipIf(withoutWine)('the command line on Windows', () => {
  beforeEach(forgetUser);

  it('cleans a recording to the samples that Linux gives', async () => {
    const folder = temporaryFolder();
    const input = await floatDemo(folder);
    const [linux, windows] = [join(folder, 'linux.wav'), join(folder, 'windows.wav')];
    expect(await stillmic(['denoise', input, '-o', linux])).toMatchObject({ code: 0, stderr: '' });
    const run = await stillmicOnWindows(['denoise', toWindows(input), '-o', toWindows(windows)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    await expectSameSamples(linux, windows);
  });

  it('works in folders with spaces, umlauts and other scripts, and in very deep ones', async () => {
    const folder = temporaryFolder();
    const input = await floatDemo(folder, 0.5);
    const deep = join(folder, 'Jürgen Ünïcode 日本', ...Array<string>(12).fill('a folder with a long name'));
    mkdirSync(deep, { recursive: true });
    const output = join(deep, 'Größe 1.wav');
    const run = await stillmicOnWindows(['denoise', toWindows(input), '-o', toWindows(output)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    // Consoles and pipes get UTF-8.
    expect(run.stdout).toContain('Jürgen Ünïcode 日本');
    const again = join(folder, 'again.wav');
    const fromThere = [`\\\\?\\${toWindows(output)}`, '-o', `\\\\?\\${toWindows(again)}`];
    expect(await stillmicOnWindows(['denoise', ...fromThere, '--strength', '0'])).toMatchObject({ code: 0 });
    await expectSameSamples(output, again);
  });

  it('makes no file that Windows’ own programs could not open', async () => {
    const folder = temporaryFolder();
    const input = await floatDemo(folder, 0.2);
    const names = ['nul.wav', 'aux', 'what?.wav', 'noisy.wav:hidden.wav'];
    for (const name of names) {
      const { code, stderr } = await stillmicOnWindows([
        ...['denoise', toWindows(input), '-o', `${toWindows(folder)}\\${name}`],
      ]);
      expect({ name, code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/Windows/) as string,
      });
    }
    expect(readdirSync(folder)).toEqual(['noisy.wav']);
  });

  it('takes two names in different letters for the same', async () => {
    const folder = temporaryFolder();
    const input = await floatDemo(folder, 0.2);
    copyFileSync(input, join(folder, 'talk.wav'));
    mkdirSync(join(folder, 'more'));
    copyFileSync(input, join(folder, 'more', 'TALK.wav'));
    const inputs = ['talk.wav', 'more/TALK.wav'].map((name) => toWindows(join(folder, name)));
    const { code, stderr } = await stillmicOnWindows([
      'denoise',
      ...inputs,
      '-o',
      `${toWindows(folder)}\\out\\`,
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('TALK.wav');
    const onItself = await stillmicOnWindows([
      ...['denoise', inputs[0] as string, '-o', `${toWindows(folder)}\\TALK.WAV`, '--force'],
    ]);
    expect(onItself.stderr).toContain('is what is read');
  });

  it('keeps models: lists, imports, verifies, uses and removes them', async () => {
    const folder = temporaryFolder();
    const own = join(folder, 'Mein Modell ü.onnx');
    copyFileSync(join('out', 'models', 'fastenhancer_t.onnx'), own);
    const models = (...args: string[]) => stillmicOnWindows(['models', ...args]);
    expect((await models('list')).stdout).toContain('fastenhancer-t-vd');
    expect(await models('import', toWindows(own), '--id', 'mine')).toMatchObject({ code: 0, stderr: '' });
    expect(await models('verify', 'mine')).toMatchObject({ code: 0, stderr: '' });
    expect((await models('import', toWindows(own), '--id', 'nul')).code).toBe(1);
    const inspected = JSON.parse((await stillmicOnWindows(['inspect', 'mine', '--json'])).stdout) as object;
    const onLinux = JSON.parse((await stillmic(['inspect', own, '--json'])).stdout) as object;
    expect({ ...inspected, file: '' }).toEqual({ ...onLinux, file: '' });
    expect(await models('remove', 'mine')).toMatchObject({ code: 0, stderr: '' });
    expect((await models('list')).stdout).not.toMatch(/\bmine\b/);
  });

  it.skipIf(withoutShared)('exports a checkpoint to the file that Linux makes', async () => {
    const folder = temporaryFolder();
    const checkpoint = sharedFile('export', 'trained_fastenhancer_t.pth');
    const config = sharedFile('export', 'trained_fastenhancer_t.yaml');
    const input = await floatDemo(folder, 1);
    const outputs = [];
    for (const [system, program, path] of [
      ['linux', stillmic, (name: string) => name],
      ['windows', stillmicOnWindows, toWindows],
    ] as const) {
      const model = join(folder, `${system}.onnx`);
      const args = ['export', path(checkpoint), '--config', path(config), '-o', path(model)];
      expect(await program(args)).toMatchObject({ code: 0, stderr: '' });
      const cleaned = join(folder, `${system}.wav`);
      await stillmic(['denoise', input, '--model', model, '-o', cleaned]);
      outputs.push(cleaned);
    }
    await expectSameSamples(outputs[0] as string, outputs[1] as string);
  });

  it('says what to install when Windows lacks a library', async () => {
    const missing = VISUAL_C_FILES.map((name) => name.replace('.dll', ''));
    for (const args of [['denoise', toWindows(DEMO), '-o', 'never.wav'], ['devices'], ['run']]) {
      const { code, stderr } = await stillmicOnWindows(args, { missing });
      expect({ args, code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('Visual C++ Redistributable') as string,
      });
    }
  });

  it('waits for another program to close the result, but not for ever', async () => {
    const folder = temporaryFolder();
    const input = await floatDemo(folder, 0.2);
    const output = join(folder, 'open.wav');
    const script = join(folder, 'hold.cjs');
    writeFileSync(script, HOLD);
    const denoise = ['denoise', toWindows(input), '-o', toWindows(output), '--force'];

    writeFileSync(output, 'old');
    const holder = scriptOnWindows(script, [toWindows(output)]);
    await until(
      () => holder.stdout.includes('open'),
      10_000,
      () => holder.stderr,
    );
    const refused = await stillmicOnWindows(denoise);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('another program') as string });
    expect(readFileSync(output, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    holder.order('kill');
    await holder.ended();
    expect(await stillmicOnWindows(denoise)).toMatchObject({ code: 0 });
    expect(readFileSync(output, 'utf8')).not.toBe('old');
  });
});
