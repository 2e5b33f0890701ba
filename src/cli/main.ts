import { CommanderError } from 'commander';
import { onParentGone } from '../shared/parent-pipe.js';
import { makeProcessPrivate } from '../shared/private-environment.js';
import { UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { EXIT_FAULT, EXIT_USAGE, EXIT_USER_ERROR, reportFault, watchForEnds } from './ending.js';
import { printableWords } from './printable.js';
import { makeProgram } from './program.js';

async function main(): Promise<void> {
  watchForEnds();
  makeProcessPrivate();
  onParentGone(() => process.kill(process.pid, 'SIGTERM'));
  try {
    // Said outright, because commander takes Electron that runs as Node for a packaged app.
    await makeProgram().parseAsync(process.argv.slice(2), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
    } else if (error instanceof UserError) {
      process.stderr.write(`stillmic: ${inEnglish(printableWords(error.words))}\n`);
      process.exitCode = EXIT_USER_ERROR;
    } else {
      reportFault(error);
      process.exitCode = EXIT_FAULT;
    }
  }
}

void main();
