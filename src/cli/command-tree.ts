import type { Argument, Command, Option } from 'commander';

/** Kinds of values that the command line asks for. */
export type ValueKind =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'text' };

export interface OptionNode {
  /** As typed: `-o` and `--output`, or only the long one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Name of its value as the help shows it; null where it takes none. */
  readonly placeholder: string | null;
  readonly value: ValueKind;
}

export interface ArgumentNode {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isVariadic: boolean;
  readonly value: ValueKind;
}

/** A command as completions and the manual need it. */
export interface CommandNode {
  /** Words to type after the program's name: none for the program itself, `['models', 'list']`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly OptionNode[];
  readonly arguments: readonly ArgumentNode[];
  readonly commands: readonly CommandNode[];
  /** Text of the help below the options: examples, and where things lie. */
  readonly notes: string;
}

/** Names and descriptions of values that are files. */
const FILE = /\b(files?|path|folders?|recording|checkpoint)\b/i;

const valueKind = (choices: readonly string[] | undefined, about: string): ValueKind => {
  if (choices) return { kind: 'choices', choices };
  return FILE.test(about) ? { kind: 'file' } : { kind: 'text' };
};

function optionNode(option: Option): OptionNode {
  const placeholder = /[<[](.+)[>\]]/.exec(option.flags)?.[1] ?? null;
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    description: option.description,
    placeholder,
    value: valueKind(option.argChoices, placeholder ?? ''),
  };
}

const argumentNode = (argument: Argument): ArgumentNode => ({
  name: argument.name(),
  description: argument.description,
  isRequired: argument.required,
  isVariadic: argument.variadic,
  value: valueKind(argument.argChoices, `${argument.name()} ${argument.description}`),
});

function notesOf(command: Command): string {
  let notes = '';
  // Commander keeps them as listeners of this event, which its help raises.
  (command as Command & NodeJS.EventEmitter).emit('afterHelp', {
    command,
    error: false,
    write: (text: string) => (notes += text),
  });
  return notes.trim();
}

/** The command line as a tree, from commander's own definitions. Commander's `help` command is left out. */
export function commandTree(command: Command, path: readonly string[] = []): CommandNode {
  const help = command.createHelp();
  return {
    path,
    description: command.description(),
    options: help.visibleOptions(command).map(optionNode),
    arguments: command.registeredArguments.map(argumentNode),
    commands: command.commands.map((child) => commandTree(child, [...path, child.name()])),
    notes: notesOf(command),
  };
}

/** A command and all below it, the outer before the inner. */
export const allCommands = (node: CommandNode): readonly CommandNode[] => [
  node,
  ...node.commands.flatMap(allCommands),
];

/** The first sentence of a description, without a full stop: enough for one line of a list. */
export const inBrief = (description: string): string =>
  /^(.*?)(?:[.;] .*|\.)?$/.exec(description)?.[1] ?? description;

/** `denoise [options] <recording...>` */
export function usageOf({ path, options, arguments: args, commands }: CommandNode): string {
  const named = args.map(({ name, isRequired, isVariadic }) => {
    const shown = `${name}${isVariadic ? '...' : ''}`;
    return isRequired ? `<${shown}>` : `[${shown}]`;
  });
  const hasOptions = options.some(({ names }) => !names.includes('--help'));
  const parts = [...path, hasOptions && '[options]', commands.length > 0 && '<command>', ...named];
  return parts.filter(Boolean).join(' ');
}
