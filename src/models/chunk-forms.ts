import envPaths from 'env-paths';
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { dependencies, version } from '../../package.json';
import type { ChunkForm } from '../enhancer/chunk-enhancer.js';
import { openModel } from '../enhancer/model.js';
import { encodeChunkForm } from '../export/commands/chunk-form.js';
import { replaceFile } from '../files/replace-file.js';
import type { ModelSettings } from '../shared/model-spec.js';
import { sha256OfFile } from './digest.js';
import { measureChunks } from './measure-chunks.js';

/** Facts about a model's chunk form on this machine. */
const choiceSchema = z.object({
  /** Hops a call; null where hop by hop is as fast, or the model has no chunk form. */
  hops: z.int().min(2).max(4096).nullable(),
  spec: z.object({
    sampleRate: z.number().positive(),
    nFft: z.int().positive(),
    hop: z.int().positive(),
    latencySamples: z.int().nonnegative(),
  }),
});
type Choice = z.infer<typeof choiceSchema>;

/** A model file, and what its graph doesn't say. */
export interface ModelFile {
  readonly file: string;
  readonly settings: ModelSettings;
}

const cacheFolder = (): string => join(envPaths('stillmic', { suffix: '' }).cache, 'chunk-forms');

/**
 * The form in which a model takes recordings, where it has one that is faster on this machine. It is made and
 * measured once for each model file, which takes half a second or so, and kept in the user's cache.
 *
 * @returns null where recordings go hop by hop through the file itself
 * @throws UserError when the file can't be opened or is no streaming enhancer
 */
export async function chunkFormOf(model: ModelFile, folder = cacheFolder()): Promise<ChunkForm | null> {
  const key = await keyOf(model);
  return (await readKept(folder, key)) ?? (await make(model, folder, key));
}

/** A name for everything that decides on the chunk form and its speed. */
async function keyOf({ file, settings }: ModelFile): Promise<string> {
  const { contract, sampleRate, nFft, hop, windowLength, window } = settings;
  const parts = [
    await sha256OfFile(file),
    version,
    dependencies['onnxruntime-node'],
    cpus()[0]?.model,
    ...[contract, sampleRate, nFft, hop, windowLength, window],
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/** @returns undefined when nothing is kept, or it can't be read */
async function readKept(folder: string, key: string): Promise<ChunkForm | null | undefined> {
  try {
    const text = await readFile(join(folder, `${key}.json`), 'utf8');
    const { hops, spec } = choiceSchema.parse(JSON.parse(text));
    return hops === null ? null : { hops, spec, bytes: await readFile(join(folder, `${key}.onnx`)) };
  } catch {
    return undefined;
  }
}

async function make({ file, settings }: ModelFile, folder: string, key: string): Promise<ChunkForm | null> {
  const model = await openModel(file, settings);
  try {
    const { sampleRate, nFft, hop, latencySamples } = model.spec;
    const spec = { sampleRate, nFft, hop, latencySamples };
    const bytes = await encodeChunkForm(file, model.spec);
    const hops = bytes && (await measureChunks(model, { bytes, spec }));
    await keep(folder, key, { hops, spec }, hops === null ? null : bytes);
    return bytes && hops !== null ? { bytes, hops, spec } : null;
  } finally {
    await model.dispose();
  }
}

async function keep(folder: string, key: string, choice: Choice, bytes: Uint8Array | null): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    // The choice last: it says that the form is there.
    if (bytes) await replaceFile(join(folder, `${key}.onnx`), bytes);
    await replaceFile(join(folder, `${key}.json`), JSON.stringify(choice));
  } catch {
    // A cache that can't be written costs the next recording the same time again.
  }
}
