import { openModel } from '../enhancer/model.js';
import { makeCheckSignal } from '../export/compare/check-signal.js';
import { distribution, type Distribution } from '../shared/distribution.js';
import { hopMs, type ModelSettings, type ModelSpec } from '../shared/model-spec.js';

/** How fast a model is on this machine. */
export interface MeasuredSpeed {
  readonly spec: ModelSpec;
  /** Hops that were measured. */
  readonly hops: number;
  /** Real-time factor of each hop: its processing time, with the STFT of a spec2spec model, ÷ its duration. */
  readonly rtf: Distribution;
}

/** Length of the signal that a model is measured on, unless another one is asked for. */
export const BENCHMARK_SECONDS = 10;

/** Hops before the measured ones, in which the caches of processor and allocator fill. */
const WARM_UP_HOPS = 50;

/**
 * Times every hop of a model over `seconds` of a built-in signal like noisy speech, one thread.
 *
 * @throws UserError when the file can't be opened or is no streaming enhancer
 */
export async function benchmarkModel(
  file: string,
  settings: ModelSettings,
  seconds: number,
): Promise<MeasuredSpeed> {
  const model = await openModel(file, settings);
  try {
    const { spec } = model;
    const enhancer = model.createEnhancer();
    const signal = makeCheckSignal(spec.sampleRate);
    const hopsInSignal = Math.floor(signal.length / spec.hop);
    const output = new Float32Array(spec.hop);
    const process = async (hop: number): Promise<number> => {
      const start = (hop % hopsInSignal) * spec.hop;
      const input = signal.subarray(start, start + spec.hop);
      const before = performance.now();
      await enhancer.process(input, output);
      return performance.now() - before;
    };
    for (let hop = 0; hop < WARM_UP_HOPS; hop++) await process(hop);
    const rtf = new Float64Array(Math.max(1, Math.round((1000 * seconds) / hopMs(spec))));
    for (let hop = 0; hop < rtf.length; hop++) rtf[hop] = (await process(hop)) / hopMs(spec);
    return { spec, hops: rtf.length, rtf: distribution(rtf) };
  } finally {
    await model.dispose();
  }
}
