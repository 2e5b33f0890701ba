import type { Command } from 'commander';
import type { SoundDevice, SoundState } from '../audio/control/open-sound-system.js';
import { openSoundSystem } from '../audio/control/open-sound-system.js';
import { table } from './table.js';

export function registerDevices(program: Command): void {
  program
    .command('devices')
    .description('lists microphones and speakers')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  stillmic devices\n  stillmic devices --json')
    .action(devices);
}

async function devices({ json }: { readonly json?: boolean }): Promise<void> {
  const state = await openSoundSystem().state();
  process.stdout.write(json ? asJson(state) : asText(state));
}

const asJson = ({ server, microphones, speakers }: SoundState): string =>
  `${JSON.stringify({ server, microphones, speakers }, null, 2)}\n`;

const asText = ({ microphones, speakers }: SoundState): string =>
  `Microphones\n${rows(microphones)}\nSpeakers\n${rows(speakers)}\n* the system's default\n`;

const rows = (list: readonly SoundDevice[]): string =>
  list.length === 0
    ? '  none\n'
    : table(
        list.map(({ label, name, isDefault, sampleRate }) => [
          isDefault ? '*' : ' ',
          label,
          `${sampleRate / 1000} kHz`,
          name,
        ]),
      );
