import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { makeFolder } from '../../files/make-folder.js';
import { isOwnFolder } from '../../files/own-folder.js';

/** Rights of others to write (octal digits of group and others). */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * A folder for short-lived files that is the user's own: below XDG_RUNTIME_DIR, or below the temporary folders where
 * that is missing, full or somebody else's. It is made where it is not there.
 *
 * @returns null where there is no such place
 */
export function runtimeFolder(env: NodeJS.ProcessEnv): string | null {
  const user = process.getuid?.();
  const name = user === undefined ? 'stillmic' : `stillmic-${user}`;
  const candidates = [
    env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], 'stillmic'),
    join(env['TMPDIR'] || tmpdir(), name),
    ...(user === undefined ? [] : [join('/tmp', name)]),
  ];
  return candidates.find((folder) => folder && isAbsolute(folder) && isPrivate(folder)) || null;
}

/** Makes the folder; whether it is ours alone then. */
function isPrivate(folder: string): boolean {
  try {
    makeFolder(folder, 0o700);
    return isOwnFolder(folder, WRITABLE_BY_OTHERS);
  } catch {
    return false;
  }
}

/**
 * Folder of the state that must survive a crash (XDG base directory specification, XDG_STATE_HOME).
 *
 * @returns null for a user without a home
 */
export function stateFolder(env: NodeJS.ProcessEnv): string | null {
  const named = env['XDG_STATE_HOME'];
  if (named && isAbsolute(named)) return join(named, 'stillmic');
  const home = homeFolder(env);
  return home && join(home, '.local', 'state', 'stillmic');
}

/** Null for a user without HOME and without an entry in the password file. */
export function homeFolder(env: NodeJS.ProcessEnv): string | null {
  if (env['HOME']) return env['HOME'];
  try {
    return homedir();
  } catch {
    return null;
  }
}
