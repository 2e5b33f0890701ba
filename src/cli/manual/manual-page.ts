import { allCommands, usageOf, type CommandNode } from '../command-tree.js';

/** Text in roff: backslashes and leading dots mean themselves, and hyphens stay ASCII, to be copied. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replace(/^(?=[.'])/gm, String.raw`\&`);

/** A term in bold and what it means. */
const entry = (term: string, text: string): string =>
  `.TP\n.B ${roff(term)}\n${roff(text) || String.raw`\&`}`;

const preformatted = (text: string): string => `.PP\n.nf\n${roff(text)}\n.fi`;

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

function commandSection(node: CommandNode): string {
  const choices = (value: CommandNode['arguments'][number]['value']) =>
    value.kind === 'choices' ? ` One of: ${value.choices.join(', ')}.` : '';
  const args = node.arguments.filter(({ description, value }) => description || value.kind === 'choices');
  const options = node.options.filter(({ names }) => !names.includes('--help'));
  return [
    `.SS ${roff(node.path.join(' '))}`,
    `.B stillmic ${roff(usageOf(node))}\n.PP`,
    roff(sentence(node.description)),
    ...args.map(({ name, description, value }) =>
      entry(name, `${description ? sentence(description) : ''}${choices(value)}`.trim()),
    ),
    ...options.map(({ names, placeholder, description, value }) =>
      entry(
        `${names.join(', ')}${placeholder === null ? '' : ` <${placeholder}>`}`,
        `${sentence(description)}${choices(value)}`,
      ),
    ),
    ...(node.notes ? [preformatted(node.notes)] : []),
  ].join('\n');
}

/** The manual of section 1, in the macros of man(7). */
export function manualPage(tree: CommandNode, version: string): string {
  const commands = allCommands(tree).filter(
    ({ path, commands: below }) => path.length > 0 && below.length === 0,
  );
  return `${[
    `.TH STILLMIC 1 "" "Stillmic ${roff(version)}" "User Commands"`,
    '.SH NAME',
    String.raw`stillmic \- turns any microphone into a clean one`,
    '.SH SYNOPSIS',
    '.B stillmic\n.br',
    '.B stillmic\n.I command\n[options]',
    '.SH DESCRIPTION',
    roff(tree.description),
    'Without a command it opens the app, where the package has one. All commands work without a screen.',
    '.SH COMMANDS',
    ...commands.map(commandSection),
    '.SH EXIT STATUS',
    entry('0', 'Done.'),
    entry('1', 'A mistake or a state that can be mended; one sentence says how.'),
    entry('2', 'Wrong usage.'),
    entry('3', 'No Stillmic runs that could be asked or controlled.'),
    entry('70', 'A fault of the program.'),
    '.SH ENVIRONMENT',
    entry('STILLMIC_MODELS_DIR', 'Folder of the models.'),
    entry('STILLMIC_AUDIO', '“portaudio” goes to the sound server through PortAudio and ALSA.'),
    entry('HTTPS_PROXY, NO_PROXY', 'Proxy of downloads.'),
    '.SH SEE ALSO',
    String.raw`.BR pactl (1),\n.BR ffmpeg (1)`.replace(String.raw`\n`, '\n'),
  ].join('\n')}\n`;
}
