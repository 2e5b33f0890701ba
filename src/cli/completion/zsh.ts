import {
  allCommands,
  inBrief,
  type ArgumentNode,
  type CommandNode,
  type OptionNode,
  type ValueKind,
} from '../command-tree.js';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Text inside a specification of _arguments or _describe. */
const escaped = (text: string): string => text.replace(/[\\:[\]]/g, String.raw`\$&`);

function action(value: ValueKind): string {
  if (value.kind === 'choices') return `(${value.choices.join(' ')})`;
  return value.kind === 'file' ? '_files' : ' ';
}

function optionSpec({ names, description, placeholder, value }: OptionNode): string {
  const ask = placeholder === null ? '' : `:${escaped(placeholder)}:${action(value)}`;
  const tail = quoted(`[${escaped(inBrief(description))}]${ask}`);
  return names.length > 1 ? `'(${names.join(' ')})'{${names.join(',')}}${tail}` : `${names[0]}${tail}`;
}

const argumentSpec = ({ name, isVariadic, isRequired, value }: ArgumentNode): string =>
  quoted(
    `${isVariadic ? '*' : isRequired ? '1' : ''}:${isRequired || isVariadic ? '' : ':'}${escaped(name)}:${action(value)}`,
  );

const functionName = ({ path }: CommandNode): string => ['_stillmic', ...path].join('_');

/** A function for each command; one with commands below calls theirs, with the words before them cut off. */
function shellFunction(node: CommandNode): string {
  const specs = node.options.map(optionSpec);
  if (node.commands.length === 0) {
    const all = [...specs, ...node.arguments.map(argumentSpec)];
    return `${functionName(node)}() {\n    _arguments -S ${all.join(' \\\n        ')}\n}`;
  }
  const described = node.commands.map(({ path, description }) =>
    quoted(`${path.at(-1)}:${escaped(inBrief(description))}`),
  );
  const calls = node.commands.map((child) => `            ${child.path.at(-1)}) ${functionName(child)} ;;`);
  return `${functionName(node)}() {
    local curcontext=$curcontext state line
    _arguments -C -S ${[...specs, "'1: :->command'", "'*:: :->rest'"].join(' \\\n        ')}
    case $state in
    command)
        local -a commands=(
            ${described.join('\n            ')}
        )
        _describe command commands ;;
    rest)
        case $line[1] in
${calls.join('\n')}
        esac ;;
    esac
}`;
}

/** Completion for zsh, as a file of its function path or by eval. */
export const zshCompletion = (tree: CommandNode): string => `#compdef stillmic
# Completion for zsh, written by “stillmic completion zsh”.
${allCommands(tree).map(shellFunction).join('\n')}
if [[ $funcstack[1] == _stillmic ]]; then _stillmic "$@"; else compdef _stillmic stillmic; fi
`;
