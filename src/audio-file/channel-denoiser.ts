import { Resampler } from '../dsp/resampler.js';
import type { Enhancer } from '../enhancer/enhancer.js';
import { SampleQueue } from './sample-queue.js';
import { WILD } from './sane-samples.js';

/**
 * One channel of a recording through the enhancer: to the model's rate, hop by hop through the model, and back
 * to the file's rate. Enhanced samples line up with the input, or lag by n − h where that is kept.
 */
export class ChannelDenoiser {
  /** Enhanced samples at the file's rate. */
  readonly enhanced = new SampleQueue();
  /** Hops whose output could not be used, and where the first one was, in seconds. */
  failedHops = 0;
  firstFailure = 0;
  readonly #enhancer: Enhancer;
  readonly #toModel: Resampler | null;
  readonly #fromModel: Resampler | null;
  readonly #hop: Float32Array;
  readonly #hopOutput: Float32Array;
  /** The input of the last hops, as far back as the output lies behind. */
  readonly #recent: Float32Array;
  /** Samples at the model's rate on their way to the enhancer. */
  #atModelRate = new Float32Array(0);
  #atFileRate = new Float32Array(0);
  /** Samples in the hop that is being filled. */
  #filled = 0;
  /** Samples at the model's rate so far: in, and out after what was cut. */
  #taken = 0;
  #given = 0;
  /** Hops that the model has been given. */
  #hops = 0;
  /** Hops until the output of a model that was reset is whole again. */
  #toRecover = 0;
  /** Where the output ends: as long as the input, once that has ended. */
  #limit = Infinity;
  /** Samples of the enhancer's output that are still to be cut. */
  #toSkip: number;

  /**
   * @param sampleRate of the file in Hz
   * @param keepDelay  whether the output lags by n − h instead of having it cut
   */
  static async create(enhancer: Enhancer, sampleRate: number, keepDelay: boolean): Promise<ChannelDenoiser> {
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
    enhancer: Enhancer,
    toModel: Resampler | null,
    fromModel: Resampler | null,
    keepDelay: boolean,
  ) {
    this.#enhancer = enhancer;
    this.#toModel = toModel;
    this.#fromModel = fromModel;
    this.#hop = new Float32Array(enhancer.spec.hop);
    this.#hopOutput = new Float32Array(enhancer.spec.hop);
    this.#recent = new Float32Array(enhancer.spec.latencySamples + enhancer.spec.hop);
    this.#toSkip = keepDelay ? 0 : enhancer.spec.latencySamples;
    if (fromModel) this.#atFileRate = new Float32Array(fromModel.maxOutputLength(enhancer.spec.hop));
  }

  /** @param samples at the file's rate, full scale ±1 */
  async push(samples: Float64Array): Promise<void> {
    const resampler = this.#toModel;
    if (!resampler) return this.#enhance(samples, samples.length);
    const room = resampler.maxOutputLength(samples.length);
    if (this.#atModelRate.length < room) this.#atModelRate = new Float32Array(room);
    await this.#enhance(this.#atModelRate, resampler.process(samples, this.#atModelRate));
  }

  /** The rest of the signal, after the last `push`: then at least as many samples came out as were pushed. */
  async flush(): Promise<void> {
    if (this.#toModel) {
      const rest = new Float32Array(this.#toModel.maxFlushLength);
      await this.#enhance(rest, this.#toModel.flush(rest));
    }
    this.#limit = this.#taken;
    const silence = new Float32Array(this.#hop.length);
    while (this.#given < this.#limit) await this.#enhance(silence, silence.length);
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
    const hop = this.#hop;
    this.#taken += length;
    for (let i = 0; i < length; i++) {
      hop[this.#filled++] = samples[i] as number;
      if (this.#filled < hop.length) continue;
      this.#filled = 0;
      await this.#enhancer.process(hop, this.#hopOutput);
      this.#hops++;
      this.#keepSane();
      this.#emit();
    }
  }

  /**
   * A model whose output is not finite or far too loud starts anew, because its state would spoil what follows.
   * The input takes the place of that hop, as late as the output would be, and of the next ones, in which the
   * model would give the silence of its delay.
   */
  #keepSane(): void {
    const { length } = this.#hop;
    this.#recent.copyWithin(0, length);
    this.#recent.set(this.#hop, this.#recent.length - length);
    const { sampleRate, latencySamples } = this.#enhancer.spec;
    if (this.#hopOutput.some((sample) => !(Math.abs(sample) <= WILD))) {
      this.#enhancer.reset();
      this.#toRecover = 1 + Math.ceil(latencySamples / length);
    }
    if (this.#toRecover === 0) return;
    this.#toRecover--;
    if (this.failedHops++ === 0)
      this.firstFailure = Math.max(0, this.#hops * length - this.#recent.length) / sampleRate;
    this.#hopOutput.set(this.#recent.subarray(0, length));
  }

  /** Converts the enhancer's output, cut at the start and the end, to the file's rate. */
  #emit(): void {
    const output = this.#hopOutput;
    const from = Math.min(this.#toSkip, output.length);
    const to = Math.min(output.length, from + this.#limit - this.#given);
    this.#toSkip -= from;
    this.#given += to - from;
    if (!this.#fromModel) return this.enhanced.push(output, from, to);
    // Only at the ends is it a part of a hop, and a view is made for it.
    const part = to - from === output.length ? output : output.subarray(from, to);
    this.enhanced.push(this.#atFileRate, 0, this.#fromModel.process(part, this.#atFileRate));
  }
}
