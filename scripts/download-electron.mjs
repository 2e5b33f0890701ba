// download-electron.mjs PLATFORM FOLDER: the pinned Electron for another platform, from Electron's own release host
// and checked as the electron package checks its own, unpacked into a folder.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [platform, folder] = process.argv.slice(2);
const electron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'));
// Two packages that electron depends on, wherever npm put them.
const { downloadArtifact } = await import(pathToFileURL(electron.resolve('@electron/get')).href);
const { extract } = electron('@electron-internal/extract-zip');
const archive = await downloadArtifact({
  version: electron('./package.json').version,
  artifactName: 'electron',
  platform,
  arch: 'x64',
  checksums: electron('./checksums.json'),
});
await extract(archive, { dir: folder });
