import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openModel } from '../../../src/enhancer/model.js';
import { CATALOGUE, DEFAULT_MODEL_ID, type CatalogueEntry } from '../../../src/models/catalogue.js';
import { TransferAborted } from '../../../src/models/network.js';
import { ModelStore, resolveModel } from '../../../src/models/store.js';
import { encodeModel } from '../../../src/onnx/model-file.js';
import { words } from '../../../src/words/words.js';
import {
  serveUpTo,
  json,
  serve,
  startFileServer,
  status,
  type FileServer,
} from '../../support/file-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinySpectral, tinyWaveform } from '../../support/tiny-models.js';

const bytes = encodeModel(tinySpectral({ nFft: 512 }));
const otherBytes = encodeModel(tinyWaveform({ nFft: 512, hop: 256, framing: 'hop' }));
const sha256Of = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const sha256 = sha256Of(bytes);

let server: FileServer;
let folder: string;
let files: string;

beforeAll(async () => {
  server = await startFileServer();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = join(temporaryFolder(), 'models');
  files = temporaryFolder();
});

/** Entries like those of the catalogue, on the test's server: with a pinned digest, and with the publisher's. */
function entries(): CatalogueEntry[] {
  const like = CATALOGUE.find(({ id }) => id === 'gtcrn');
  const embedded = CATALOGUE.find(({ id }) => id === DEFAULT_MODEL_ID);
  if (!like || !embedded) throw new Error('not in the catalogue');
  const download = { url: `${server.origin}/tiny.onnx`, releaseApiUrl: `${server.origin}/api` };
  return [
    embedded,
    { ...like, id: 'pinned', label: 'Pinned', sha256, sizeBytes: bytes.length, download },
    { ...like, id: 'published', label: 'Published', download },
    like,
  ];
}

const newStore = () =>
  new ModelStore({
    folder,
    catalogue: entries(),
    network: { attempts: 2, backOffMs: 1, allowHttpToLoopback: true },
  });
const release = (digest: string | null, name = 'tiny.onnx') =>
  json({
    assets: [
      { name: 'other.onnx', size: 1, digest: null },
      { name, size: bytes.length, digest },
    ],
  });
const file = (name: string, content: Uint8Array | string): string => {
  writeFileSync(join(files, name), content);
  return join(files, name);
};
/** Entries of the store's folder that can be seen as a model. */
const stored = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name !== '.downloads') : []);
const unfinished = () => readdirSync(join(folder, '.downloads'));

