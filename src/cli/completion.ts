import { Argument, type Command } from 'commander';
import { commandTree, type CommandNode } from './command-tree.js';
import { bashCompletion } from './completion/bash.js';
import { fishCompletion } from './completion/fish.js';
import { zshCompletion } from './completion/zsh.js';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies Record<
  string,
  (tree: CommandNode) => string
>;

const HELP = `
The packages for Debian and Ubuntu bring them already. Elsewhere:
  bash   eval "$(stillmic completion bash)"                                        in ~/.bashrc
  zsh    eval "$(stillmic completion zsh)"                                         in ~/.zshrc, after compinit
  fish   stillmic completion fish > ~/.config/fish/completions/stillmic.fish`;

export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .description('prints a script by which the shell completes commands, options and files')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', HELP)
    .action((shell: keyof typeof SHELLS) => void process.stdout.write(SHELLS[shell](commandTree(program))));
}
