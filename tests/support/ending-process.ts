import { writeFileSync } from 'node:fs';
import { endProcess, onExit, onFirstSignal, watchForEnds } from '../../src/cli/ending.js';

/** A process that ends as its first argument says; its clean-up writes the file that the second one names. */
const [way = '', cleanedFile = ''] = process.argv.slice(2);
watchForEnds();
onExit(() => writeFileSync(cleanedFile, 'cleaned'));
// It would go on for ever.
setInterval(() => undefined, 1000);

const ways: Readonly<Record<string, () => void>> = {
  throws: () => {
    throw new Error('thrown on the way');
  },
  rejects: () => void Promise.reject(new Error('rejected on the way')),
  waits: () => undefined,
  stops: () => void onFirstSignal(() => process.stdout.write('stopping\n')),
  hangs: () => {
    onExit(() => new Promise<void>(() => undefined));
    void endProcess(0);
  },
};
process.stdout.write('ready\n', () => ways[way]?.());
