import * as os from 'node:os';

/**
 * Lets everything else go first, the live microphone above all: the calling thread, and on Linux every thread that it
 * starts from now on; elsewhere the whole process.
 */
export function lowerPriority(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that refuses it shares its processors as it likes.
  }
}

/** Processors that this process may use. */
export const usableProcessors = (): number =>
  // Missing in the Node.js of older Electrons.
  (os as { availableParallelism?: () => number }).availableParallelism?.() ?? os.cpus().length;
