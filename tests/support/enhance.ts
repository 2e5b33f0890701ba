import type { Enhancer } from '../../src/enhancer/enhancer.js';
import { openModel } from '../../src/enhancer/model.js';
import type { ModelSettings } from '../../src/shared/model-spec.js';

/** Runs a whole signal through an enhancer, hop by hop; a last hop that isn't full is left out. */
export async function enhance(enhancer: Enhancer, signal: Float32Array): Promise<Float32Array> {
  const { hop } = enhancer.spec;
  const output = new Float32Array(Math.floor(signal.length / hop) * hop);
  for (let at = 0; at < output.length; at += hop)
    await enhancer.process(signal.subarray(at, at + hop), output.subarray(at, at + hop));
  return output;
}

/** Opens a model, runs a signal through it from zero caches, frees it. The delay of n − h is not cut. */
export async function enhanceWith(
  file: string,
  signal: Float32Array,
  settings: ModelSettings = {},
): Promise<Float32Array> {
  const model = await openModel(file, settings);
  try {
    return await enhance(model.createEnhancer(), signal);
  } finally {
    await model.dispose();
  }
}
