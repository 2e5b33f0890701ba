import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { removeTelemetryLeftovers } from '../../../src/enhancer/telemetry-leftovers.js';
import { isPrivate, privateEnvironment } from '../../../src/shared/private-environment.js';
import { bundleForNode } from '../../support/bundle.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { bundle, withoutBuild } from '../../support/cli.js';

/** Every file and folder under `folder`. */
const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true }) as string[];

describe('telemetry of ONNX Runtime', () => {
  it('is switched off in the environment of child processes', () => {
    expect(privateEnvironment({ PATH: '/bin' })).toEqual({ PATH: '/bin', ORT_DISABLE_TELEMETRY: '1' });
    expect(isPrivate({})).toBe(false);
  });

  it.skipIf(withoutBuild)('stores nothing at home or in the temporary folder; our cache is there', () => {
    const home = temporaryFolder();
    const temporary = temporaryFolder();
    const { CI: _, ORT_DISABLE_TELEMETRY: __, ...env } = process.env;
    const output = join(temporary, 'clean.wav');
    const input = resolve('assets/demo/noisy-speech.wav');
    const { status } = spawnSync(process.execPath, [bundle, 'denoise', input, '-o', output], {
      env: { ...env, HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: '', XDG_DATA_HOME: '' },
    });
    expect(status).toBe(0);
    const ours = /^\.cache(\/stillmic(\/chunk-forms(\/.*)?)?)?$/;
    expect(filesIn(home).filter((file) => !ours.test(file))).toEqual([]);
    expect(filesIn(temporary)).toEqual(['clean.wav']);
  });
});

describe('leftovers of telemetry', () => {
  const folderOf = (home: string): string => join(home, '.cache/Microsoft/DeveloperTools/.onnxruntime');
  const leaveBehind = (home: string, ...names: string[]): void => {
    mkdirSync(folderOf(home), { recursive: true });
    for (const name of names) writeFileSync(join(folderOf(home), name), '');
  };

  it('go once, with the folders that held nothing else', () => {
    const home = temporaryFolder();
    const doneFile = join(home, 'data/.telemetry-removed');
    leaveBehind(home, 'deviceid', 'onnxruntime.db', 'onnxruntime.db-wal');
    removeTelemetryLeftovers({ home, doneFile });
    expect(readdirSync(join(home, '.cache'))).toEqual([]);
    leaveBehind(home, 'deviceid');
    removeTelemetryLeftovers({ home, doneFile });
    expect(readdirSync(folderOf(home))).toEqual(['deviceid']);
  });

  it('leave what is not of ONNX Runtime', () => {
    const home = temporaryFolder();
    leaveBehind(home, 'deviceid', 'notes.txt');
    removeTelemetryLeftovers({ home, doneFile: join(home, 'done') });
    expect(readdirSync(folderOf(home))).toEqual(['notes.txt']);
  });

  it('need no folder and leave no mark where there are none', () => {
    const home = temporaryFolder();
    removeTelemetryLeftovers({ home, doneFile: join(home, 'done') });
    expect(existsSync(join(home, 'done'))).toBe(false);
  });
});

describe('a worker thread of a process that was not made private', () => {
  it('may not load ONNX Runtime', async () => {
    const folder = temporaryFolder();
    const { ORT_DISABLE_TELEMETRY: _, ...env } = process.env;
    const worker = new Worker(await bundleForNode('tests/support/onnx-runtime-thread.ts', folder), { env });
    expect(await new Promise((done) => worker.once('message', done).once('error', done))).toMatch(
      /telemetry/,
    );
    await worker.terminate();
  });
});
