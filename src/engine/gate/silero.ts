import { LOW_LATENCY_QUALITY, Resampler } from '../../dsp/resampler.js';
import { SampleRing } from '../../dsp/ring.js';
import { int64Scalar, openSession, tensorOver } from '../../enhancer/session.js';
import type { GraphSession, SessionOptions, TensorMap } from '../../enhancer/session.js';
import type { VoiceDetector } from './voice-gate.js';

const SAMPLE_RATE = 16_000;
const BLOCK = 512;
/** Samples of the block before, which the graph wants in front of each block. */
const CONTEXT = 64;
const STATE_SHAPE = [2, 1, 128];
const STATE_SIZE = 256;
const QUEUE_SECONDS = 1;

/**
 * Silero VAD v6 (https://github.com/snakers4/silero-vad) over blocks of 32 ms. Its state alternates between two
 * preallocated tensors. Rates other than its own are converted.
 */
export class SileroDetector implements VoiceDetector {
  readonly #session: GraphSession;
  readonly #resampler: Resampler | null;
  readonly #queue = new SampleRing(QUEUE_SECONDS * SAMPLE_RATE);
  readonly #input = new Float32Array(CONTEXT + BLOCK);
  readonly #newest = this.#input.subarray(CONTEXT);
  readonly #probability = new Float32Array(1);
  #feeds: TensorMap;
  #fetches: TensorMap;
  #nextFeeds: TensorMap;
  #nextFetches: TensorMap;

  /**
   * @param file       silero_vad.onnx
   * @param sampleRate Hz of the samples that will be pushed
   * @throws UserError when the file can't be opened
   */
  static async open(file: string, sampleRate: number, options: SessionOptions = {}): Promise<SileroDetector> {
    const resampler =
      sampleRate === SAMPLE_RATE
        ? null
        : await Resampler.create(sampleRate, SAMPLE_RATE, LOW_LATENCY_QUALITY);
    try {
      return new SileroDetector(await openSession(file, options), resampler);
    } catch (error) {
      resampler?.dispose();
      throw error;
    }
  }

  private constructor(session: GraphSession, resampler: Resampler | null) {
    this.#session = session;
    this.#resampler = resampler;
    const input = tensorOver(this.#input, [1, CONTEXT + BLOCK]);
    const sr = int64Scalar(SAMPLE_RATE);
    const output = tensorOver(this.#probability, [1, 1]);
    const one = tensorOver(new Float32Array(STATE_SIZE), STATE_SHAPE);
    const other = tensorOver(new Float32Array(STATE_SIZE), STATE_SHAPE);
    this.#feeds = { input, sr, state: one };
    this.#fetches = { output, stateN: other };
    this.#nextFeeds = { input, sr, state: other };
    this.#nextFetches = { output, stateN: one };
  }

  async push(samples: Float32Array, onSpeech: (probability: number) => void): Promise<void> {
    if (this.#resampler) this.#resampler.processInto(this.#queue, samples);
    else this.#queue.push(samples);
    while (this.#queue.length >= BLOCK) {
      this.#input.copyWithin(0, BLOCK);
      this.#queue.read(this.#newest);
      await this.#step();
      onSpeech(this.#probability[0] as number);
    }
  }

  async dispose(): Promise<void> {
    this.#resampler?.dispose();
    await this.#session.release();
  }

  async #step(): Promise<void> {
    await this.#session.run(this.#feeds, this.#fetches);
    [this.#feeds, this.#nextFeeds] = [this.#nextFeeds, this.#feeds];
    [this.#fetches, this.#nextFetches] = [this.#nextFetches, this.#fetches];
  }
}
