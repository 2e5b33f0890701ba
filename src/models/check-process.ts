/** Entry of the process that opens and runs a model which nobody has tried yet: it answers once, and ends. */
import { UnconfirmedContractError } from '../enhancer/contract.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { checkModelFile } from './check.js';
import type { CheckAnswer, CheckRequest } from './check-protocol.js';
import { CHECK_LIMITS, watched } from './watched.js';

async function answer({ file, settings }: CheckRequest): Promise<CheckAnswer> {
  try {
    return { ok: true, value: await watched(CHECK_LIMITS, () => checkModelFile(file, settings)) };
  } catch (error) {
    const guess = error instanceof UnconfirmedContractError ? error.guess : null;
    return { ok: false, guess, words: wordsOf(error), expected: error instanceof UserError };
  }
}

process.once('message', (request: CheckRequest) => {
  void answer(request).then((result) => process.send?.(result, () => process.disconnect()));
});
process.once('disconnect', () => process.exit());
