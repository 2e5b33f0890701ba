#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download: makes a deb with dpkg-deb from the arguments that
// electron-builder gives to fpm. CUSTOM_FPM_PATH names this file.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const list = { type: 'string', multiple: true, default: [] };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...list, short: 'd' },
    force: { type: 'boolean' },
    debug: { type: 'boolean' },
    log: text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
    'deb-priority': text,
    'deb-recommends': list,
    'deb-compression': text,
  },
});
if (values.s !== 'dir' || values.t !== 'deb') throw new Error('Only a deb from folders can be made here.');

/** Bytes of everything in a folder. */
const sizeOf = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(path) : entry.isFile() ? statSync(path).size : 0);
  }, 0);

const work = mkdtempSync(join(tmpdir(), 'stillmic-deb-'));
try {
  chmodSync(work, 0o755);
  for (const positional of positionals) {
    const [source, target] = positional.split('=');
    // `folder/` means its content, as for fpm.
    mkdirSync(join(work, dirname(target)), { recursive: true });
    cpSync(source, join(work, target), { recursive: true, verbatimSymlinks: true });
  }
  const installedKiB = Math.ceil(sizeOf(work) / 1024);
  const control = join(work, 'DEBIAN');
  mkdirSync(control);
  const [summary, ...rest] = values.description.split('\n').map((line) => line.trim());
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': installedKiB,
    Depends: values.d.join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Section: values.category ?? 'sound',
    Priority: values['deb-priority'],
    Homepage: values.url.endsWith('.invalid') ? undefined : values.url,
    Description: [summary, ...rest.filter(Boolean).map((line) => ` ${line}`)].join('\n'),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(control, 'control'), lines.join(''));
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ]) {
    cpSync(values[option], join(control, name));
    chmodSync(join(control, name), 0o755);
  }
  const given = values['deb-compression'] ?? 'xz';
  const compression = given === 'gz' ? 'gzip' : given;
  const args = ['--root-owner-group', `-Z${compression}`, '--build', work, values.package];
  const { status, stderr } = spawnSync('dpkg-deb', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`dpkg-deb can’t make ${basename(values.package)}: ${stderr}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
