import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { OutputFile, writeOutputFile, type OutputOptions } from '../../../src/files/output-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const options = (changes: Partial<OutputOptions> = {}): OutputOptions => ({
  inputs: [],
  force: false,
  endings: ['.wav', '.wave'],
  ...changes,
});

const write = (path: string, changes: Partial<OutputOptions> = {}, content = 'new') =>
  writeOutputFile(path, options(changes), (temporary) => writeFile(temporary, content));

describe('an output', () => {
  it('is written whole, and nothing else is left', async () => {
    const folder = temporaryFolder();
    await write(join(folder, 'a.wav'));
    expect(readFileSync(join(folder, 'a.wav'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.wav']);
  });

  it('takes the place of an existing file only when forced, and keeps its permissions', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.wav');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    await expect(write(path)).rejects.toThrow(/exists already: add --force/);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await write(path, { force: true });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.wav']);
  });

  it('does not replace a file that came after the check', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.wav');
    const output = await OutputFile.create(path, options());
    writeFileSync(path, 'somebody else’s');
    await expect(output.finish()).rejects.toThrow(/exists already/);
    expect(readFileSync(path, 'utf8')).toBe('somebody else’s');
    expect(readdirSync(folder)).toEqual(['a.wav']);
  });

  it.each(['itself', 'hard link', 'symbolic link'])('is never one of its inputs: %s', async (kind) => {
    const folder = temporaryFolder();
    const input = join(folder, 'input.wav');
    const other = join(folder, 'other.wav');
    writeFileSync(input, 'input');
    writeFileSync(other, 'other');
    const path = kind === 'itself' ? input : join(folder, 'link.wav');
    if (kind === 'hard link') linkSync(input, path);
    if (kind === 'symbolic link') symlinkSync('input.wav', path);
    await expect(write(path, { inputs: [other, input], force: true })).rejects.toThrow(/is what is read/);
    expect(readFileSync(input, 'utf8')).toBe('input');
  });

  it('replaces what a link points to, and the link stays', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere', 'a.wav'), 'old');
    symlinkSync(join('elsewhere', 'a.wav'), join(folder, 'link.wav'));
    await write(join(folder, 'link.wav'), { force: true });
    expect(readFileSync(join(folder, 'elsewhere', 'a.wav'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'link.wav']);
  });

  it('has a name that says what is written', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.webm', 'a.aiff', 'a.mp3', 'a.onnx', 'a.wav.bak'])
      await expect(write(join(folder, name))).rejects.toThrow(/give one that ends in \.wav, \.wave\./);
    for (const name of ['a.WAV', 'a.Wave', 'plain']) await write(join(folder, name));
    expect(readdirSync(folder).sort()).toEqual(['a.WAV', 'a.Wave', 'plain']);
  });

  it('may have a name as long as the file system takes', async () => {
    const folder = temporaryFolder();
    const name = `${'ä'.repeat(125)}.wav`;
    expect(Buffer.byteLength(name)).toBe(254);
    await write(join(folder, name));
    expect(readdirSync(folder)).toEqual([name]);
    await expect(write(join(folder, `${'ä'.repeat(126)}.wav`))).rejects.toThrow(/too long/);
  });

  it.each([
    ['a missing folder', 'none/a.wav', /its folder does not exist/],
    ['a folder that is a file', 'file.wav/a.wav', /a part of its path is not a folder/],
    ['a folder', 'folder', /is a folder: give a file name/],
  ])('is refused in a sentence: %s', async (_what, name, sentence) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file.wav'), '');
    mkdirSync(join(folder, 'folder'));
    await expect(write(join(folder, name), { force: true })).rejects.toThrow(sentence);
    expect(readdirSync(folder).sort()).toEqual(['file.wav', 'folder']);
  });

  it.skipIf(process.platform === 'win32')('is no pipe and no device', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.wav')]);
    await expect(write(join(folder, 'pipe.wav'), { force: true })).rejects.toThrow(/is a pipe or a device/);
    await expect(write('/dev/null', { force: true })).rejects.toThrow(/is a pipe or a device/);
  });

  it('leaves nothing when writing fails, and the disk’s error names the output', async () => {
    const folder = temporaryFolder();
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', errno: -28 });
    const path = join(folder, 'a.wav');
    await expect(writeOutputFile(path, options(), () => Promise.reject(full))).rejects.toThrow(
      /The disk is too full for .*a\.wav/,
    );
    const fault = new RangeError('ours');
    await expect(writeOutputFile(path, options(), () => Promise.reject(fault))).rejects.toBe(fault);
    expect(readdirSync(folder)).toEqual([]);
  });
});

it('leaves nothing when the process exits in the middle', async () => {
  const folder = temporaryFolder();
  const entry = join(import.meta.dirname, '../../../src/files/output-file.ts');
  const out = temporaryFolder();
  await build({
    logLevel: 'silent',
    configFile: false,
    build: {
      ssr: entry,
      outDir: out,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'output.cjs' } },
      target: 'node16',
    },
    ssr: { noExternal: true },
  });
  const script = `
    const { OutputFile } = require(${JSON.stringify(join(out, 'output.cjs'))});
    OutputFile.create(${JSON.stringify(join(folder, 'a.wav'))}, { inputs: [], force: false, endings: ['.wav'] })
      .then(({ temporary }) => process.exit(require('node:fs').existsSync(temporary) ? 7 : 8));`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([7, '']);
  expect(readdirSync(folder)).toEqual([]);
});
