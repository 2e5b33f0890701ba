export { distribution, type Distribution } from '../src/shared/distribution.js';

/** After the engine's start Node compiles for so long what runs often, on threads of its own: no lasting cost. */
export const WARM_UP_SECONDS = 12;

/** Milliseconds that `work` takes, once. */
export async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
