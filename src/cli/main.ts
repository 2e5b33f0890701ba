import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { onParentGone } from '../shared/parent-pipe.js';
import { makeProcessPrivate } from '../shared/private-environment.js';
import { UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { registerBench } from './bench.js';
import { registerControl } from './control.js';
import { registerDenoise } from './denoise.js';
import { registerDevices } from './devices.js';
import { registerDoctor } from './doctor.js';
import { EXIT_FAULT, EXIT_USAGE, EXIT_USER_ERROR, reportFault, watchForEnds } from './ending.js';
import { registerExport } from './export.js';
import { registerInspect } from './inspect.js';
import { registerModels } from './models.js';
import { registerOptimise } from './optimise.js';
import { printableWords } from './printable.js';
import { registerRun } from './run.js';
import { registerWrap } from './wrap.js';

/** Each command registers itself; one file a command. */
const commands: readonly ((program: Command) => void)[] = [
  registerControl,
  registerDenoise,
  registerDevices,
  registerDoctor,
  registerExport,
  (program) => registerModels(program),
  registerInspect,
  (program) => registerBench(program),
  registerOptimise,
  registerRun,
  registerWrap,
];

async function main(): Promise<void> {
  watchForEnds();
  makeProcessPrivate();
  onParentGone(() => process.kill(process.pid, 'SIGTERM'));
  const program = new Command('stillmic')
    .description('Cleans any microphone or recording with a streaming neural speech enhancer.')
    .version(version)
    .showHelpAfterError('(stillmic --help, or stillmic COMMAND --help, lists what can be given)')
    .exitOverride();
  for (const register of commands) register(program);
  try {
    // Said outright, because commander takes Electron that runs as Node for a packaged app.
    await program.parseAsync(process.argv.slice(2), { from: 'user' });
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
