import type { Model } from '../../enhancer/model.js';
import type { ModelBenchmark } from '../../shared/model-listing.js';
import { hopMs } from '../../shared/model-spec.js';

const WARM_UP_HOPS = 20;
const MEASURED_MS = 1000;
/** Level of the noise that is fed in: silence could be cheaper or, with denormals, dearer. */
const NOISE_LEVEL = 0.1;

/** Real-time factor of a model on this machine, one hop after the other without a pause. */
export async function measureModel(model: Model): Promise<ModelBenchmark> {
  const { spec } = model;
  const enhancer = model.createEnhancer();
  const input = Float32Array.from({ length: spec.hop }, () => NOISE_LEVEL * (2 * Math.random() - 1));
  const output = new Float32Array(spec.hop);
  for (let hop = 0; hop < WARM_UP_HOPS; hop++) await enhancer.process(input, output);
  const times: number[] = [];
  for (const end = performance.now() + MEASURED_MS; performance.now() < end;) {
    const start = performance.now();
    await enhancer.process(input, output);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const p99 = times[Math.ceil(0.99 * times.length) - 1] ?? mean;
  return { rtfMean: mean / hopMs(spec), rtfP99: p99 / hopMs(spec) };
}
