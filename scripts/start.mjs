// npm start: installs and builds what is missing, then opens the app, or, with arguments, runs the command line.
// Without a screen it cleans the demo recording, so that the main job is seen at once.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, root, runCommandLine } from './setup.mjs';

const args = process.argv.slice(2);

ensureDebianPackages(['build'], { required: false });
ensureNpmPackages();
ensureBuilt();

if (args.length > 0) {
  if (['run', 'doctor', 'devices'].includes(args[0])) ensureDebianPackages(['run'], { required: false });
  process.exit(runCommandLine(args));
}

const folder = join(root, 'out', 'demo');
mkdirSync(folder, { recursive: true });
const demo = join(root, 'assets', 'demo', 'noisy-speech.wav');
process.exit(runCommandLine(['denoise', demo, '--force', '-o', join(folder, 'clean-speech.wav')]));
