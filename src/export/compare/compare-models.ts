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
  readonly candidateUs: number;
  /** Median of candidate time ÷ original time, over blocks run in turns. */
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
  candidate: ModelToCompare,
): Promise<Comparison> {
  const originalModel = await openModel(original.file, original.settings);
  try {
    const candidateModel = await openModel(candidate.file, candidate.settings);
    try {
      return await compareOpen(originalModel.createEnhancer(), candidateModel.createEnhancer());
    } finally {
      await candidateModel.dispose();
    }
  } finally {
    await originalModel.dispose();
  }
}

async function compareOpen(original: Enhancer, candidate: Enhancer): Promise<Comparison> {
  const { spec } = original;
  if (!alike(spec, candidate.spec)) throw new RangeError('Only models of the same hop and rate compare.');
  const signal = makeCheckSignal(spec.sampleRate);
  const hops = Math.floor(signal.length / spec.hop);
  const outputs = [new Float32Array(spec.hop), new Float32Array(spec.hop)] as const;
  let worst = 0;
  let peak = 0;
  const hopAt = (hop: number): Float32Array => {
    const start = (hop % hops) * spec.hop;
    return signal.subarray(start, start + spec.hop);
  };
  for (let hop = 0; hop < hops; hop++) {
    await original.process(hopAt(hop), outputs[0]);
    await candidate.process(hopAt(hop), outputs[1]);
    for (let i = 0; i < spec.hop; i++) {
      const sample = outputs[0][i] as number;
      peak = Math.max(peak, Math.abs(sample));
      const difference = Math.abs(sample - (outputs[1][i] as number));
      // Not `Math.max` alone: a NaN must fail the comparison.
      worst = difference <= worst ? worst : difference;
    }
  }
  const msPerHop = async (enhancer: Enhancer, block: number): Promise<number> => {
    const start = performance.now();
    for (let hop = 0; hop < HOPS_PER_BLOCK; hop++)
      await enhancer.process(hopAt(block * HOPS_PER_BLOCK + hop), outputs[0]);
    return (performance.now() - start) / HOPS_PER_BLOCK;
  };
  const times: { original: number; candidate: number }[] = [];
  for (let block = 0; block < BLOCKS; block++)
    times.push({ original: await msPerHop(original, block), candidate: await msPerHop(candidate, block) });
  return {
    difference: worst / peak,
    originalUs: 1000 * distribution(times.map((time) => time.original)).median,
    candidateUs: 1000 * distribution(times.map((time) => time.candidate)).median,
    timeRatio: distribution(times.map((time) => time.candidate / time.original)).median,
  };
}

const alike = (a: ModelSpec, b: ModelSpec): boolean =>
  a.hop === b.hop && a.nFft === b.nFft && a.sampleRate === b.sampleRate;
