import { Resampler } from '../dsp/resampler.js';
import type { ChunkEnhancer, StreamEnhancer } from '../enhancer/chunk-enhancer.js';
import type { Channel, ChannelFigures } from './channel.js';
import { SampleQueue } from './sample-queue.js';
import { WILD } from './sane-samples.js';

/**
 * One channel of a recording through the enhancer: to the model's rate, in chunks or hop by hop through the model,
 * and back to the file's rate. Enhanced samples line up with the input, or lag by n − h where that is kept.
 */
export class ChannelDenoiser implements Channel {
  readonly enhanced = new SampleQueue();
  readonly #enhancer: StreamEnhancer;
  /** The enhancer, where it takes several hops a call. */
  readonly #chunks: ChunkEnhancer | null;
  readonly #toModel: Resampler | null;
  readonly #fromModel: Resampler | null;
  /** The hops that are being filled, and what the model makes of them. */
  readonly #chunk: Float32Array;
  readonly #output: Float32Array;
  /** The input of the last hops, as far back as the output lies behind. */
  readonly #recent: Float32Array;
  /** Samples at the model's rate on their way to the enhancer. */
  #atModelRate = new Float32Array(0);
  #atFileRate = new Float32Array(0);
  /** Samples in the chunk that is being filled. */
  #filled = 0;
  /** Samples at the model's rate so far: in, and out after what was cut. */
  #taken = 0;
  #given = 0;
  /** Hops that the model has been given. */
  #hops = 0;
  /** Hops until the output of a model that was reset is whole again. */
  #toRecover = 0;
  #failedHops = 0;
  #firstFailure = 0;
  /** Where the output ends: as long as the input, once that has ended. */
  #limit = Infinity;
  /** Samples of the enhancer's output that are still to be cut. */
  #toSkip: number;

  /**
   * @param sampleRate of the file in Hz
   * @param keepDelay  whether the output lags by n − h instead of having it cut
   */
  static async create(
    enhancer: StreamEnhancer | ChunkEnhancer,
    sampleRate: number,
    keepDelay: boolean,
  ): Promise<ChannelDenoiser> {
    const modelRate = enhancer.spec.sampleRate;
    const [toModel, fromModel] =
      modelRate === sampleRate
        ? [null, null]
        : await Promise.all([
            Resampler.create(sampleRate, modelRate),
            Resampler.create(modelRate, sampleRate),
          ]);
    return new ChannelDenoiser(enhancer, toModel, fromModel, keepDelay);
  }

  private constructor(
    enhancer: StreamEnhancer | ChunkEnhancer,
    toModel: Resampler | null,
    fromModel: Resampler | null,
    keepDelay: boolean,
  ) {
    this.#enhancer = enhancer;
    this.#chunks = 'maxHops' in enhancer ? enhancer : null;
    this.#toModel = toModel;
    this.#fromModel = fromModel;
    const { hop, latencySamples } = enhancer.spec;
    this.#chunk = new Float32Array((this.#chunks?.maxHops ?? 1) * hop);
    this.#output = new Float32Array(this.#chunk.length);
    this.#recent = new Float32Array(latencySamples + hop);
    this.#toSkip = keepDelay ? 0 : latencySamples;
    if (fromModel) this.#atFileRate = new Float32Array(fromModel.maxOutputLength(this.#chunk.length));
  }

