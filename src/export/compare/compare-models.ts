import { openModel } from '../../enhancer/model.js';
import type { Enhancer } from '../../enhancer/enhancer.js';
import { distribution } from '../../shared/distribution.js';
import type { ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { makeCheckSignal } from './check-signal.js';

/** A model file, and what its graph doesn't say. */
export interface ModelToCompare {
  readonly file: string;
  readonly settings?: ModelSettings;
}

/** Two graphs of the same network, side by side on the check signal. */
export interface Comparison {
  /** Largest difference of their samples ÷ the original's peak. */
  readonly difference: number;
  /** Median processing time of a hop, microseconds. */
  readonly originalUs: number;
  readonly rewrittenUs: number;
  /** Median of rewritten time ÷ original time, over blocks run in turns. */
  readonly timeRatio: number;
}

/** Blocks are short, so that a busy machine slows both alike. */
const HOPS_PER_BLOCK = 5;
const BLOCKS = 120;

/**
 * Runs two models on the check signal: hop by hop from zero caches for the difference, then in turns for time.
 * The time is that of `Enhancer.process`: for spec2spec it includes the STFT around the graph.
 *
 * @throws UserError when a file can't be opened; RangeError when they differ in hop or rate
 */
export async function compareModels(
  original: ModelToCompare,
  rewritten: ModelToCompare,
): Promise<Comparison> {
  const originalModel = await openModel(original.file, original.settings);
  try {
    const rewrittenModel = await openModel(rewritten.file, rewritten.settings);
    try {
      return await compareOpen(originalModel.createEnhancer(), rewrittenModel.createEnhancer());
    } finally {
      await rewrittenModel.dispose();
    }
  } finally {
    await originalModel.dispose();
  }
}

async function compareOpen(original: Enhancer, rewritten: Enhancer): Promise<Comparison> {
  const { spec } = original;
  if (!areAlike(spec, rewritten.spec)) throw new RangeError('models of different hop or rate');
  const signal = makeCheckSignal(spec.sampleRate);
  const hops = Math.floor(signal.length / spec.hop);
  const hopAt = (hop: number): Float32Array => {
    const start = (hop % hops) * spec.hop;
    return signal.subarray(start, start + spec.hop);
  };
  const difference = await measureDifference(original, rewritten, hops, hopAt);
  const output = new Float32Array(spec.hop);
  const msPerHop = async (enhancer: Enhancer, block: number): Promise<number> => {
    const start = performance.now();
    for (let hop = 0; hop < HOPS_PER_BLOCK; hop++)
      await enhancer.process(hopAt(block * HOPS_PER_BLOCK + hop), output);
    return (performance.now() - start) / HOPS_PER_BLOCK;
  };
  const times: { original: number; rewritten: number }[] = [];
  for (let block = 0; block < BLOCKS; block++)
    times.push({ original: await msPerHop(original, block), rewritten: await msPerHop(rewritten, block) });
  return {
    difference,
    originalUs: 1000 * distribution(times.map((time) => time.original)).median,
    rewrittenUs: 1000 * distribution(times.map((time) => time.rewritten)).median,
    timeRatio: distribution(times.map((time) => time.rewritten / time.original)).median,
  };
}

/** Largest difference of the samples ÷ the original's peak, over `hops` hops from zero states. */
async function measureDifference(
  original: Enhancer,
  rewritten: Enhancer,
  hops: number,
  hopAt: (hop: number) => Float32Array,
): Promise<number> {
  const { hop: length } = original.spec;
  const outputs = [new Float32Array(length), new Float32Array(length)] as const;
  let worst = 0;
  let peak = 0;
  for (let hop = 0; hop < hops; hop++) {
    await original.process(hopAt(hop), outputs[0]);
    await rewritten.process(hopAt(hop), outputs[1]);
    for (let i = 0; i < length; i++) {
      const sample = outputs[0][i] as number;
      peak = Math.max(peak, Math.abs(sample));
      const difference = Math.abs(sample - (outputs[1][i] as number));
      // Not `Math.max` alone: a NaN must fail the comparison.
      worst = difference <= worst ? worst : difference;
    }
  }
  return worst / peak;
}

const areAlike = (a: ModelSpec, b: ModelSpec): boolean =>
  a.hop === b.hop && a.nFft === b.nFft && a.sampleRate === b.sampleRate;
