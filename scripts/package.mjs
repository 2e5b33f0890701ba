// npm run package [-- TARGET...]: builds, and makes packages for this platform; on Linux, unless targets are given,
// the unpacked app and a deb, with no download but the npm registry's.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron-runtime.mjs';
import { ensureBuilt, ensureNpmPackages, passes, root } from './setup.mjs';

ensureNpmPackages();
ensureBuilt();
// Not before the packages are there.
const { build, Platform } = (await import('electron-builder')).default;

const given = process.argv.slice(2);
const targets = given.length > 0 ? given : process.platform === 'linux' ? ['dir', 'deb'] : [];

const electron = findElectron();
const pinned = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
if (electron.version !== pinned)
  console.log(`Packaged with Electron ${electron.version}, not ${pinned}: for tests only, not for users.`);

const config = {
  electronDist: electron.directory,
  electronVersion: electron.version,
  // A package that only tests install is compressed quickly.
  ...(electron.version === pinned ? {} : { deb: { compression: 'gz' } }),
};
// An older Electron doesn't have this fuse yet.
if (Number.parseInt(electron.version, 10) >= 29)
  config.electronFuses = { grantFileProtocolExtraPrivileges: false };

process.env.CUSTOM_FPM_PATH = join(root, 'scripts', 'dpkg-fpm.mjs');
await build({
  projectDir: root,
  targets: Platform.current().createTarget(targets),
  config,
  publish: 'never',
});

const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const sizeOf = (path) => {
  const stat = statSync(path);
  return stat.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : stat.size;
};
const dist = join(root, 'dist');
for (const name of readdirSync(dist).filter((file) => /-unpacked$|\.(deb|AppImage|gz|exe|dmg)$/.test(file)))
  console.log(`${name}: ${mebibytes(sizeOf(join(dist, name)))}`);

if (targets.includes('deb') && !passes('test:package')) process.exit(1);
