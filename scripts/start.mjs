// npm start: installs and builds what is missing, then opens the app, or, with arguments, runs the command line.
// Without a screen or an Electron it cleans the demo recording, so that the main job is shown all the same.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runBound } from './bound-child.mjs';
import { electronFlags, findElectron, hasScreen } from './electron-runtime.mjs';
import { sandboxProblem } from './sandbox.mjs';
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, root } from './setup.mjs';

const args = process.argv.slice(2);

/** Exit code for what the user can mend. */
const EXIT_USER_ERROR = 1;

const ENDED_BY_REQUEST = ['SIGINT', 'SIGTERM', 'SIGHUP'];

ensureDebianPackages(['build'], { required: false });
ensureNpmPackages();
ensureBuilt();

async function runCommandLine(commandArgs) {
  const { code } = await runBound(process.execPath, [join(root, 'out', 'main', 'cli.cjs'), ...commandArgs]);
  return code;
}

/** An Electron to open the app with; null, and a sentence, when it can't be opened here. */
function electronToOpen() {
  if (!hasScreen()) {
    console.error('There is no screen to open the app on: cleaning the demo recording instead.');
    return null;
  }
  ensureDebianPackages(['run', 'window'], { required: false });
  try {
    return findElectron();
  } catch (error) {
    console.error(`${error.message}\nThe app can't be opened: cleaning the demo recording instead.`);
    return null;
  }
}

/** Runs the app until it quits; gives its exit code. */
async function openApp({ executable }) {
  const problem = sandboxProblem(executable);
  if (problem) {
    console.error(problem);
    return EXIT_USER_ERROR;
  }
  const { code, signal } = await runBound(executable, [...electronFlags(), root]);
  if (signal && !ENDED_BY_REQUEST.includes(signal))
    console.error(`The app was ended by ${signal}: it crashed, or the system stopped it.`);
  return code;
}

function cleanDemo() {
  const folder = join(root, 'out', 'demo');
  mkdirSync(folder, { recursive: true });
  const demo = join(root, 'assets', 'demo', 'noisy-speech.wav');
  return runCommandLine(['denoise', demo, '--force', '-o', join(folder, 'clean-speech.wav')]);
}

async function start() {
  if (args.length > 0) {
    if (['run', 'doctor', 'devices'].includes(args[0])) ensureDebianPackages(['run'], { required: false });
    return runCommandLine(args);
  }
  const electron = electronToOpen();
  return electron ? openApp(electron) : cleanDemo();
}

process.exit(await start());
