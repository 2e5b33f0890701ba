import {
  openChunkModel,
  type ChunkEnhancer,
  type ChunkForm,
  type StreamEnhancer,
} from '../enhancer/chunk-enhancer.js';
import type { Model } from '../enhancer/model.js';
import { makeCheckSignal } from '../export/compare/check-signal.js';

/** Hops a call that are tried. Beyond them a call's own time no longer counts, and memory does. */
const CANDIDATES = [8, 16, 32, 64] as const;
const MOST_HOPS = 64;
const ROUNDS = 3;
/** A chunk has to save this share of the time to be used. */
const SMALLEST_GAIN = 0.05;
/** Largest difference from the hop form on the check signal, as a share of its peak. */
const LARGEST_DIFFERENCE = 2e-5;

/**
 * Compares a chunk form with the model that it was made of, and finds how many hops a call are fastest here. Each
 * is measured in turns with the others, and its best turn counts.
 *
 * @returns null where hop by hop is as fast, or the samples differ
 */
export async function measureChunks(
  model: Model,
  form: Pick<ChunkForm, 'bytes' | 'spec'>,
): Promise<number | null> {
  const chunks = await openChunkModel({ ...form, hops: MOST_HOPS });
  try {
    const signal = makeCheckSignal(form.spec.sampleRate);
    if (!(await agree(model.createEnhancer(), chunks.createEnhancer(), signal))) return null;
    return await fastest(model.createEnhancer(), chunks.createEnhancer(), signal);
  } finally {
    await chunks.dispose();
  }
}

/** Runs the first `hops` hops of a signal through an enhancer, `size` hops a call. */
async function run(
  enhancer: StreamEnhancer,
  signal: Float32Array,
  output: Float32Array,
  hops: number,
  size: number,
): Promise<void> {
  const { hop } = enhancer.spec;
  for (let at = 0; at < hops; at += size) {
    const [from, to] = [at * hop, Math.min(hops, at + size) * hop];
    await enhancer.process(signal.subarray(from, to), output.subarray(from, to));
  }
}

async function agree(
  hopByHop: StreamEnhancer,
  inChunks: ChunkEnhancer,
  signal: Float32Array,
): Promise<boolean> {
  const hops = Math.floor(signal.length / hopByHop.spec.hop);
  const [expected, output] = [new Float32Array(signal.length), new Float32Array(signal.length)];
  await run(hopByHop, signal, expected, hops, 1);
  await run(inChunks, signal, output, hops, MOST_HOPS);
  const peak = expected.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  // Written so that a sample that is no number does not agree.
  return output.every((sample, i) => Math.abs(sample - (expected[i] as number)) <= LARGEST_DIFFERENCE * peak);
}

async function fastest(
  hopByHop: StreamEnhancer,
  inChunks: ChunkEnhancer,
  signal: Float32Array,
): Promise<number | null> {
  const hops = Math.min(MOST_HOPS, Math.floor(signal.length / hopByHop.spec.hop));
  const output = new Float32Array(signal.length);
  const best = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++)
    for (const size of [1, ...CANDIDATES]) {
      const start = performance.now();
      await run(size === 1 ? hopByHop : inChunks, signal, output, hops, size);
      best.set(size, Math.min(best.get(size) ?? Infinity, performance.now() - start));
    }
  const timeOf = (size: number): number => best.get(size) ?? Infinity;
  const choice = CANDIDATES.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a));
  return timeOf(choice) < (1 - SMALLEST_GAIN) * timeOf(1) ? choice : null;
}
