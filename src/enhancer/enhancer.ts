import type { ModelSpec } from '../shared/model-spec.js';

/** A streaming speech enhancer: hop samples in, hop samples out, with state between the calls. */
export interface Enhancer {
  readonly spec: ModelSpec;

  /** Total time spent inside the inference session so far, in milliseconds. RTF = this ÷ audio time. */
  readonly sessionMs: number;

  /**
   * Enhances one hop. The output lags the input by `spec.latencySamples`. Values that are not finite come from the
   * network: they stay in its state, so `reset` has to follow (`isPlausible` of dsp/amplitude.ts finds them).
   *
   * @param input  mono samples [h], full scale ±1; not kept after the promise resolves
   * @param output mono samples [h], written when the promise resolves; may be the same array as `input`
   * One call at a time. Allocates nothing of its own per call.
   */
  process(input: Float32Array, output: Float32Array): Promise<void>;

  /** Back to the state at the start: every state as it starts. Not while a `process` call is under way. */
  reset(): void;
}
