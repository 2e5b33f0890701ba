import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle, withoutBuild } from '../../support/cli.js';
import { endlessModel, highRateModel, hungryModel, largeHopModel } from '../../support/hostile-models.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinySpectral, tinyWaveform, writeTinyModel } from '../../support/tiny-models.js';

const MEBIBYTE = 2 ** 20;

/** Memory that a process and its children hold now, in bytes. */
function memoryOf(processId: number): number {
  const children = (id: number): number[] => {
    try {
      return readFileSync(`/proc/${id}/task/${id}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean)
        .map(Number);
    } catch {
      return [];
    }
  };
  const own = (id: number): number => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  };
  return Math.max(own(processId), ...children(processId).map(own));
}

/** Imports a file with the built command line; the largest memory of any of its processes is sampled meanwhile. */
async function importFile(file: string, folder: string) {
  const env = { ...process.env, STILLMIC_MODELS_DIR: join(folder, 'store') };
  const child = spawn(process.execPath, [bundle, 'models', 'import', file, '--sample-rate', '16000'], {
    env,
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let largest = 0;
  const sampling = setInterval(() => (largest = Math.max(largest, memoryOf(child.pid as number))), 5);
  const code = await new Promise((done) => child.once('close', done));
  clearInterval(sampling);
  return { code, stderr, largest };
}

describe.skipIf(withoutBuild || process.platform !== 'linux')('a model that asks for too much', () => {
  it.each([
    ['2 GiB when it is opened', hungryModel(2 ** 29, 'opened'), /more than 6 s or 350 MiB|can open/],
    ['2 GiB at every step', hungryModel(2 ** 29, 'run'), /more than 6 s or 350 MiB/],
    ['a loop without end', endlessModel(), /more than 6 s or 350 MiB/],
    ['a hop of 2^24', largeHopModel(), /all states together may have 4194304 values/],
    ['NaN for silence', tinySpectral({ nFft: 512, gain: NaN }), /silence into values that are no numbers/],
    ['40 dB more', tinyWaveform({ nFft: 512, hop: 256, framing: 'hop', gain: 100 }), /20 dB louder/],
  ])('%s is refused in one sentence', async (_, model, sentence) => {
    const folder = temporaryFolder();
    const file = writeTinyModel(join(folder, 'model.onnx'), model);
    const { code, stderr, largest } = await importFile(file, folder);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(largest).toBeLessThan(500 * MEBIBYTE);
    expect(readdirSync(folder)).not.toContain('store');
  });

  it('a rate of a billion is refused by the file’s own word', async () => {
    const folder = temporaryFolder();
    const file = writeTinyModel(join(folder, 'model.onnx'), highRateModel());
    const child = spawn(process.execPath, [bundle, 'inspect', file]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    expect(await new Promise((done) => child.once('close', done))).toBe(1);
    expect(stderr).toMatch(/999999999 Hz is not possible/);
  });
});