describe('download into the store', () => {
  it('stores a pinned model, which then runs', async () => {
    server.answer(serve(bytes));
    const row = await newStore().download('pinned');
    expect(row).toMatchObject({
      id: 'pinned',
      name: 'Pinned',
      origin: 'catalogue',
      state: 'installed',
      verifiedBy: 'pinned-sha256',
      sizeBytes: bytes.length,
      hop: 256,
      latencyMs: 32,
    });
    expect(unfinished()).toEqual([]);
    const found = await newStore().resolve('pinned');
    expect(found).toMatchObject({ id: 'pinned', label: 'Pinned', settings: { window: 'hann-sqrt' } });
    const model = await openModel(found.file, found.settings);
    expect(model.spec).toMatchObject({ kind: 'spec2spec', window: 'hann-sqrt', hop: 256 });
    await model.dispose();
  });

  it('asks Hugging Face’s list of files where that is the publisher', async () => {
    const [, , published] = entries();
    if (!published) throw new Error('no entry');
    const download = { url: `${server.origin}/tiny.onnx`, treeApiUrl: `${server.origin}/tree` };
    const store = new ModelStore({
      folder,
      catalogue: [{ ...published, download }],
      network: { attempts: 1, allowHttpToLoopback: true },
    });
    const tree = (oid: string | null) =>
      json([
        { path: 'onnx', type: 'directory' },
        { path: 'onnx/tiny.onnx', type: 'file', lfs: oid === null ? null : { oid, size: bytes.length } },
      ]);
    server.answer(tree(null));
    await expect(store.download('published')).rejects.toThrow(/does not state one/);
    server.answer(tree(sha256), serve(bytes));
    expect(await store.download('published')).toMatchObject({
      state: 'installed',
      verifiedBy: 'publisher-digest',
    });
  });

  it('asks the publisher for the digest where none is pinned', async () => {
    server.answer(release(`sha256:${sha256}`), serve(bytes));
    const row = await newStore().download('published');
    expect(row).toMatchObject({ state: 'installed', verifiedBy: 'publisher-digest' });
  });

  it.each([
    ['a wrong digest', () => release(`sha256:${'0'.repeat(64)}`), /not the file that was published/],
    ['no digest', () => release(null), /does not state one\. Download .* yourself/],
    ['no such file', () => release(`sha256:${sha256}`, 'else.onnx'), /does not state one/],
    ['an answer that is no JSON', () => status(200), /the answer is not understood/],
    ['too many questions', () => status(403), /answered 403 \(asked too often/],
    ['no release', () => status(404), /answered 404/],
    ['an error', () => status(500), /could not be had.*tried 2 times/],
  ])('stores nothing when the publisher has %s', async (_what, answer, message) => {
    // An error is asked about twice, so the handler has to come twice.
    server.answer(answer(), ...(message.source.includes('tried') ? [answer()] : []), serve(bytes));
    await expect(newStore().download('published')).rejects.toThrow(message);
    expect(stored()).toEqual([]);
    expect(unfinished()).toEqual([]);
  });

  it('asks the publisher how large a file is, and needs not ask where that is known', async () => {
    server.answer(release(`sha256:${sha256}`));
    const asked = server.requests.length;
    expect(await newStore().publishedSize('published')).toBe(bytes.length);
    expect(server.requests.length).toBe(asked + 1);
    expect(await newStore().publishedSize('pinned')).toBe(bytes.length);
    expect(server.requests.length).toBe(asked + 1);
    await expect(newStore().publishedSize('gtcrn')).rejects.toThrow('No download of');
    await expect(newStore().publishedSize('nothing')).rejects.toThrow('nothing');
  });

  it('says when the publisher is out of reach', async () => {
    const gone = await startFileServer();
    await gone.close();
    const catalogue = entries().map((entry) => ({
      ...entry,
      download: { url: `${gone.origin}/tiny.onnx`, releaseApiUrl: `${gone.origin}/api` },
    }));
    const network = { attempts: 2, backOffMs: 1, allowHttpToLoopback: true };
    await expect(new ModelStore({ folder, catalogue, network }).download('published')).rejects.toThrow(
      /digest of tiny.onnx could not be had.*ECONNREFUSED/,
    );
    expect(stored()).toEqual([]);
  });

  it('never makes a model of changed bytes', async () => {
    server.answer(serve(otherBytes.subarray(0, bytes.length)));
    await expect(newStore().download('pinned')).rejects.toThrow(/not the file that was published/);
    expect(stored()).toEqual([]);
    expect(unfinished()).toEqual([]);
  });

  it('never makes a model of a published file that is none', async () => {
    const text = new TextEncoder().encode('hello');
    server.answer(
      json({ assets: [{ name: 'tiny.onnx', size: text.length, digest: `sha256:${sha256Of(text)}` }] }),
      serve(text),
    );
    await expect(newStore().download('published')).rejects.toThrow(/text file, not an ONNX model/);
    expect(stored()).toEqual([]);
    expect(unfinished()).toEqual([]);
  });

  it('shows a paused download, goes on with it, or forgets it', async () => {
    const store = newStore();
    const pauseAt = async (count: number) => {
      server.answer(serveUpTo(bytes, count));
      const pause = new AbortController();
      const onProgress = ({ receivedBytes }: { receivedBytes: number }) => {
        if (receivedBytes === count) pause.abort();
      };
      await expect(store.download('pinned', { signal: pause.signal, onProgress })).rejects.toThrow(
        TransferAborted,
      );
    };
    const row = async () => (await store.list()).find(({ id }) => id === 'pinned');
    await pauseAt(100);
    expect(await row()).toMatchObject({
      state: 'paused',
      download: { receivedBytes: 100, totalBytes: bytes.length },
    });
    await store.discardDownload('pinned');
    expect(await row()).toMatchObject({ state: 'available', download: null });
    await pauseAt(100);
    server.answer(serve(bytes));
    await store.download('pinned');
    expect(server.requests.at(-1)?.headers.range).toBe('bytes=100-');
    expect(await row()).toMatchObject({ state: 'installed', download: null });
  });

  it('is done once when it is asked for twice at the same time', async () => {
    const requests = server.requests.length;
    server.answer(serve(bytes));
    const results = await Promise.allSettled([newStore().download('pinned'), newStore().download('pinned')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rejected = results.find((result) => result.status === 'rejected');
    expect(String(rejected?.reason)).toMatch(/being downloaded already/);
    expect(server.requests.length - requests).toBe(1);
    expect(await newStore().verify('pinned')).toEqual([]);
  });

  it('takes over what a process left that died', async () => {
    mkdirSync(join(folder, '.downloads'), { recursive: true });
    // No process has this number: it is beyond what Linux, macOS and Windows hand out.
    writeFileSync(join(folder, '.downloads', 'pinned.lock'), '2147483646');
    server.answer(serve(bytes));
    expect(await newStore().download('pinned')).toMatchObject({ state: 'installed' });
  });

  it('leaves a model that is there, and mends a damaged one', async () => {
    server.answer(serve(bytes));
    const store = newStore();
    await store.download('pinned');
    const requests = server.requests.length;
    await store.download('pinned');
    expect(server.requests).toHaveLength(requests);
    const model = join(folder, 'pinned', 'model.onnx');
    writeFileSync(model, otherBytes);
    expect(await store.verify('pinned')).toEqual([
      words('store.fileChanged', { file: model, actual: sha256Of(otherBytes), expected: sha256 }),
    ]);
    await store.download('pinned');
    expect(await store.verify('pinned')).toEqual([]);
    expect(stored()).toEqual(['pinned']);
  });

  it('needs no download for the embedded model, and knows none for GTCRN', async () => {
    expect(await newStore().download(DEFAULT_MODEL_ID)).toMatchObject({ origin: 'embedded' });
    await expect(newStore().download('gtcrn')).rejects.toThrow(
      /No download of GTCRN.*models import FILE --id/,
    );
    await expect(newStore().download('nothing')).rejects.toThrow(/There is no model and no file “nothing”/);
  });

  it('says where it can’t write', async () => {
    const store = new ModelStore({ folder: join(file('a-file', ''), 'models'), catalogue: entries() });
    await expect(store.download('pinned')).rejects.toThrow(
      /can’t be written: a part of its path is not a folder/,
    );
    await expect(store.import(file('tiny.onnx', bytes))).rejects.toThrow(
      /can’t be written: a part of its path is not a folder/,
    );
  });
});

describe('import', () => {
  it('keeps the file with its settings, and leaves the original', async () => {
    const own = file('My Model (2).onnx', otherBytes);
    const row = await newStore().import(own, { settings: { sampleRate: 24_000 } });
    expect(row).toMatchObject({
      id: 'my-model-2',
      name: 'My Model (2)',
      origin: 'imported',
      state: 'installed',
      sampleRate: 24_000,
      verifiedBy: null,
    });
    const found = await newStore().resolve('my-model-2', { window: 'hann-sqrt' });
    expect(found.settings).toEqual({ sampleRate: 24_000, window: 'hann-sqrt' });
    await newStore().remove('my-model-2');
    expect(readFileSync(own).equals(otherBytes)).toBe(true);
    expect(stored()).toEqual([]);
  });

  it('reads what the graph carries with it', async () => {
    const metadata = { sampling_rate: '24000', hop_size: '128', win_type: 'hann-sqrt' };
    const own = file('own.onnx', encodeModel(tinySpectral({ nFft: 512 }, { metadata })));
    expect(await newStore().import(own)).toMatchObject({ sampleRate: 24_000, hop: 128 });
    expect(await newStore().resolve(own, { hop: 64 })).toMatchObject({
      file: own,
      settings: { sampleRate: 24_000, hop: 64, window: 'hann-sqrt' },
    });
  });

  it('finds another name for another file of the same name', async () => {
    mkdirSync(join(files, 'else'));
    const store = newStore();
    const ownBytes = encodeModel(tinySpectral({ nFft: 512, gain: 0.5 }));
    expect((await store.import(file('own.onnx', ownBytes))).id).toBe('own');
    expect((await store.import(file('else/own.onnx', otherBytes))).id).toBe('own-2');
    expect((await store.import(file('published.onnx', ownBytes), { settings: { hop: 128 } })).id).toBe(
      'published-2',
    );
    await expect(store.import(file('own.onnx', ownBytes))).rejects.toThrow(/in the store already.*as own/);
    await expect(
      store.import(file('own.onnx', ownBytes), { id: 'own', settings: { hop: 64 } }),
    ).rejects.toThrow(/There is a model own already/);
    expect(stored()).toEqual(['own', 'own-2', 'published-2']);
  });

  it('knows a published file, and lends a known model’s settings', async () => {
    const store = newStore();
    expect(await store.import(file('any-name.onnx', bytes))).toMatchObject({ id: 'pinned', name: 'Pinned' });
    const gtcrn = file('gtcrn.spec.onnx', encodeModel(tinySpectral({ nFft: 512, gain: 0.5 })));
    expect(await store.import(gtcrn, { id: 'gtcrn' })).toMatchObject({ id: 'gtcrn', licence: 'MIT' });
    expect((await store.resolve('gtcrn')).settings.window).toBe('hann-sqrt');
    await store.remove('pinned');
    await expect(store.import(gtcrn, { id: 'pinned' })).rejects.toThrow(/is not the published pinned/);
    await expect(store.import(gtcrn, { id: DEFAULT_MODEL_ID })).rejects.toThrow(/ships inside Stillmic/);
  });

  it.each(['../up', 'A', '', '.hidden', 'a/b', 'a\\b', 'x'.repeat(65)])(
    'refuses the name “%s”',
    async (id) => {
      await expect(newStore().import(file('own.onnx', bytes), { id })).rejects.toThrow(/can’t name a model/);
    },
  );

  it('clears away what a process left that died, and nothing that is under way', async () => {
    const longAgo = new Date(Date.now() - 2 * 60 * 60_000);
    for (const name of ['.incoming-old-1', '.removed-old-1', '.incoming-new-1', 'notes'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['.incoming-old-1', '.removed-old-1', 'notes'])
      utimesSync(join(folder, name), longAgo, longAgo);
    await newStore().import(file('own.onnx', otherBytes));
    expect(stored().sort()).toEqual(['.incoming-new-1', 'notes', 'own']);
  });

  it('refuses what contradicts the graph', async () => {
    await expect(newStore().import(file('own.onnx', otherBytes), { settings: { hop: 128 } })).rejects.toThrow(
      "The hop is 256 by the model's graph, but 128 was asked for.",
    );
    expect(stored()).toEqual([]);
  });
});

describe('the models that there are', () => {
  it('are the embedded one, the catalogue’s and one’s own', async () => {
    const store = newStore();
    await store.import(file('own.onnx', otherBytes));
    const rows = await store.list();
    expect(rows.map(({ id, origin, state }) => [id, origin, state])).toEqual([
      [DEFAULT_MODEL_ID, 'embedded', 'installed'],
      ['pinned', 'catalogue', 'available'],
      ['published', 'catalogue', 'available'],
      ['gtcrn', 'catalogue', 'available'],
      ['own', 'imported', 'installed'],
    ]);
    expect(rows[3]?.problem).toEqual(words('store.noDownloadKnown'));
  });

  it('show a model whose settings are damaged, without losing the others', async () => {
    const store = newStore();
    await store.import(file('own.onnx', otherBytes));
    await store.import(file('tiny.onnx', encodeModel(tinySpectral({ nFft: 1024 }))));
    writeFileSync(join(folder, 'own', 'model.json'), '{');
    const states = (await store.list()).slice(-2).map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      ['own', 'damaged'],
      ['tiny', 'installed'],
    ]);
    await expect(store.resolve('own')).rejects.toThrow(/settings of own are damaged/);
    expect(await store.verify('own')).toEqual([words('store.settingsFileDamaged')]);
    await store.remove('own');
    expect(stored()).toEqual(['tiny']);
  });

  it('can’t lose the embedded model', async () => {
    await expect(newStore().remove(DEFAULT_MODEL_ID)).rejects.toThrow(/ships inside/);
    expect(await newStore().verify(DEFAULT_MODEL_ID)).toEqual([]);
    expect((await newStore().resolve(DEFAULT_MODEL_ID)).settings).toMatchObject({ sampleRate: 16_000 });
  });

  it('are told from those that there are not', async () => {
    const store = newStore();
    await expect(store.resolve('pinned')).rejects.toThrow('stillmic models download pinned');
    await expect(store.resolve('gtcrn')).rejects.toThrow('stillmic models import FILE --id gtcrn');
    await expect(store.resolve('none.onnx')).rejects.toThrow(/no model and no file “none.onnx”/);
    await expect(store.resolve(files)).rejects.toThrow(/is a folder, not a file/);
    await expect(store.remove('pinned')).rejects.toThrow(/not on this machine/);
    await expect(store.remove('../..')).rejects.toThrow(/no model/);
    await expect(store.verify('pinned')).rejects.toThrow(/not on this machine/);
  });

  it('lie where STILLMIC_MODELS_DIR says, else in the user’s data folder', async () => {
    const before = { ...process.env };
    try {
      process.env.STILLMIC_MODELS_DIR = folder;
      expect(new ModelStore().folder).toBe(folder);
      expect((await resolveModel(DEFAULT_MODEL_ID)).id).toBe(DEFAULT_MODEL_ID);
      delete process.env.STILLMIC_MODELS_DIR;
      process.env.XDG_DATA_HOME = files;
      if (process.platform === 'linux')
        expect(new ModelStore().folder).toBe(join(files, 'stillmic', 'models'));
      else expect(new ModelStore().folder).toContain('stillmic');
    } finally {
      process.env = before;
    }
  });
});
