import { allCommands, type CommandNode, type ValueKind } from '../command-tree.js';

/** Patterns of a `case` for one command: its words, a space, and what follows. */
const pattern = ({ path }: CommandNode, what: string): string => `'${path.join(' ')} ${what}'`;

/** The command that fills COMPREPLY; null where nothing is known, and nothing is offered. */
function offer(value: ValueKind): string | null {
  if (value.kind === 'choices') return words(value.choices);
  return value.kind === 'file' ? 'compopt -o default' : null;
}

const words = (choices: readonly string[]): string =>
  `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current"))`;

/** The cases of one command: values of its options, its options, its commands, its arguments. */
function cases(node: CommandNode): string[] {
  const branch = (patterns: string, action: string | null) =>
    action === null ? [] : [`        ${patterns}) ${action} ;;`];
  const valued = node.options.filter(({ placeholder }) => placeholder !== null);
  const names = node.options.flatMap((option) => option.names.filter((name) => name.startsWith('--')));
  return [
    ...valued.flatMap(({ names, value }) =>
      branch(names.map((name) => pattern(node, name)).join(' | '), offer(value)),
    ),
    ...branch(pattern(node, '-'), names.length > 0 ? words(names) : null),
    ...branch(
      pattern(node, '@0'),
      node.commands.length > 0 ? words(node.commands.map(({ path }) => path.at(-1) ?? '')) : null,
    ),
    ...node.arguments.flatMap(({ isVariadic, value }, place) =>
      branch(isVariadic ? `${pattern(node, '@')}*` : pattern(node, `@${place}`), offer(value)),
    ),
  ];
}

/** Completion for bash, with or without the package bash-completion. */
export function bashCompletion(tree: CommandNode): string {
  const all = allCommands(tree);
  const commands = all.filter(({ path }) => path.length > 0);
  const entered = commands.map(({ path }) => `'${[path.slice(0, -1).join(' '), path.at(-1)].join(' ')}'`);
  const valued = all.flatMap((node) =>
    node.options
      .filter(({ placeholder }) => placeholder !== null)
      .flatMap(({ names }) => names.map((name) => pattern(node, name))),
  );
  return `# Completion for bash, written by “stillmic completion bash”.
_stillmic() {
    local current=\${COMP_WORDS[COMP_CWORD]} command= option= place=0 at word
    COMPREPLY=()
    for ((at = 1; at < COMP_CWORD; at++)); do
        word=\${COMP_WORDS[at]}
        # The value of the option before it; “=” is a word of its own.
        if [[ $option ]]; then
            [[ $word == = ]] || option=
            continue
        fi
        case "$command $word" in
        ${entered.join(' | ')})
            command=\${command:+$command }$word place=0 ;;
        ${valued.join(' | ')})
            option=$word ;;
        *' -'*) ;;
        *) ((place++)) ;;
        esac
    done
    if [[ $current == = ]]; then current=; fi
    if [[ $option ]]; then
        word=$option
    elif [[ $current == -* ]]; then
        word=-
    else
        word=@$place
    fi
    case "$command $word" in
${all.flatMap(cases).join('\n')}
    esac
}
complete -F _stillmic stillmic
`;
}
