// naudiodon's addon for Windows x64. On Windows npm has compiled it with node-gyp and MSVC; elsewhere it is compiled here
// with mingw-w64, in seconds, and kept under node_modules/.cache. It is Node-API: one build serves every Node and Electron.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder, run } from '../registry-downloads.mjs';
import { root } from '../setup.mjs';

const naudiodon = join(root, 'node_modules', 'naudiodon');
const headers = join(root, 'node_modules', 'node-api-headers');
const hook = join(root, 'native', 'naudiodon-windows', 'own-program.cc');
const PREFIX = 'x86_64-w64-mingw32';

const ADDON = 'naudiodon.node';
const PORTAUDIO = 'portaudio_x64.dll';
/** Parts of every Windows. */
const SYSTEM_LIBRARIES = ['kernel32.dll', 'msvcrt.dll'];

const output = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { maxBuffer: 64 * 2 ** 20 });
  return status === 0 ? stdout.toString() : null;
};

/** The compiler with threads: Debian has both kinds and calls this one -posix, others have only it. */
function compiler() {
  const names = [`${PREFIX}-g++-posix`, `${PREFIX}-g++`];
  const name = names.find((command) => output(command, ['--version']) !== null);
  if (!name) throw new Error('There is no mingw-w64: install g++-mingw-w64-x86-64.');
  return name;
}

function compile(folder) {
  const temporary = (name) => join(folder, name);
  const definitions = ['js_native_api.def', 'node_api.def'].map((name) =>
    readFileSync(join(headers, 'def', name), 'utf8'),
  );
  // The second list goes on where the first ends, without its two lines at the head.
  writeFileSync(temporary('node.def'), definitions[0] + definitions[1].split('\n').slice(2).join('\n'));
  const portaudio = join(naudiodon, 'portaudio');
  run(`${PREFIX}-dlltool`, ['-d', temporary('node.def'), '-y', temporary('libnode.a'), '-D', 'node.exe']);
  run(`${PREFIX}-dlltool`, [
    ...['-d', join(portaudio, 'msvc', 'portaudio.def')],
    ...['-l', temporary('libportaudio.a'), '-D', PORTAUDIO],
  ]);
  const sources = readdirSync(join(naudiodon, 'src')).filter((name) => name.endsWith('.cc'));
  run(compiler(), [
    ...['-std=gnu++17', '-O2', '-shared', '-static', '-s'],
    ...['-DNDEBUG', '-D_WIN32_WINNT=0x0A00', '-DNODE_GYP_MODULE_NAME=naudiodon', '-DBUILDING_NODE_EXTENSION'],
    ...[`-I${join(headers, 'include')}`, `-I${join(portaudio, 'include')}`],
    ...['-o', temporary(ADDON)],
    ...sources.map((name) => join(naudiodon, 'src', name)),
    ...[hook, temporary('libportaudio.a'), temporary('libnode.a'), '-ldelayimp'],
  ]);
  copyFileSync(join(portaudio, 'bin', PORTAUDIO), temporary(PORTAUDIO));
  for (const name of ['node.def', 'libnode.a', 'libportaudio.a']) rmSync(temporary(name));
}

/** Exports of a DLL, and its imports from each library, as `objdump -p` prints them. */
function tables(file) {
  const text = output(`${PREFIX}-objdump`, ['-p', file]) ?? '';
  const exported = [...text.matchAll(/^\s+\[\s*\d+\] (?:\+base\[\s*\d+\]\s+)?(?:[0-9a-f]+ )?(\w+)$/gm)];
  const imported = [...text.matchAll(/DLL Name: (\S+)\n([\s\S]*?)\n\n/g)].map(([, library, body]) => [
    library.toLowerCase(),
    [...body.matchAll(/^\s+[0-9a-f]+\s+(?:<none>|\d+)\s+(?:[0-9a-f]+\s+)?(\w+)\s*$/gm)].map(
      ([, name]) => name,
    ),
  ]);
  return { exports: exported.map(([, name]) => name), imports: Object.fromEntries(imported) };
}

/** @throws Error when the addon can't be loaded by Node, or asks a library for what it doesn't have */
export function checkAddon(folder) {
  const { exports, imports } = tables(join(folder, ADDON));
  if (!exports.includes('napi_register_module_v1'))
    throw new Error(`${ADDON} exports ${exports.join(', ') || 'nothing'}, and no napi_register_module_v1.`);
  const { [PORTAUDIO]: fromPortAudio = [], ...others } = imports;
  const offered = tables(join(folder, PORTAUDIO)).exports;
  const missing = fromPortAudio.filter((name) => !offered.includes(name));
  if (fromPortAudio.length === 0 || missing.length > 0)
    throw new Error(
      `${ADDON} takes ${fromPortAudio.length} functions from ${PORTAUDIO}; missing: ${missing}.`,
    );
  const strange = Object.keys(others).filter((library) => !SYSTEM_LIBRARIES.includes(library));
  if (strange.length > 0) throw new Error(`${ADDON} needs ${strange.join(', ')}.`);
}

/** Changes when anything does that the addon is made of. */
function hashOfSources() {
  const hash = createHash('sha256');
  const folders = [join(naudiodon, 'src'), join(headers, 'def'), join(headers, 'include')];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  for (const file of [...files.sort(), hook, fileURLToPath(import.meta.url)]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Folder that holds naudiodon.node and portaudio_x64.dll for Windows x64, as naudiodon's own build/Release.
 * @throws Error when the compiler is missing or what it made is not a whole addon
 */
export function naudiodonForWindows() {
  if (process.platform === 'win32') return join(naudiodon, 'build', 'Release');
  const cache = join(root, 'node_modules', '.cache', 'stillmic');
  const make = (work) => {
    compile(work);
    checkAddon(work);
    return work;
  };
  return cachedFolder(`naudiodon-win32-x64-${hashOfSources()}`, make, cache);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(naudiodonForWindows());
