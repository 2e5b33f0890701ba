import { messageOf } from '../shared/user-error.js';

/** Exit codes: 0 done, 1 a mistake or state that the user can mend, 2 wrong usage, 70 a fault of ours. */
export const EXIT_USER_ERROR = 1;
export const EXIT_USAGE = 2;
export const EXIT_FAULT = 70;

/** A clean-up may not keep the process from ending for longer, ms. */
const CLEAN_UP_MS = 2000;

type CleanUp = () => void | Promise<void>;

const cleanUps = new Set<CleanUp>();
let isEnding = false;

/**
 * Registers what must be done before the process ends in a way that nobody planned: a fault, or a reader of the
 * output that goes away.
 *
 * @returns takes the clean-up back
 */
export function onExit(cleanUp: CleanUp): () => void {
  cleanUps.add(cleanUp);
  return () => void cleanUps.delete(cleanUp);
}

/** Runs every clean-up once, then exits. Further calls meanwhile do nothing. */
export async function endProcess(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const deadline = new Promise<void>((done) => setTimeout(done, CLEAN_UP_MS));
  const all = Promise.allSettled([...cleanUps].map(async (cleanUp) => cleanUp()));
  await Promise.race([all, deadline]);
  process.exit(code);
}

/** Says a fault of the program on standard error, with where it happened. */
export function reportFault(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  process.stderr.write(`stillmic: a fault of the program, please report it:\n${stack}\n`);
}

/** Makes every unplanned end a clean one: faults, and outputs that take no more. */
export function watchForEnds(): void {
  const onFault = (error: unknown) => {
    reportFault(error);
    void endProcess(EXIT_FAULT);
  };
  process.on('uncaughtException', onFault).on('unhandledRejection', onFault);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the output has seen enough, as after “| head”.
    if (error.code === 'EPIPE') return void endProcess(0);
    process.stderr.write(`stillmic: the output can’t be written (${error.code ?? error.message}).\n`);
    void endProcess(EXIT_USER_ERROR);
  });
  // Nobody is left to be told.
  process.stderr.on('error', () => void endProcess(EXIT_USER_ERROR));
}
