import { Command } from 'commander';
import { version } from '../../package.json';

/** The command line without its commands; it throws where commander would exit. */
export const emptyProgram = (): Command =>
  new Command('stillmic')
    .description('Cleans any microphone or recording with a streaming neural speech enhancer.')
    .version(version)
    .showHelpAfterError('(stillmic --help, or stillmic COMMAND --help, lists what can be given)')
    .exitOverride();
