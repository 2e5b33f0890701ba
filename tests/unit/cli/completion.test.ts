import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCommands, commandTree } from '../../../src/cli/command-tree.js';
import { bashCompletion } from '../../../src/cli/completion/bash.js';
import { fishCompletion } from '../../../src/cli/completion/fish.js';
import { zshCompletion } from '../../../src/cli/completion/zsh.js';
import { makeProgram } from '../../../src/cli/program.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const tree = commandTree(makeProgram());
const scripts = { bash: bashCompletion(tree), zsh: zshCompletion(tree), fish: fishCompletion(tree) };

/** The text before the tab key, and the line after it. */
const CASES: readonly (readonly [string, string])[] = [
  ['deno', 'denoise'],
  ['toggle by', 'toggle bypass'],
  ['toggle bypass by', 'toggle bypass by'],
  ['models ver', 'models verify'],
  ['models import --win-type ha --id x na', 'models import --win-type ha --id x native model.onnx'],
  ['denoise --outp', 'denoise --output'],
  ['denoise --format fl', 'denoise --format flac'],
  ['denoise --force na', 'denoise --force native model.onnx'],
  ['run --release blue', 'run --release bluetooth'],
  ['run --strength 8 --set-d', 'run --strength 8 --set-default'],
  ['completion fi', 'completion fish'],
  ['devices na', 'devices na'],
];

/** A folder with the scripts, and with one file whose name the tab key finds. */
function folderWithScripts(): string {
  const folder = temporaryFolder();
  for (const [shell, script] of Object.entries(scripts)) writeFileSync(join(folder, shell), script);
  writeFileSync(join(folder, 'native model.onnx'), '');
  mkdirSync(join(folder, 'other'));
  return folder;
}

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** Types the cases into a shell on a terminal of its own, and has it show each line that the tab key made. */
async function typeInto(shell: 'bash' | 'zsh', setUp: string): Promise<string[]> {
  const folder = folderWithScripts();
  const command = shell === 'bash' ? 'bash --norc --noprofile -i' : 'zsh -f -i';
  const terminal = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'dumb', PS1: '', HOME: folder, LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const lines = CASES.map(([typed]) => `stillmic ${typed}\t\r`);
  terminal.stdin.write(`${setUp}\nstillmic() { echo "<<$*>>"; }\n${lines.join('')}exit\r`);
  await once(terminal, 'close');
  return [...shown.matchAll(/<<(?!\$)(.*?)\s*>>/g)].map(([, line = '']) => line);
}

const expected = CASES.map(([, line]) => line);

describe('completion', () => {
  it('knows every command of the command line, each option once', () => {
    const names = allCommands(tree).map(({ path }) => path.join(' '));
    expect(names).toEqual(expect.arrayContaining(['', 'denoise', 'models import', 'status', 'completion']));
    for (const { options } of allCommands(tree)) {
      const all = options.flatMap(({ names }) => names);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it.skipIf(!has('bash'))('works in bash', async () => {
    expect(await typeInto('bash', 'source ./bash')).toEqual(expected);
  });

  it.skipIf(!has('bash'))('offers in bash all that there is', () => {
    const folder = folderWithScripts();
    const offers = (...words: string[]): string[] =>
      execFileSync(
        'bash',
        [
          '-c',
          'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _stillmic; printf "%s\\n" "${COMPREPLY[@]}"',
          join(folder, 'bash'),
          ...words,
        ],
        { encoding: 'utf8' },
      )
        .trim()
        .split('\n');
    expect(offers('stillmic', '')).toEqual(tree.commands.map(({ path }) => path[0]));
    expect(offers('stillmic', 'models', '')).toEqual(['list', 'download', 'import', 'verify', 'remove']);
    expect(offers('stillmic', 'toggle', '')).toEqual(['on', 'bypass', 'mute']);
    expect(offers('stillmic', 'wrap', '--win-type', '=', 'h')).toEqual(['hann', 'hann-sqrt']);
    expect(offers('stillmic', 'status', '-')).toEqual(['--json', '--watch', '--help']);
  });

  it.skipIf(!has('zsh'))('works in zsh', async () => {
    const setUp = 'autoload -U compinit && compinit -u -D && source ./zsh';
    expect(await typeInto('zsh', setUp)).toEqual(expected);
  });

  it.skipIf(!has('fish'))('works in fish', () => {
    const folder = folderWithScripts();
    const complete = (typed: string): string[] =>
      execFileSync(
        'fish',
        ['--no-config', '-c', 'source ./fish; complete -C $argv[1]', `stillmic ${typed}`],
        {
          cwd: folder,
          env: { ...process.env, HOME: folder },
          encoding: 'utf8',
        },
      )
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t')[0] ?? '');
    for (const [typed, line] of CASES) {
      const before = typed.slice(0, typed.lastIndexOf(' ') + 1);
      const done = typed === line ? [] : [line.slice(before.length)];
      expect({ typed, done: complete(typed).map((word) => word.replaceAll('\\ ', ' ')) }).toEqual({
        typed,
        done,
      });
    }
    expect(complete('toggle ')).toEqual(['bypass', 'mute', 'on']);
  });
});
