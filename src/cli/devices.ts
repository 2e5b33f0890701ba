import type { Command } from 'commander';
import type { SoundDevice, SoundState } from '../audio/control/sound-system.js';
import { openSoundSystem } from '../audio/control/open-sound-system.js';
import { printable } from './printable.js';
import { table } from './table.js';
import { toJson } from './json.js';

/** Adds `stillmic devices`. */
export function registerDevices(program: Command): void {
  program
    .command('devices')
    .description('lists microphones and speakers')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  stillmic devices\n  stillmic devices --json')
    .action(devices);
}

async function devices({ json }: { readonly json?: boolean }): Promise<void> {
  const state = await (await openSoundSystem()).state();
  process.stdout.write(json ? asJson(state) : asText(state));
}

const asJson = ({ server, microphones, speakers, monitors = [] }: SoundState): string =>
  toJson({ server, microphones, speakers, monitors }, 2);

function asText({ microphones, speakers, monitors = [] }: SoundState): string {
  const monitorRows =
    monitors.length === 0 ? '' : `\nSound of speakers (a microphone only if you name it)\n${rows(monitors)}`;
  return `Microphones\n${rows(microphones)}\nSpeakers\n${rows(speakers)}${monitorRows}\n* the system's default\n`;
}

const rows = (list: readonly SoundDevice[]): string =>
  list.length === 0 ? '  none\n' : table(list.map(rowOf));

const rowOf = ({ label, name, isDefault, sampleRate, channels = 1, volume }: SoundDevice): string[] => [
  isDefault ? '*' : ' ',
  printable(label),
  `${sampleRate / 1000} kHz`,
  printable(name),
  channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`,
  volume?.isMuted ? 'muted' : '',
];
