import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle, stillmic, withoutBuild } from '../support/cli.js';
import { readRecording, writeWav } from '../support/recordings.js';
import { energy, maxDifference, sine } from '../support/signals.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const demo = join('assets', 'demo', 'noisy-speech.wav');
const fixture = (name: string) => join('tests', 'fixtures', name);

interface Report {
  readonly model: { readonly id: string };
  readonly recordings: readonly {
    readonly output: string;
    readonly frames: number;
    readonly sessionRtf: number;
    readonly wholeRtf: number;
    readonly before: { readonly rmsDbfs: number };
    readonly after: { readonly rmsDbfs: number };
    readonly error?: string;
  }[];
}

/** A command that cleans five minutes of sound, `long.wav` in the folder, once it has begun to write. */
async function startLong(folder: string) {
  const input = await writeWav(join(folder, 'long.wav'), [sine(440, 300, 16_000)]);
  const child = spawn(process.execPath, [bundle, 'denoise', input]);
  const ended = once(child, 'exit');
  const isWriting = () => readdirSync(folder).some((name) => name.endsWith('.part'));
  await until(isWriting, 60_000, () => readdirSync(folder));
  return { child, ended };
}

describe.skipIf(withoutBuild)('stillmic denoise', () => {
  it('cleans the demo recording beside it, prints its figures and shows no bar in a pipe', async () => {
    const folder = temporaryFolder();
    const input = join(folder, 'talk.wav');
    cpSync(demo, input);
    const { code, stdout, stderr } = await stillmic(['denoise', input]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/RTF +[\d.]+ in the session, [\d.]+ whole/);
    const output = await readRecording(join(folder, 'talk.clean.wav'));
    const original = await readRecording(input);
    expect(output.format).toEqual(original.format);
    expect(output.frames).toBe(original.frames);
    const first = (recording: typeof output) => recording.channels[0] ?? new Float64Array(0);
    const pause = (recording: typeof output) => energy(first(recording).subarray(800, 6400));
    const whole = (recording: typeof output) => energy(first(recording));
    expect(pause(output)).toBeLessThan(0.01 * pause(original));
    expect(whole(output)).toBeGreaterThan(0.2 * whole(original));
  });

  it('reads every format, gives JSON to scripts and keeps 0 % as it was', async () => {
    const folder = temporaryFolder();
    const names = ['flac', 'mp3', 'ogg', 'opus'];
    for (const name of names) cpSync(fixture(`chirp.${name}`), join(folder, `${name}.${name}`));
    const inputs = names.map((name) => join(folder, `${name}.${name}`));
    const out = join(folder, 'out');
    const { code, stdout } = await stillmic(['denoise', ...inputs, '-o', out, '--strength', '0', '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report.model.id).toBe('fastenhancer-t-vd');
    expect(report.recordings.map(({ output }) => output)).toEqual(
      names.map((name) => join(out, `${name}.clean.wav`)),
    );
    for (const { sessionRtf, wholeRtf, before, after, frames } of report.recordings) {
      expect(frames).toBeGreaterThanOrEqual(24_000);
      expect(wholeRtf).toBeGreaterThan(sessionRtf);
      expect(after.rmsDbfs).toBe(before.rmsDbfs);
    }
    const flac = await readRecording(inputs[0] as string);
    expect((await readRecording(join(out, 'flac.clean.wav'))).channels).toEqual(flac.channels);
  });

  it('goes on with the others when one of several is bad, and says so at the end', async () => {
    const folder = temporaryFolder();
    cpSync(fixture('chirp.flac'), join(folder, 'good.flac'));
    const inputs = [join(folder, 'none.wav'), join(folder, 'good.flac')];
    const { code, stderr } = await stillmic(['denoise', ...inputs]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/There is no file .*none\.wav\.\n.*could not be cleaned: 1 of 2/);
    expect(existsSync(join(folder, 'good.clean.wav'))).toBe(true);
  });

  it('says what is wrong in one sentence, with exit code 1 and no result', async () => {
    const folder = temporaryFolder();
    const good = await writeWav(join(folder, 'good.wav'), [sine(440, 0.1, 16_000)]);
    const file = (name: string, content: Buffer | string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const text = file('text.wav', 'A letter.\n'.repeat(100));
    const cases: [string[], RegExp][] = [
      [[join(folder, 'none.wav')], /There is no file/],
      [[text], /is a text file, not a recording/],
      [[file('empty.wav', '')], /is empty/],
      [[file('cut.wav', readFileSync(good).subarray(0, 1000))], /is truncated/],
      [[await writeWav(join(folder, 'zero.wav'), [[]])], /has no audio in it/],
      [[good, '-o', good, '--force'], /is what is read/],
      [[good, '-o', text], /exists already: add --force/],
      [[good, '-o', '/dev/full'], /is a pipe or a device/],
      [[good, '-o', join(folder, 'none', 'x.wav')], /its folder does not exist/],
      [[good, '-o', join(folder, 'x.mp3')], /give one that ends in \.wav/],
      [[good, '--model', 'no-such-model'], /no-such-model/],
      [[good, '--model', text], /text\.wav/],
      [[good, '--hop-size', '100'], /hop is 256 .* 100 was asked for/],
      [[good, join(folder, 'good.flac'), '-o', join(folder, 'many')], /would both become/],
    ];
    const before = readdirSync(folder).sort();
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await stillmic(['denoise', ...args]);
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'many')
        .sort(),
    ).toEqual(before);
  }, 240_000);

  it.skipIf(process.platform === 'win32')(
    'leaves no half-written result when the disk takes no more',
    async () => {
      const folder = temporaryFolder();
      const input = await writeWav(join(folder, 'long.wav'), [sine(440, 20, 16_000)]);
      mkdirSync(join(folder, 'out'));
      // A limit of 100 blocks of 512 or 1024 bytes stands in for a full disk.
      const limited = spawnSync('sh', [
        '-c',
        'ulimit -f 100; exec "$@"',
        'sh',
        process.execPath,
        bundle,
        'denoise',
        input,
        '-o',
        join(folder, 'out', 'x.wav'),
      ]);
      expect(limited.stderr.toString()).toMatch(
        /x\.wav (can’t be written|is larger than its file system takes)/,
      );
      expect(limited.status).toBe(1);
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    },
  );

  it('cleans a folder with its tree, as FLAC, and tells beforehand what it would do', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in', 'deep'), { recursive: true });
    cpSync(fixture('chirp.flac'), join(folder, 'in', 'a.flac'));
    cpSync(fixture('chirp.ogg'), join(folder, 'in', 'deep', 'b.ogg'));
    writeFileSync(join(folder, 'in', 'notes.txt'), 'none');
    const args = ['denoise', join(folder, 'in'), '-o', join(folder, 'out'), '--format', 'flac'];
    const { stdout } = await stillmic([...args, '--dry-run']);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect((await stillmic(args)).code).toBe(0);
    expect(readdirSync(join(folder, 'out'), { recursive: true }).sort()).toEqual(
      ['a.clean.flac', 'deep', join('deep', 'b.clean.flac')].sort(),
    );
  });

  it.skipIf(process.platform === 'win32')('ends without a stack when nobody reads its output', () => {
    const command = `"${process.execPath}" "${bundle}" --help`;
    const gone = spawnSync('bash', ['-c', `set -o pipefail; ${command} | true`], { encoding: 'utf8' });
    expect([gone.status, gone.stderr]).toEqual([0, '']);
    const full = spawnSync('bash', ['-c', `${command} > /dev/full`], { encoding: 'utf8' });
    expect(full.status).toBe(1);
    expect(full.stderr).toMatch(/^stillmic: The output can’t be written: .*ENOSPC.*\n$/);
  });

  it.skipIf(process.platform === 'win32').each([
    ['SIGTERM', 1, 1],
    ['SIGHUP', 1, 1],
    ['SIGINT', 3, 130],
  ] as const)('leaves nothing half-written after %s, sent %i times', async (signal, times, code) => {
    const folder = temporaryFolder();
    const { child, ended } = await startLong(folder);
    for (let sent = 0; sent < times; sent++) child.kill(signal);
    const [exit] = (await ended) as [number];
    // Several at once may arrive as one.
    expect(exit === 1 || exit === code).toBe(true);
    expect(readdirSync(folder)).toEqual(['long.wav']);
  });

  it('gives the same in chunks, hop by hop, and several at once', async () => {
    const folder = temporaryFolder();
    const inputs = ['a', 'b', 'c'].map((name) => join(folder, `${name}.wav`));
    for (const input of inputs) cpSync(demo, input);
    const cleaned = async (...options: string[]) => {
      const { code, stdout } = await stillmic(['denoise', ...inputs, '--force', '--json', ...options]);
      expect(code).toBe(0);
      const { recordings } = JSON.parse(stdout) as Report;
      expect(recordings.map(({ output }) => output)).toEqual(
        inputs.map((input) => input.replace('.wav', '.clean.wav')),
      );
      const channels = await Promise.all(
        recordings.map(async ({ output }) => (await readRecording(output)).channels[0] as Float64Array),
      );
      for (const channel of channels) expect(channel).toEqual(channels[0]);
      return channels[0] as Float64Array;
    };
    const one = await cleaned('--jobs', '1');
    expect(await cleaned('--jobs', '3')).toEqual(one);
    // The samples have 16 bits: a difference of 2e-5 of the peak may round to one step.
    expect(maxDifference(await cleaned('--hop-by-hop'), one)).toBeLessThanOrEqual(2 ** -15);
  });

  it.skipIf(process.platform !== 'linux')('runs its threads at a low priority', async () => {
    const folder = temporaryFolder();
    const { child, ended } = await startLong(folder);
    // Field 19 of stat is the nice level; the name in brackets before may hold anything.
    const levels = readdirSync(`/proc/${child.pid}/task`).map((task) => {
      const stat = readFileSync(`/proc/${child.pid}/task/${task}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
    child.kill('SIGTERM');
    await ended;
    // The main thread and the thread with the model; those that Node.js started before sleep.
    const own = getPriority();
    expect(levels.filter((level) => level >= Math.max(own, 10)).length).toBeGreaterThanOrEqual(2);
    expect(levels[0]).toBeGreaterThanOrEqual(Math.max(own, 10));
  });

  it('refuses wrong usage with exit code 2', async () => {
    expect((await stillmic(['denoise'])).code).toBe(2);
    expect((await stillmic(['denoise', demo, '--strength', '101'])).code).toBe(2);
    expect((await stillmic(['denoise', demo, '--jobs', '0'])).code).toBe(2);
    expect((await stillmic(['denoise', demo, '--win-type', 'boxcar'])).code).toBe(2);
  });
});
