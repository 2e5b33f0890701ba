import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundleFile } from '../shared/bundles.js';
import type { EngineModel } from '../shared/engine-messages.js';
import { UserError } from '../shared/user-error.js';
import { openModel, type Model } from '../enhancer/model.js';
import type { SessionOptions } from '../enhancer/session.js';
import { SileroDetector } from './gate/silero.js';
import type { ModelChoice, Prefill } from './pipeline/running-model.js';
import type { VoiceDetector } from './gate/voice-gate.js';
import { words, type Words } from '../words/words.js';

/** Opening takes longer at times than when it was measured. */
const SAFETY_FACTOR = 1.5;
const SAFETY_SECONDS = 0.005;

/** Data of the optimising thread. */
export interface OptimiserData {
  readonly file: string;
  readonly optimisedFile: string;
}

/** Time that opening the optimised file takes, or why there is none. */
export type OptimiserResult = { readonly openingSeconds: number } | { readonly problem: Words };

interface Optimised {
  readonly file: string;
  readonly openingSeconds: number;
}

/**
 * Opens models for the audio thread. ONNX Runtime opens a file on the calling thread: 30 to 120 ms, most of it for
 * optimising the graph. While sound flows that would be a gap, so another thread optimises the graph into a file,
 * which then opens in 3 to 40 ms; playback is prefilled with that much sound.
 */
export class ModelLoader {
  readonly #folder: string | null;
  readonly #optimised = new Map<string, Optimised>();

  /** @param folder where optimised graphs are kept; null for none: models are opened as they are */
  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /**
   * Lets another thread optimise the files that will be opened while sound flows. A file that can't be optimised is
   * opened as it is: that tells what is wrong with it, if anything is.
   */
  async prepare({ model, voiceDetector }: ModelChoice): Promise<void> {
    for (const file of [model.file, voiceDetector]) {
      if (file === null || this.#folder === null || this.#optimised.has(file)) continue;
      try {
        this.#optimised.set(file, await optimise(file, join(this.#folder, `${this.#optimised.size}.onnx`)));
      } catch {
        // A full disk is no reason to refuse a model.
      }
    }
  }

  /** @throws UserError when it can't be opened */
  open({ file, settings }: EngineModel, prefill: Prefill): Promise<Model> {
    return this.#open(file, prefill, (opened, options) => openModel(opened, settings, options));
  }

  /** @throws UserError when it can't be opened */
  openVoiceDetector(file: string, sampleRate: number, prefill: Prefill): Promise<VoiceDetector> {
    return this.#open(file, prefill, (opened, options) => SileroDetector.open(opened, sampleRate, options));
  }

  async #open<T>(
    file: string,
    prefill: Prefill,
    open: (file: string, options: SessionOptions) => Promise<T>,
  ): Promise<T> {
    const optimised = this.#optimised.get(file);
    if (!optimised) return open(file, {});
    await prefill(SAFETY_FACTOR * optimised.openingSeconds + SAFETY_SECONDS);
    return open(optimised.file, { alreadyOptimised: true });
  }
}

/** @throws UserError when the file can't be opened, or the result can't be written */
async function optimise(file: string, optimisedFile: string): Promise<Optimised> {
  const workerFile = join(dirname(fileURLToPath(import.meta.url)), bundleFile('model-optimiser'));
  const workerData: OptimiserData = { file, optimisedFile };
  const openingSeconds = await new Promise<number>((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData });
    worker.once('message', (result: OptimiserResult) =>
      'problem' in result ? reject(new UserError(result.problem)) : resolve(result.openingSeconds),
    );
    worker.once('error', reject);
    worker.once('exit', () => reject(new UserError(words('engine.optimiserEnded'))));
  });
  return { file: optimisedFile, openingSeconds };
}
