import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCheckpointFile } from '../../../../src/export/checkpoint/read-checkpoint.js';
import { findCheckpoint, findTrainingRun } from '../../../../src/export/training-run/find-training-run.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

/** A folder `my_run` with empty files of these names. */
function folderWith(...names: string[]): string {
  const folder = join(temporaryFolder(), 'my_run');
  mkdirSync(folder);
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

describe('findTrainingRun', () => {
  it.each<[string, string[], string, string]>([
    ['the highest number', ['config.yaml', '00020.pth', '00500.pth', 'best.pth'], '00500.pth', 'config.yaml'],
    ['the best', ['config.yml', 'best.pth', 'last.pth', 'x_1.pth'], 'best.pth', 'config.yml'],
    ['the last', ['config.json', 'last.pt', 'events.bin.log'], 'last.pt', 'config.json'],
    ['the only one', ['config.yaml', 'denoiser.safetensors'], 'denoiser.safetensors', 'config.yaml'],
    [
      'the highest epoch in a name',
      ['config.yaml', 'epoch_9.pth', 'epoch_10.pth'],
      'epoch_10.pth',
      'config.yaml',
    ],
    [
      'one in a folder of its own',
      ['config.yaml', 'checkpoints/7.ckpt'],
      'checkpoints/7.ckpt',
      'config.yaml',
    ],
    ['its own config first', ['config.yaml', 'a.pth', 'a.yml'], 'a.pth', 'a.yml'],
  ])('takes %s', async (_, names, checkpoint, config) => {
    const folder = folderWith(...names);
    const run = await findTrainingRun(folder);
    expect(run).toMatchObject({ checkpoint: join(folder, checkpoint), config: join(folder, config) });
    expect(await findTrainingRun(run.checkpoint)).toEqual(run);
  });

  it('is called by the checkpoint, or by the folder where that has the name', async () => {
    const folder = folderWith('config.yaml', '00500.pth', 'mine.pth', 'checkpoints/best.pth');
    const nameOf = async (path: string): Promise<string> => (await findTrainingRun(join(folder, path))).name;
    expect(await nameOf('00500.pth')).toBe('my_run');
    expect(await nameOf('mine.pth')).toBe('mine');
    expect(await nameOf('checkpoints/best.pth')).toBe('my_run');
    expect(await nameOf('config.yaml')).toBe('my_run');
  });

  it.each<[string, string[], RegExp]>([
    ['there is no config', ['00500.pth'], /no config beside .*00500\.pth/],
    ['there is no checkpoint', ['config.yaml'], /holds no checkpoint/],
    ['several are there', ['config.yaml', 'a.pth', 'b.pth'], /several checkpoints.*a\.pth, b\.pth/],
  ])('says when %s', async (_, names, message) => {
    await expect(findTrainingRun(folderWith(...names))).rejects.toThrow(message);
  });

  it('names a path and a config that are not there', async () => {
    await expect(findTrainingRun('/nowhere/00500.pth')).rejects.toThrow(/no file .*00500\.pth/);
    const folder = folderWith('00500.pth');
    const config = join(folder, 'other.yaml');
    await expect(findTrainingRun(join(folder, '00500.pth'), config)).rejects.toThrow(/no file .*other\.yaml/);
  });
});

describe('findCheckpoint', () => {
  it('says what is missing', async () => {
    const folder = folderWith('00500.pth', 'song.wav');
    expect(await findCheckpoint(folder)).toEqual({
      state: 'config-missing',
      checkpoint: join(folder, '00500.pth'),
    });
    expect(await findCheckpoint(join(folder, 'song.wav'))).toEqual({ state: 'no-checkpoint' });
    const empty = folderWith('song.wav');
    expect(await findCheckpoint(empty)).toEqual({ state: 'checkpoint-missing', folder: empty });
    const config = folderWith('a.pth', 'a.json', 'b.pth');
    expect(await findCheckpoint(join(config, 'a.json'))).toMatchObject({
      state: 'ready',
      run: { checkpoint: join(config, 'a.pth'), config: join(config, 'a.json') },
    });
  });
});

it.skipIf(process.platform === 'win32')('a named pipe is refused at once', async () => {
  const pipe = join(temporaryFolder(), '00500.pth');
  execFileSync('mkfifo', [pipe]);
  await expect(readCheckpointFile(pipe)).rejects.toThrow(/pipe or a device/);
});
