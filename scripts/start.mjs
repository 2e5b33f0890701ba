// npm start: installs and builds what is missing, then opens the app, or, with arguments, runs the command line.
// Without a screen or an Electron it cleans the demo recording, so that the main job is seen all the same.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { electronFlags, findElectron, hasScreen } from './electron-runtime.mjs';
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, root, runCommandLine } from './setup.mjs';

const args = process.argv.slice(2);

ensureDebianPackages(['build'], { required: false });
ensureNpmPackages();
ensureBuilt();

if (args.length > 0) {
  if (['run', 'doctor', 'devices'].includes(args[0])) ensureDebianPackages(['run'], { required: false });
  process.exit(runCommandLine(args));
}

/** Runs the app until it quits; gives its exit code, or null and a sentence when it can't be opened here. */
function openApp() {
  if (!hasScreen()) {
    console.error('There is no screen to open the app on: cleaning the demo recording instead.');
    return null;
  }
  ensureDebianPackages(['run', 'window'], { required: false });
  try {
    const { executable } = findElectron();
    return spawnSync(executable, [...electronFlags(), root], { stdio: 'inherit' }).status ?? 1;
  } catch (error) {
    console.error(`${error.message}\nThe app can't be opened: cleaning the demo recording instead.`);
    return null;
  }
}

function cleanDemo() {
  const folder = join(root, 'out', 'demo');
  mkdirSync(folder, { recursive: true });
  const demo = join(root, 'assets', 'demo', 'noisy-speech.wav');
  return runCommandLine(['denoise', demo, '--force', '-o', join(folder, 'clean-speech.wav')]);
}

process.exit(openApp() ?? cleanDemo());
