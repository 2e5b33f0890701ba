import { largestPrimes } from './primes.js';
import type { SampleRing } from './ring.js';
import loadSpeex, { type SpeexModule } from '@echogarden/speex-resampler-wasm/simd';
// The package exports no path to its binary, and the bundle must hold it.
import wasmDataUri from '../../node_modules/@echogarden/speex-resampler-wasm/wasm/speex-resampler-simd.wasm?url&inline';

/** Samples that cross into and out of the WebAssembly heap at a time. */
const CHUNK = 4096;

/**
 * Speex's 8: −6 dB at 96 % of the lower half rate, noise and images below −110 dB, 5 ms each way at 16 kHz. Of all
 * its qualities the one that comes nearest to sox's default, with which the models' figures were measured: T is
 * sensitive to the last 400 Hz (SI-SDR of 5.97 to 5.59 dB at qualities 6 to 10, 5.80 with sox).
 */
export const STANDARD_QUALITY = 8;
/** Speex's 5: 2.5 ms each way at 16 kHz, −6 dB at 92 %, noise and images below −105 dB. */
export const LOW_LATENCY_QUALITY = 5;

interface Speex {
  readonly module: SpeexModule;
  readonly input: number;
  readonly output: number;
  readonly counts: number;
}

let loading: Promise<Speex> | undefined;

/** One heap for all resamplers of a thread, with scratch space for one call at a time. */
async function load(): Promise<Speex> {
  const module = await loadSpeex({
    wasmBinary: Buffer.from(wasmDataUri.slice(wasmDataUri.indexOf(',') + 1), 'base64'),
  });
  const bytes = 4 * CHUNK;
  return { module, input: module._malloc(bytes), output: module._malloc(bytes), counts: module._malloc(8) };
}

/** Prime denominators that fit speex's 16 × 16 bit arithmetic: the ratios that can be steered to. */
const denominators = largestPrimes(65_535, 64);

/**
 * Streaming resampler of one channel for any pair of rates, time-aligned: output sample k is the input at the
 * time k ÷ output rate, and the samples come `latencySeconds` late. Flushed at the end, it gives
 * ⌈input length × output rate ÷ input rate⌉ samples in all.
 *
 * The filter is SpeexDSP's windowed sinc (polyphase, or with cubically interpolated phases for odd ratios) in
 * WebAssembly. It was taken because its ratio can be steered while it streams, with the state kept:
 * `speex_resampler_set_rate_frac` moves the phase over and rebuilds the filter table (20–80 µs at quality 5,
 * up to 0.4 ms at higher ones). It computes phases with 32 bits, so both parts of the fraction must stay below 2^16,
 * and it reduces the fraction: a denominator that became small would round the phase to whole samples. Hence
 * prime denominators just below 2^16. libsamplerate-js 2.1 was left out: its glue gives neither the ratio of a
 * call nor the end of the input, and it is compiled to plain JavaScript.
 */
export class Resampler {
  /** How much later than its input a sample comes out, in seconds of signal. */
  readonly latencySeconds: number;
  readonly #speex: Speex;
  readonly #inputRate: number;
  readonly #outputRate: number;
  #state: number;
  #taken = 0;
  #given = 0;
  #scratch = new Float32Array(0);

  /**
   * @param inputRate  Hz
   * @param outputRate Hz
   * @param quality    of speex, 0 (3 taps a sample) to 10
   */
  static async create(inputRate: number, outputRate: number, quality = STANDARD_QUALITY): Promise<Resampler> {
    // A failed load is tried again by the next caller.
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return new Resampler(await loading, inputRate, outputRate, quality);
  }

