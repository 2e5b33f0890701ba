import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/onnx/metadata.js';
import { readModelFile } from '../../src/onnx/model-file.js';
import { stillmic, withoutBuild } from '../support/cli.js';
import { readRecording } from '../support/recordings.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A training run's folder with two checkpoints, as the reference lays it out. */
function trainingRun(): string {
  const folder = join(temporaryFolder(), 'my_run');
  mkdirSync(folder);
  copyFileSync(sharedFile('export', 'trained_fastenhancer_t.yaml'), join(folder, 'config.yaml'));
  writeFileSync(join(folder, '00020.pth'), 'an older one, which must not be read');
  copyFileSync(sharedFile('export', 'trained_fastenhancer_t.pth'), join(folder, '00500.pth'));
  return folder;
}

describe.skipIf(withoutBuild || withoutShared)('stillmic export', () => {
  it('takes the newest checkpoint of a folder, checks the file and cleans a recording with it', async () => {
    const folder = trainingRun();
    const output = join(folder, 'mine.onnx');
    const { code, stdout, stderr } = await stillmic([
      'export',
      folder,
      '-o',
      output,
      '--check',
      sharedFile('audio', 'p232_013.wav'),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/wav2wav, 16000 Hz, FFT size 512, hop 256, window hann, \d+ nodes\nRTF 0\.\d+/);
    expect(readMetadata(await readModelFile(output))).toMatchObject({
      family: 'fastenhancer.default',
      sampling_rate: '16000',
      hop_size: '256',
      source_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const cleaned = await readRecording(join(folder, 'mine.check.wav'));
    expect(cleaned.frames).toBe((await readRecording(sharedFile('audio', 'p232_013.wav'))).frames);
  });

  it('exports spec2spec, and says what is wrong without leaving a file', async () => {
    const folder = trainingRun();
    const output = join(folder, 'mine.spec.onnx');
    const good = await stillmic(['export', folder, '--spec2spec', '-o', output]);
    expect(good.stdout).toMatch(/spec2spec, 16000 Hz/);
    const other = join(folder, 'other.onnx');
    const wrong = await stillmic(['export', folder, '-o', other, '--set', 'model_kwargs.mask=softmax']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/“mask” in model_kwargs is "softmax", which is not known/);
    const smaller = await stillmic(['export', folder, '-o', other, '--set', 'model_kwargs.channels=32']);
    expect(smaller.stderr).toMatch(/by the config\. Give the config of the same training run/);
    const old = await stillmic(['export', join(folder, '00020.pth'), '-o', other]);
    expect(old.stderr).toMatch(/This file is no checkpoint/);
    expect(existsSync(other)).toBe(false);
    expect(readFileSync(output).length).toBeGreaterThan(100_000);
  });
});
