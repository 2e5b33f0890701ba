// npm run package [-- [--win | --mac | --for-wine] TARGET...]: builds, makes packages and tests them. Without targets:
// on Linux the unpacked app and a deb, with --win an installer and a zip for Windows, on macOS a zip and a dmg. The
// first two need no download but those of the npm registry, PyPI and Debian. --for-wine makes the installer that
// tests/windows tries: with the Electron that Wine can run, in a folder of its own.
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeDebFiles } from './deb-files.mjs';
import { electronOfWheel, findElectron } from './electron-runtime.mjs';
import { ensureBuilt, ensureDebianPackages, ensureNpmPackages, passes, root } from './setup.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { win: { type: 'boolean' }, mac: { type: 'boolean' }, 'for-wine': { type: 'boolean' } },
});
const isForWine = options['for-wine'] ?? false;
const platform = options.win || isForWine ? 'win32' : options.mac ? 'darwin' : process.platform;
if (platform === 'darwin' && process.platform !== 'darwin')
  throw new Error('Packages for macOS can only be made on macOS.');

if (platform === 'win32') ensureDebianPackages(['windowsPackage'], { required: true });
ensureNpmPackages();
ensureBuilt();
// Not before the packages are there.
const { parse } = await import('yaml');
const { build, Platform, Arch } = (await import('electron-builder')).default;

const electron = isForWine ? electronOfWheel(platform) : findElectron(undefined, platform);
const pinned = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
const isPinned = electron.version === pinned;
if (!isPinned)
  console.log(`Packaged with Electron ${electron.version}, not ${pinned}: for tests only, not for users.`);

const onnxRuntime = 'node_modules/onnxruntime-node/bin/napi-v6';
const naudiodon = 'node_modules/naudiodon/build/Release';
/** Native modules for each system. */
const nativeFiles = {
  linux: [`${onnxRuntime}/linux/\${arch}/**`, `${naudiodon}/*.{node,so*}`],
  darwin: [`${onnxRuntime}/darwin/\${arch}/**`, `${naudiodon}/*.{node,dylib}`],
};

const { copyright } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

/** Folder of files that only making a package needs. */
const workFolder = join(root, 'node_modules', '.cache', 'stillmic', 'package');
mkdirSync(workFolder, { recursive: true });
const dist = isForWine ? join(workFolder, 'for-wine') : join(root, 'dist');

const config = {
  directories: { output: dist },
  electronDist: electron.directory,
  electronVersion: electron.version,
  electronFuses: {
    // The command line is the app's own program, run as Node; macOS ties the microphone's permission to it.
    runAsNode: platform !== 'darwin',
    // An older Electron doesn't have this fuse yet.
    ...(Number.parseInt(electron.version, 10) >= 29 && { grantFileProtocolExtraPrivileges: false }),
  },
};

/** @returns the tests of tests/package that try what was made */
async function packageForLinux() {
  const targets = positionals.length > 0 ? positionals : ['dir', 'deb'];
  const deb = {
    fpm: [`${writeDebFiles(join(workFolder, 'deb'))}/=/`],
    // A package that only tests install is compressed quickly.
    ...(!isPinned && { compression: 'gz' }),
  };
  process.env.CUSTOM_FPM_PATH = join(root, 'scripts', 'dpkg-fpm.mjs');
  await run(Platform.LINUX.createTarget(targets), { deb });
  return targets.includes('deb') ? ['deb'] : [];
}

async function packageForMac() {
  await run(Platform.MAC.createTarget(positionals), {});
  return [];
}

async function packageForWindows() {
  const { finishWindowsPackage, windowsFiles } = await import('./windows/package.mjs');
  await run(Platform.WINDOWS.createTarget(['dir'], Arch.x64), { files: windowsFiles() });
  const targets = isForWine ? ['installer'] : positionals.length > 0 ? positionals : ['zip', 'installer'];
  finishWindowsPackage({ targets, dist, workFolder, isForUsers: isPinned, copyright });
  // tests/windows tries an installer of its own: Wine does not run the newest Electron.
  return [];
}

const run = (targets, more) =>
  build({
    projectDir: root,
    targets,
    config: { ...config, files: nativeFiles[platform], ...more },
    publish: 'never',
  });

const tests = await { linux: packageForLinux, darwin: packageForMac, win32: packageForWindows }[platform]();

const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const sizeOf = (path) => {
  const stat = statSync(path);
  return stat.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : stat.size;
};
for (const name of readdirSync(dist).filter((file) =>
  /-unpacked$|\.(deb|AppImage|gz|exe|zip|dmg)$/.test(file),
))
  console.log(`${name}: ${mebibytes(sizeOf(join(dist, name)))}`);

if (tests.length > 0 && !passes('test:package', tests)) process.exit(1);