  private constructor(speex: Speex, inputRate: number, outputRate: number, quality: number) {
    const { module, counts } = speex;
    this.#speex = speex;
    this.#inputRate = inputRate;
    this.#outputRate = outputRate;
    this.#state = module._speex_resampler_init(1, inputRate, outputRate, quality, counts);
    if (!this.#state)
      throw new RangeError(`No resampler from ${inputRate} Hz to ${outputRate} Hz at quality ${quality}.`);
    module._speex_resampler_skip_zeros(this.#state);
    this.latencySeconds = module._speex_resampler_get_input_latency(this.#state) / inputRate;
  }

  /** Room that the output of `inputLength` samples needs at most, whatever was steered within ±1000 ppm. */
  maxOutputLength(inputLength: number): number {
    return Math.ceil(((inputLength * this.#outputRate) / this.#inputRate) * 1.001) + 2;
  }

  /** Room that `flush` needs at most. */
  get maxFlushLength(): number {
    return Math.ceil(this.latencySeconds * this.#outputRate) + 2;
  }

  /**
   * @param input  samples [any length]; all are taken
   * @param output room for `maxOutputLength(input.length)` samples
   * @returns how many samples were written
   */
  process(input: ArrayLike<number>, output: Float32Array): number {
    this.#taken += input.length;
    const written = this.#run(input, input.length, output, output.length);
    this.#given += written;
    return written;
  }

  /** Appends what `input` [any length] gives to a queue; its oldest samples are lost where they don't fit. */
  processInto(queue: SampleRing, input: Float32Array): void {
    const room = this.maxOutputLength(input.length);
    if (this.#scratch.length < room) this.#scratch = new Float32Array(room);
    queue.push(this.#scratch.subarray(0, this.process(input, this.#scratch)));
  }

  /**
   * The rest of the signal after the last `process`; the resampler is then at its end. Not after steering.
   *
   * @param output room for `maxFlushLength` samples
   * @returns how many samples were written
   */
  flush(output: Float32Array): number {
    const total = Math.ceil((this.#taken * this.#outputRate) / this.#inputRate);
    const rest = total - this.#given;
    const silence =
      Math.ceil(this.latencySeconds * this.#inputRate) + Math.ceil(this.#inputRate / this.#outputRate);
    const written = this.#run(undefined, silence, output, rest);
    this.#given += written;
    return written;
  }

  /**
   * Makes the output faster (more input for a sample) or slower without a break, for a clock that drifts.
   *
   * @param ppm of the nominal ratio of input to output rate, ±1000. Steps are finer than 1 ppm, but for
   *   whole-number ratios nothing lies between them and ±16 ppm ÷ the ratio: the nearest is taken.
   * @returns the ppm that was set
   */
  steer(ppm: number): number {
    const nominal = this.#inputRate / this.#outputRate;
    const wanted = nominal * (1 + ppm * 1e-6);
    let numerator = 0;
    let denominator = 1;
    for (const candidate of denominators) {
      let nearest = Math.round(wanted * candidate);
      if (nearest % candidate === 0) nearest += wanted * candidate > nearest ? 1 : -1;
      if (Math.abs(nearest / candidate - wanted) < Math.abs(numerator / denominator - wanted)) {
        numerator = nearest;
        denominator = candidate;
      }
    }
    this.#check(
      this.#speex.module._speex_resampler_set_rate_frac(
        this.#state,
        numerator,
        denominator,
        this.#inputRate,
        this.#outputRate,
      ),
    );
    return (numerator / denominator / nominal - 1) * 1e6;
  }

  /** Back to silence before the first sample; a steered ratio stays. */
  reset(): void {
    const { module } = this.#speex;
    module._speex_resampler_reset_mem(this.#state);
    module._speex_resampler_skip_zeros(this.#state);
    this.#taken = this.#given = 0;
  }

  /** Frees its part of the WebAssembly heap. It can't be used afterwards. */
  dispose(): void {
    if (this.#state) this.#speex.module._speex_resampler_destroy(this.#state);
    this.#state = 0;
  }

  /** `length` samples of `input`, or of silence, until they are taken or `room` is used up. */
  #run(input: ArrayLike<number> | undefined, length: number, output: Float32Array, room: number): number {
    const { module, input: from, output: to, counts } = this.#speex;
    let taken = 0;
    let written = 0;
    while (taken < length && written < room) {
      const offered = Math.min(CHUNK, length - taken);
      // Reads and writes by index: a view a call would be garbage on the audio path.
      let heap = module.HEAPF32;
      for (let i = 0; i < offered; i++) heap[(from >> 2) + i] = input ? (input[taken + i] as number) : 0;
      module.HEAPU32[counts >> 2] = offered;
      module.HEAPU32[(counts >> 2) + 1] = Math.min(CHUNK, room - written);
      this.#check(module._speex_resampler_process_float(this.#state, 0, from, counts, to, counts + 4));
      taken += module.HEAPU32[counts >> 2] as number;
      const given = module.HEAPU32[(counts >> 2) + 1] as number;
      heap = module.HEAPF32;
      for (let i = 0; i < given; i++) output[written++] = heap[(to >> 2) + i] as number;
    }
    return written;
  }

  #check(errorCode: number): void {
    if (errorCode !== 0) throw new Error(`The speex resampler reports error ${errorCode}.`);
  }
}
