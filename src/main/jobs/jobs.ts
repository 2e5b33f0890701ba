import { denoiseFile } from '../../audio-file/denoise-file.js';
import { InferenceThreads } from '../../audio-file/inference-threads.js';
import { UnconfirmedContractError } from '../../enhancer/contract.js';
import { measureMicrophones } from '../../live/measure-microphones.js';
import { BENCHMARK_SECONDS, benchmarkModel } from '../../models/benchmark.js';
import { CATALOGUE } from '../../models/catalogue.js';
import { checkModelFile, type CheckModel } from '../../models/check.js';
import { sha256OfFile } from '../../models/digest.js';
import { chunkFormOf } from '../../models/chunk-forms.js';
import { ModelStore } from '../../models/store.js';
import { CHECK_LIMITS, watched } from '../../models/watched.js';
import { lowerPriority } from '../../shared/low-priority.js';
import type { ModelSettings } from '../../shared/model-spec.js';
import { importCheckpoint, isCheckpoint } from './import-checkpoint.js';
import { previewOf } from './preview.js';
import { replayRecording } from './replay-recording.js';
import type { ImportOutcome, JobName, JobProgress, Jobs } from './protocol.js';

/** Means that every job has. */
export interface JobContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
}

type Job<N extends JobName> = (
  context: JobContext,
  ...args: Parameters<Jobs[N]>
) => Promise<ReturnType<Jobs[N]>>;

/** A job's process is killed with what it tries, so that no graph takes more than its limits. */
const check: CheckModel = (file, settings) => watched(CHECK_LIMITS, () => checkModelFile(file, settings));

const store = new ModelStore({ check });

/** Whether a file is a published one, about which the catalogue says what its graph doesn't. */
async function isPublished(path: string): Promise<boolean> {
  const digest = await sha256OfFile(path).catch(() => null);
  return digest !== null && CATALOGUE.some(({ sha256 }) => sha256 === digest);
}

/** Question that the user has to answer before a file can be imported; null where the file says all. */
async function whatIsMissing(path: string): Promise<ImportOutcome | null> {
  const { contract, checked } = await check(path).then(
    (checked) => ({ contract: undefined, checked }),
    async (error: unknown) => {
      if (!(error instanceof UnconfirmedContractError)) throw error;
      return { contract: error.guess, checked: await check(path, { contract: error.guess }) };
    },
  );
  const missing: (keyof ModelSettings)[] = [...(contract ? (['contract'] as const) : []), ...checked.assumed];
  if (missing.length === 0) return null;
  const { sampleRate, hop, window } = checked.spec;
  return {
    kind: 'needs-settings',
    missing,
    assumed: { sampleRate, hop, window, ...(contract && { contract }) },
  };
}

/** Every job, by its name in the protocol. */
export const jobs: { readonly [N in JobName]: Job<N> } = {
  download: async ({ signal, onProgress }, id) => {
    await store.download(id, {
      signal,
      onProgress: ({ receivedBytes, totalBytes }) => onProgress({ done: receivedBytes, total: totalBytes }),
    });
  },

  import: async (_context, path, settings) => {
    if (await isCheckpoint(path)) return importCheckpoint(path, store);
    const question = settings || (await isPublished(path)) ? null : await whatIsMissing(path);
    if (question) return question;
    const { id } = await store.import(path, { settings });
    return { kind: 'imported', id, notes: [] };
  },

  size: ({ signal }, id) => store.publishedSize(id, signal),

  verify: (_context, id) => store.verify(id),

  benchmark: async (_context, id) => {
    const { file, settings } = await store.resolve(id);
    await check(file, settings);
    const { rtf } = await benchmarkModel(file, settings, BENCHMARK_SECONDS);
    return { rtfMean: rtf.mean, rtfP99: rtf.p99 };
  },

  denoise: async ({ signal, onProgress }, { input, output, modelId, strength, threads }) => {
    lowerPriority();
    const chosen = await store.resolve(modelId);
    const inference = await InferenceThreads.open(
      { ...chosen, chunkForm: await chunkFormOf(chosen) },
      threads,
    );
    try {
      const { warnings } = await denoiseFile(input, output, inference, {
        acceptDamaged: true,
        strength,
        signal,
        onProgress: ({ share, secondsLeft, duration }) =>
          onProgress({ done: share, total: 1, secondsLeft, duration }),
      });
      return warnings;
    } finally {
      await inference.dispose();
    }
  },

  replay: async (_context, id, recording) => {
    const { file, settings } = await store.resolve(id);
    return replayRecording(file, settings, recording);
  },

  'measure-microphones': () => measureMicrophones(),

  preview: (_context, path) => previewOf(path),
};
