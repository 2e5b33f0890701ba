import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EngineModel } from '../shared/engine-messages.js';
import { UserError } from '../shared/user-error.js';
import { openModel, type Model } from './enhancer/model.js';
import { SileroDetector } from './gate/silero.js';
import type { StageChoice } from './stage.js';
import type { VoiceDetector } from './gate/voice-gate.js';

/** Between two models that are opened, so that their times don't add up to a gap. */
const PAUSE_MS = 50;

/** What the optimising thread is given. */
export interface OptimiserData {
  readonly file: string;
  readonly optimisedFile: string;
}

/**
 * Opens models for the audio worker. ONNX Runtime opens a file on the calling thread: 50 to 120 ms, most of it
 * for optimising the graph. While sound flows that would be a gap, so another thread optimises the graph into
 * a file, which then opens in 6 to 15 ms, less than what is buffered.
 */
export class ModelLoader {
  readonly #optimisedFiles = new Map<string, string>();
  #folder: string | null = null;
  #isFirst = true;

  /** Has another thread optimise what is to be opened. @throws UserError when it can't be opened */
  async prepare({ model, voiceDetector }: StageChoice): Promise<void> {
    await this.#optimised(model.file);
    if (voiceDetector !== null) await this.#optimised(voiceDetector);
  }

  /** @throws UserError when it can't be opened */
  async open(model: EngineModel): Promise<Model> {
    if (this.#isFirst) {
      // Nothing flows yet that could be held up.
      this.#isFirst = false;
      return openModel(model.file, model.settings);
    }
    return openModel(await this.#optimised(model.file), model.settings, { alreadyOptimised: true });
  }

  /** @throws UserError when it can't be opened */
  async openVoiceDetector(file: string, sampleRate: number): Promise<VoiceDetector> {
    const optimised = await this.#optimised(file);
    // The model was opened just before it: the sound that waited meanwhile comes first.
    await setTimeout(PAUSE_MS);
    return SileroDetector.open(optimised, sampleRate, { alreadyOptimised: true });
  }

  /** The optimised form of a file, made at the first call. */
  async #optimised(file: string): Promise<string> {
    const optimised = this.#optimisedFiles.get(file) ?? (await this.#optimise(file));
    this.#optimisedFiles.set(file, optimised);
    return optimised;
  }

  async #optimise(file: string): Promise<string> {
    if (!this.#folder) {
      const folder = mkdtempSync(join(tmpdir(), 'stillmic-models-'));
      this.#folder = folder;
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    }
    const optimisedFile = join(this.#folder, `${this.#optimisedFiles.size}.onnx`);
    const workerFile = join(dirname(fileURLToPath(import.meta.url)), 'model-optimiser.cjs');
    const workerData: OptimiserData = { file, optimisedFile };
    await new Promise<void>((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData });
      worker.once('message', (problem: string | null) =>
        problem === null ? resolve() : reject(new UserError(problem)),
      );
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The optimising thread ended without a word.')));
    });
    return optimisedFile;
  }
}
