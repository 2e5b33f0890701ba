import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speechFigures } from '../../src/shared/speech-figures.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { readMonoWav } from '../support/wav.js';
import { drop } from './support/drop.js';
import { Stage } from './support/stage.js';
import type { StillmicApp } from './support/stillmic-app.js';

/** Waits until a model is in the list; a checkpoint is exported first. */
const expectModel = (app: StillmicApp, id: string): Promise<void> =>
  expect
    .poll(async () => (await app.ask((bridge) => bridge.models.list())).map((model) => model.id), {
      timeout: 60_000,
    })
    .toContain(id);

describe.skipIf(withoutShared)('files and models', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage?.clear());

  /** The desktop's own dialog can't be driven: it answers with this path. */
  const answerSaveDialog = (path: string) =>
    stage.app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = ((options: { properties?: string[] }) => {
        Object.assign(globalThis, { saveDialogProperties: options.properties });
        return Promise.resolve({ canceled: false, filePath });
      }) as never;
    }, path);

  it('cleans a recording that is dropped, and saves it', async () => {
    const { app, rig } = stage;
    const recording = sharedFile('audio', 'p232_013.wav');
    await app.page.getByRole('tab', { name: 'Files' }).click();
    await drop(app.page, recording);
    const list = app.page.getByRole('list', { name: 'Recordings' });
    await list.getByText('p232_013.wav').waitFor();
    const save = list.getByRole('button', { name: /^Save/ });
    await save.waitFor();
    const target = join(rig.folder, 'clean.wav');
    await answerSaveDialog(target);
    await save.click();
    await expect.poll(() => existsSync(target)).toBe(true);
    const before = readMonoWav(recording);
    const after = readMonoWav(target);
    expect(after.samples).toHaveLength(before.samples.length);
    const floor = (side: typeof before) => speechFigures(side.samples, side.sampleRate).noiseFloorDbfs;
    expect(floor(after)).toBeLessThan(floor(before) - 6);
    const [job] = await app.ask((bridge) => bridge.files.list());
    expect(job).toMatchObject({ state: 'done', savedAs: 'clean.wav' });
  });

  it('asks before it replaces a file, and never replaces the recording itself', async () => {
    const { app, rig } = stage;
    const own = join(rig.folder, 'own.wav');
    const bytes = readFileSync(sharedFile('audio', 'p232_013.wav'));
    writeFileSync(own, bytes);
    const { handle } = await app.hold(own);
    const [id] = await app.ask((bridge, chosen) => bridge.files.denoise([chosen]), handle);
    await expect
      .poll(
        async () => (await app.ask((bridge) => bridge.files.list())).find((job) => job.id === id)?.state,
        { timeout: 30_000 },
      )
      .toBe('done');
    await answerSaveDialog(own);
    const refused = await app.tryTo((bridge, job) => bridge.files.save(job as string), id);
    expect(refused).toMatchObject({ ok: false, expected: true, words: { key: 'disk.isInput' } });
    expect(readFileSync(own).equals(bytes)).toBe(true);
    const asked = await stage.app.electron.evaluate(
      () => (globalThis as { saveDialogProperties?: string[] }).saveDialogProperties,
    );
    expect(asked).toContain('showOverwriteConfirmation');
    expect(readdirSync(rig.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('says what is wrong with a dropped file that is no recording', async () => {
    const { app, rig } = stage;
    const file = join(rig.folder, 'notes.wav');
    writeFileSync(file, 'These are notes.');
    await app.page.getByRole('tab', { name: 'Files' }).click();
    await drop(app.page, file);
    await app.page.getByText('notes.wav is a text file, not a recording').waitFor();
  });

  it('imports a dropped model, asking what its graph doesn’t say', async () => {
    const { app } = stage;
    await app.page.getByRole('tab', { name: 'Models' }).click();
    await drop(app.page, sharedFile('models', 'gtcrn.spec.onnx'));
    const dialog = app.page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expectModel(app, 'gtcrn.spec');
  });

  it('makes a model of a dropped checkpoint', async () => {
    const { app } = stage;
    await drop(app.page, sharedFile('export', 'trained_fastenhancer_t.pth'));
    await expectModel(app, 'trained_fastenhancer_t');
  });

  it('refuses a file that is no model, with a sentence', async () => {
    const { app } = stage;
    await drop(app.page, sharedFile('audio', 'p232_013.wav'));
    await app.page.getByRole('alert').getByText('p232_013.wav').waitFor();
  });

  it('measures and verifies a model on this machine', async () => {
    const { app } = stage;
    const { rtfMean, rtfP99 } = await app.ask((bridge) => bridge.models.benchmark('fastenhancer-t-vd'));
    expect(rtfMean).toBeGreaterThan(0);
    expect(rtfP99).toBeGreaterThanOrEqual(rtfMean / 2);
    const row = await app.ask((bridge) => bridge.models.verify('fastenhancer-t-vd'));
    expect(row).toMatchObject({ state: 'installed', problem: null, benchmark: { rtfMean, rtfP99 } });
  });

  it('downloads through the proxy of the system, which must not be in the environment', async () => {
    const asked: string[] = [];
    const proxy = createServer().on('connect', ({ url }, socket) => {
      asked.push(url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const proxyRules = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { app } = stage;
    const rows = await app.ask((bridge) => bridge.models.list());
    const id = rows.find((row) => row.state === 'available' && row.id.startsWith('fastenhancer-'))?.id;
    await app.electron.evaluate(({ session }, rules) => session.defaultSession.setProxy(rules), {
      proxyRules,
    });
    try {
      await app.tryTo((bridge, model) => bridge.models.download(model as string), id);
      await expect.poll(() => asked[0], { timeout: 15_000 }).toMatch(/^(api\.)?github\.com:443$/);
    } finally {
      await app.electron.evaluate(({ session }) => session.defaultSession.setProxy({ mode: 'system' }));
      proxy.close();
      await app.tryTo((bridge, model) => bridge.models.pause(model as string), id);
    }
  });
});
