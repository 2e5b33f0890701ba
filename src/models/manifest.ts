import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { modelSettingsSchema } from '../shared/model-settings-schema.js';
import { WINDOW_TYPES } from '../shared/model-spec.js';

/** Name of the settings file in a model's folder. */
const MANIFEST = 'model.json';

const fileSchema = z.object({
  /** In the model's folder; a name, not a path. */
  name: z.string().regex(/^[^/\\]+\.onnx$/),
  sizeBytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifestSchema = z.object({
  version: z.literal(1),
  label: z.string().min(1),
  addedAt: z.string(),
  origin: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('downloaded'),
      url: z.string(),
      /** Against the catalogue's own digest, or against the one that the release API stated. */
      verifiedBy: z.enum(['pinned-sha256', 'publisher-digest']),
    }),
    z.object({ kind: z.literal('imported'), fileName: z.string() }),
  ]),
  /** Settings that the graph doesn't hold, as given by the catalogue, the graph's metadata or the user. */
  settings: modelSettingsSchema,
  /** The contract as it was read when the model was added. */
  contract: z.object({
    kind: z.enum(['wav2wav', 'spec2spec']),
    sampleRate: z.number().positive(),
    nFft: z.number().int().positive(),
    hop: z.number().int().positive(),
    window: z.enum(WINDOW_TYPES),
    /** Missing in manifests from before models whose network lags. */
    lagHops: z.number().int().min(0).default(0),
  }),
  /** The file as it came. */
  original: fileSchema,
  /** Another file with the same function, made from the original and kept beside it; null where there is none. */
  lean: fileSchema.nullable(),
  /** Time per hop of both files, measured here when the lean one was made; microseconds, median. */
  figures: z.object({ originalUs: z.number().positive(), leanUs: z.number().positive() }).nullable(),
  /** The file that runs. */
  use: z.enum(['original', 'lean']),
});

/** Names that manifests had for the lean form before 0.2.0. */
const earlierNamesSchema = z.looseObject({
  optimised: fileSchema.nullable(),
  figures: z.object({ originalUs: z.number(), optimisedUs: z.number() }).nullable(),
  use: z.enum(['original', 'optimised']),
});

/** A manifest as it was read, under the names of today. */
function withNamesOfToday(stored: unknown): unknown {
  const earlier = earlierNamesSchema.safeParse(stored);
  if (!earlier.success) return stored;
  const { optimised, figures, use, ...rest } = earlier.data;
  return {
    ...rest,
    lean: optimised,
    figures: figures && { originalUs: figures.originalUs, leanUs: figures.optimisedUs },
    use: use === 'optimised' ? 'lean' : use,
  };
}

/** Facts that the store keeps of one model, in a JSON file beside it. */
export type Manifest = z.infer<typeof manifestSchema>;

/** A file of a model: its name, size and digest. */
export type StoredFile = z.infer<typeof fileSchema>;

/**
 * Reads the settings of the model in `folder`.
 *
 * @throws any error when they are missing or not understood
 */
export async function readManifest(folder: string): Promise<Manifest> {
  return manifestSchema.parse(withNamesOfToday(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'))));
}

/** Writes the settings of the model in `folder`. @throws the system's error */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The file of a model that runs. */
export function fileInUse(manifest: Manifest): StoredFile {
  return manifest.use === 'lean' && manifest.lean ? manifest.lean : manifest.original;
}
