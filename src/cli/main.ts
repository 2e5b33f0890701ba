import { CommanderError, type Command } from 'commander';
import { onParentGone } from '../shared/parent-pipe.js';
import { makeProcessPrivate } from '../shared/private-environment.js';
import { UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { registerControl } from './control.js';
import { emptyProgram } from './empty-program.js';
import { EXIT_FAULT, EXIT_USAGE, EXIT_USER_ERROR, reportFault, watchForEnds } from './ending.js';
import { printableWords } from './printable.js';

/**
 * The commands that there are to choose from. A key or a status bar waits for those that control a running Stillmic, so
 * nothing of the others is loaded for them.
 */
async function programFor([name]: readonly string[]): Promise<Command> {
  const control = emptyProgram();
  registerControl(control);
  if (control.commands.some((command) => command.name() === name)) return control;
  const { makeProgram } = await import('./program.js');
  return makeProgram();
}

async function main(): Promise<void> {
  watchForEnds();
  makeProcessPrivate();
  onParentGone(() => process.kill(process.pid, 'SIGTERM'));
  try {
    // Said outright, because commander takes Electron that runs as Node for a packaged app.
    const args = process.argv.slice(2);
    const program = await programFor(args);
    await program.parseAsync(args, { from: 'user' });
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
