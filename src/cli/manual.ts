import type { Command } from 'commander';
import { commandTree } from './command-tree.js';
import { manualPage } from './manual/manual-page.js';

export function registerManual(program: Command): void {
  program
    .command('manual')
    .description('prints the manual as a man page')
    .addHelpText('after', '\nExample:\n  stillmic manual | man -l -')
    .action(() => void process.stdout.write(manualPage(commandTree(program), program.version() ?? '')));
}
