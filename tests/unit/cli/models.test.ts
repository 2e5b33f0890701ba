import { Command } from 'commander';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerInspect } from '../../../src/cli/inspect.js';
import { checkModelFile } from '../../../src/models/check.js';
import { registerModels } from '../../../src/cli/models.js';
import { CATALOGUE } from '../../../src/models/catalogue.js';
import { embeddedModelFile, embeddedVoiceDetectorFile } from '../../../src/models/embedded.js';
import { ModelStore } from '../../../src/models/store.js';
import { encodeModel } from '../../../src/onnx/model-file.js';
import { UserError } from '../../../src/shared/user-error.js';
import { serve, startFileServer } from '../../support/file-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinySpectral, tinyWaveform, writeTinyModel } from '../../support/tiny-models.js';

let folder: string;
let printed: string;
let catalogue = CATALOGUE;

/** Runs a command line in this process; returns what it printed to its output. */
async function run(...args: string[]): Promise<string> {
  printed = '';
  const program = new Command('stillmic').exitOverride();
  program.configureOutput({ writeErr: () => undefined, writeOut: (text) => void (printed += text) });
  const network = { attempts: 1, allowHttpToLoopback: true };
  registerModels(program, () => new ModelStore({ folder: join(folder, 'store'), catalogue, network }));
  registerInspect(program, checkModelFile);
  await program.parseAsync(args, { from: 'user' });
  return printed;
}

beforeEach(() => {
  folder = temporaryFolder();
  catalogue = CATALOGUE;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const ownModel = () =>
  writeTinyModel(
    join(folder, 'own.onnx'),
    tinyWaveform({ nFft: 512, hop: 160, framing: 'window' }, { metadata: { family: 'Tiny' } }),
  );

describe('stillmic models', () => {
  it('lists every model, as a table and as JSON', async () => {
    const lines = (await run('models', 'list')).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + CATALOGUE.length);
    expect(lines[1]).toMatch(/^fastenhancer-t-vd +inside +16 kHz +512 +256 +32\.0 ms +126 kB +Lightest$/);
    const rows = JSON.parse(await run('models', 'list', '--json')) as Record<string, unknown>[];
    expect(rows.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    expect(rows[0]).toMatchObject({ origin: 'embedded', goodFor: 'Lightest', latencyMs: 32 });
  });

  it('imports, verifies and removes a model', async () => {
    expect(await run('models', 'import', ownModel())).toBe(
      'imported own: wav2wav, 16000 Hz, FFT size 512, hop 160\n' +
        'The file does not say --sample-rate (16000 is assumed): if that is wrong, remove it and import it with these options.\n' +
        'Use it with --model own\n',
    );
    expect(await run('models', 'list')).toMatch(/^own +installed +16 kHz +512 +160 .*your own$/m);
    expect(await run('models', 'verify')).toBe('fastenhancer-t-vd: good\nown: good\n');
    expect(JSON.parse(await run('models', 'remove', 'own', '--json'))).toEqual(['own']);
    expect(await run('models', 'verify', '--json')).toBe(
      `${JSON.stringify([{ id: 'fastenhancer-t-vd', ok: true, problems: [] }], null, 2)}\n`,
    );
  });

  it('takes the settings that a graph does not say', async () => {
    const file = writeTinyModel(join(folder, 'spectral.onnx'), tinySpectral({ nFft: 512 }));
    const options = ['--hop-size', '128', '--win-type', 'hann-sqrt', '--sample-rate', '16000'];
    expect(await run('models', 'import', file, '--id', 'mine', ...options)).toBe(
      'imported mine: spec2spec, 16000 Hz, FFT size 512, hop 128\nUse it with --model mine\n',
    );
    await expect(run('models', 'import', file, '--n-fft', '1024')).rejects.toThrow(UserError);
    await expect(run('models', 'import', file, '--hop-size', 'many')).rejects.toThrow(/whole number/);
  });

  it('fails when a model was changed', async () => {
    await run('models', 'import', ownModel());
    writeTinyModel(join(folder, 'store', 'own', 'model.onnx'), tinySpectral({ nFft: 512 }));
    await expect(run('models', 'verify')).rejects.toThrow(/^own can’t be trusted/);
    expect(printed).toMatch(/own: .*was changed/);
  });

  it('downloads, and says how the model was verified', async () => {
    const server = await startFileServer();
    const bytes = encodeModel(tinySpectral({ nFft: 512 }));
    server.answer(serve(bytes));
    const [like] = CATALOGUE.filter(({ id }) => id === 'gtcrn');
    if (!like) throw new Error('not in the catalogue');
    const download = { url: `${server.origin}/tiny.onnx`, releaseApiUrl: `${server.origin}/api` };
    catalogue = [{ ...like, id: 'tiny', sha256: createHash('sha256').update(bytes).digest('hex'), download }];
    try {
      expect(await run('models', 'download', 'tiny')).toBe('tiny: ready, verified by its known SHA-256\n');
      expect(await run('models', 'download', 'tiny', '--json')).toContain('"state": "installed"');
    } finally {
      await server.close();
    }
  });

  it('has examples in its help', async () => {
    for (const command of ['list', 'download', 'import', 'verify', 'remove']) {
      await expect(run('models', command, '--help')).rejects.toThrow('(outputHelp)');
      expect(printed).toMatch(/Examples?:\n {2}stillmic models/);
    }
  });

  it('refuses what it does not know', async () => {
    await expect(run('models', 'download', 'none')).rejects.toThrow(/There is no model/);
    await expect(run('models', 'download')).rejects.toThrow(/missing required argument/);
    await expect(run('models', 'remove', 'fastenhancer-t-vd')).rejects.toThrow(/ships inside/);
    expect(existsSync(join(folder, 'store'))).toBe(false);
  });
});

describe('stillmic inspect', () => {
  it('shows the contract, the caches and what the graph is made of', async () => {
    const shown = await run('inspect', ownModel());
    for (const line of [
      /^kind +wav2wav, takes the whole window$/m,
      /^sample rate +16000 Hz \(assumed\)$/m,
      /^hop +160 samples, 10\.00 ms$/m,
      /^delay +352 samples \(n − h\); 32\.0 ms at a live input$/m,
      /^parameters +672$/m,
      /^operators +5 nodes: Slice 2, Add 1, Concat 1, Mul 1$/m,
      /^metadata family +Tiny$/m,
      /^caches: 1\n {2}cache_in_0 ← cache_out_0 {2}\[1, 352\]$/m,
    ])
      expect(shown).toMatch(line);
  });

  it('knows a published file, also as JSON', async () => {
    const report = JSON.parse(await run('inspect', embeddedModelFile(), '--json')) as Record<string, unknown>;
    expect(report).toMatchObject({
      known: 'fastenhancer-t-vd',
      sizeBytes: readFileSync(embeddedModelFile()).length,
      spec: { kind: 'wav2wav', hop: 256, inputFraming: 'window' },
      assumed: ['sampleRate'],
    });
  });

  it('says what is wrong with another task’s graph', async () => {
    await expect(run('inspect', embeddedVoiceDetectorFile())).rejects.toThrow(
      /not a streaming speech enhancer/,
    );
  });
});
