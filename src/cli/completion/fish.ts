import { allCommands, inBrief, type CommandNode, type OptionNode, type ValueKind } from '../command-tree.js';

const quoted = (text: string): string => `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;

function offer(value: ValueKind): string {
  if (value.kind === 'choices') return `-x -a ${quoted(value.choices.join(' '))}`;
  return value.kind === 'file' ? '-r -F' : '-x';
}

function optionLine(condition: string, { names, description, placeholder, value }: OptionNode): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const parts = [
    condition,
    ...flags,
    placeholder === null ? '' : offer(value),
    `-d ${quoted(inBrief(description))}`,
  ];
  return `complete -c stillmic ${parts.filter(Boolean).join(' ')}`;
}

function lines(node: CommandNode): string[] {
  const inside = `-n ${quoted(['__stillmic_in', ...node.path].join(' '))}`;
  const at = `-n ${quoted(['__stillmic_at', ...node.path].join(' '))}`;
  return [
    ...node.options.map((option) => optionLine(inside, option)),
    ...node.commands.map(
      ({ path, description }) =>
        `complete -c stillmic ${at} -a ${path.at(-1)} -d ${quoted(inBrief(description))}`,
    ),
    ...node.arguments.flatMap(({ isVariadic, value }) => {
      const condition = isVariadic ? inside : at;
      if (value.kind === 'choices')
        return `complete -c stillmic ${condition} -a ${quoted(value.choices.join(' '))}`;
      return value.kind === 'file' ? `complete -c stillmic ${condition} -F` : [];
    }),
  ];
}

/** Completion for fish. */
export function fishCompletion(tree: CommandNode): string {
  const all = allCommands(tree);
  const valued = new Set(
    all
      .flatMap(({ options }) => options)
      .filter(({ placeholder }) => placeholder !== null)
      .flatMap(({ names }) => names),
  );
  return `# Completion for fish, written by “stillmic completion fish”.
function __stillmic_words --description 'Words before the cursor that are no options and no values of options'
    set -l words (commandline -opc)
    set -l is_value no
    for word in $words[2..]
        if test $is_value = yes
            set is_value no
        else if contains -- $word ${[...valued].join(' ')}
            set is_value yes
        else if not string match -q -- '-*' $word
            echo -- $word
        end
    end
end
function __stillmic_in --description 'Whether the words before the cursor begin with this command'
    set -l words (__stillmic_words)
    test (count $words) -ge (count $argv); or return 1
    test (count $argv) -eq 0; or test "$words[1..$(count $argv)]" = "$argv"
end
function __stillmic_at --description 'Whether this command is all that was typed before the cursor, options aside'
    set -l words (__stillmic_words)
    test "$words" = "$argv"
end
complete -c stillmic -f
${all.flatMap(lines).join('\n')}
`;
}