  get figures(): ChannelFigures {
    const { sessionMs } = this.#enhancer;
    return { sessionMs, failedHops: this.#failedHops, firstFailure: this.#firstFailure };
  }

  async push(samples: Float64Array | Float32Array): Promise<void> {
    const resampler = this.#toModel;
    if (!resampler) return this.#enhance(samples, samples.length);
    const room = resampler.maxOutputLength(samples.length);
    if (this.#atModelRate.length < room) this.#atModelRate = new Float32Array(room);
    await this.#enhance(this.#atModelRate, resampler.process(samples, this.#atModelRate));
  }

  async flush(): Promise<void> {
    if (this.#toModel) {
      const rest = new Float32Array(this.#toModel.maxFlushLength);
      await this.#enhance(rest, this.#toModel.flush(rest));
    }
    this.#limit = this.#taken;
    const { hop } = this.#enhancer.spec;
    while (this.#given < this.#limit) {
      const missing = this.#limit - this.#given + this.#toSkip;
      const samples = Math.min(this.#chunk.length, Math.ceil(missing / hop) * hop);
      this.#chunk.fill(0, this.#filled, samples);
      this.#filled = 0;
      await this.#run(samples);
    }
    if (this.#fromModel) {
      const rest = new Float32Array(this.#fromModel.maxFlushLength);
      this.enhanced.push(rest, 0, this.#fromModel.flush(rest));
    }
  }

  dispose(): void {
    this.#toModel?.dispose();
    this.#fromModel?.dispose();
  }

  async #enhance(samples: Float32Array | Float64Array, length: number): Promise<void> {
    const chunk = this.#chunk;
    this.#taken += length;
    for (let at = 0; at < length;) {
      const count = Math.min(length - at, chunk.length - this.#filled);
      for (let i = 0; i < count; i++) chunk[this.#filled + i] = samples[at + i] as number;
      at += count;
      this.#filled += count;
      if (this.#filled < chunk.length) continue;
      this.#filled = 0;
      await this.#run(chunk.length);
    }
  }

  /** Runs the first `samples` of the chunk, whole hops, through the model. */
  async #run(samples: number): Promise<void> {
    const { hop } = this.#enhancer.spec;
    if (this.#chunks && samples > hop && this.#toRecover === 0) {
      const input = this.#chunk.subarray(0, samples);
      const output = this.#output.subarray(0, samples);
      await this.#chunks.process(input, output);
      if (areSane(output)) {
        this.#hops += samples / hop;
        this.#remember(input);
        return this.#emit(output);
      }
      // Hop by hop it shows which of them failed.
      this.#chunks.stepBack();
    }
    for (let at = 0; at < samples; at += hop) {
      const input = this.#chunk.subarray(at, at + hop);
      const output = this.#output.subarray(at, at + hop);
      await this.#enhancer.process(input, output);
      this.#hops++;
      this.#remember(input);
      this.#keepSane(output);
      this.#emit(output);
    }
  }

  #remember(input: Float32Array): void {
    const recent = this.#recent;
    const count = Math.min(input.length, recent.length);
    recent.copyWithin(0, count);
    recent.set(input.subarray(input.length - count), recent.length - count);
  }

  /**
   * A model whose output is not finite or far too loud starts anew, because its state would spoil what follows.
   * The input takes the place of that hop, as late as the output would be, and of the next ones, in which the
   * model would give the silence of its delay.
   */
  #keepSane(output: Float32Array): void {
    const { sampleRate, latencySamples } = this.#enhancer.spec;
    if (!areSane(output)) {
      this.#enhancer.reset();
      this.#toRecover = 1 + Math.ceil(latencySamples / output.length);
    }
    if (this.#toRecover === 0) return;
    this.#toRecover--;
    if (this.#failedHops++ === 0)
      this.#firstFailure = Math.max(0, this.#hops * output.length - this.#recent.length) / sampleRate;
    output.set(this.#recent.subarray(0, output.length));
  }

  /** Converts the enhancer's output, cut at the start and the end, to the file's rate. */
  #emit(output: Float32Array): void {
    const from = Math.min(this.#toSkip, output.length);
    const to = Math.min(output.length, from + this.#limit - this.#given);
    this.#toSkip -= from;
    this.#given += to - from;
    if (!this.#fromModel) return this.enhanced.push(output, from, to);
    const part = output.subarray(from, to);
    this.enhanced.push(this.#atFileRate, 0, this.#fromModel.process(part, this.#atFileRate));
  }
}

/** Whether no sample is infinite, no number, or far beyond full scale. */
function areSane(samples: Float32Array): boolean {
  for (let i = 0; i < samples.length; i++) if (!(Math.abs(samples[i] as number) <= WILD)) return false;
  return true;
}
