// The package for Windows x64: an installer and a zip, made on any system that has NSIS and 7-Zip.
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from '../registry-downloads.mjs';
import { root } from '../setup.mjs';
import { brandExecutable, writeIcon } from './icons.mjs';
import { naudiodonForWindows } from './naudiodon.mjs';
import { visualCRuntime } from './runtimes.mjs';

const onnxRuntime = 'node_modules/onnxruntime-node/bin/napi-v6/win32/x64';
const naudiodon = 'node_modules/naudiodon/build/Release';

/**
 * Native files for Windows, as electron-builder's `files`. A library is looked for beside the one that needs it, so the
 * Visual C++ runtime is beside both. Left out of ONNX Runtime is what only serves graphics processors.
 */
export const windowsFiles = () => [
  `${onnxRuntime}/{onnxruntime.dll,onnxruntime_binding.node}`,
  { from: visualCRuntime(), to: onnxRuntime },
  { from: naudiodonForWindows(), to: naudiodon, filter: ['*.{node,dll}'] },
  { from: visualCRuntime(), to: naudiodon, filter: ['vcruntime140*.dll'] },
];

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    path: relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('/', '\\'),
    isFolder: entry.isDirectory(),
  }));

/** NSIS commands that remove the app's own files and then its empty folders, the inner ones first. */
function removal(folder) {
  const escaped = (path) => `"$INSTDIR\\${path.replaceAll('$', '$$$$')}"`;
  const entries = filesIn(folder);
  const folders = entries.filter(({ isFolder }) => isFolder).map(({ path }) => path);
  return [
    ...entries.filter(({ isFolder }) => !isFolder).map(({ path }) => `Delete ${escaped(path)}`),
    ...folders.sort((a, b) => b.length - a.length).map((path) => `RMDir ${escaped(path)}`),
    '',
  ].join('\n');
}

const sizeKiB = (folder) =>
  Math.ceil(
    filesIn(folder)
      .filter(({ isFolder }) => !isFolder)
      .reduce((sum, { path }) => sum + statSync(join(folder, path.replaceAll('\\', '/'))).size, 0) / 1024,
  );

function makeInstaller(app, out, { version, workFolder, isForUsers }) {
  const assets = join(root, 'assets', 'windows');
  const [files, icon] = ['uninstall-files.nsh', 'stillmic.ico'].map((name) => join(workFolder, name));
  // With a mark at its head, so that NSIS reads names as UTF-8.
  writeFileSync(files, `\uFEFF${removal(app)}`);
  writeIcon(icon);
  const defined = {
    APP: app,
    ASSETS: assets,
    FILES: files,
    ICON: icon,
    OUT: out,
    VERSION: version.replace(/-.*/, ''),
    SIZE_KIB: sizeKiB(app),
    // The good one takes minutes.
    COMPRESSOR: isForUsers ? '/SOLID lzma' : 'zlib',
  };
  const args = Object.entries(defined).map(([name, value]) => `-D${name}=${value}`);
  run('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', ...args, join(assets, 'installer.nsi')]);
}

/** A zip with one folder `Stillmic` in it. */
function makeZip(app, out, isForUsers) {
  rmSync(out, { force: true });
  const folder = join(dirname(app), 'Stillmic');
  renameSync(app, folder);
  try {
    run('7z', ['a', '-tzip', `-mx=${isForUsers ? 7 : 1}`, out, folder]);
  } finally {
    renameSync(folder, app);
  }
}

/**
 * Makes installer and zip of the app that electron-builder unpacked.
 * @param {{ targets: string[], dist: string, workFolder: string, isForUsers: boolean, copyright: string }} options `zip` and `installer`; a package for tests only is compressed quickly
 */
export function finishWindowsPackage({ targets, dist, workFolder, isForUsers, copyright }) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const app = join(dist, 'win-unpacked');
  const out = (ending) => join(dist, `Stillmic-${manifest.version}-windows-x64${ending}`);
  brandExecutable(join(app, 'stillmic.exe'), manifest, copyright);
  if (targets.includes('zip')) makeZip(app, out('.zip'), isForUsers);
  if (targets.includes('installer'))
    makeInstaller(app, out('-setup.exe'), { version: manifest.version, workFolder, isForUsers });
}
