export { distribution, type Distribution } from '../src/shared/distribution.js';

/** Milliseconds that `work` takes, once. */
export async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
