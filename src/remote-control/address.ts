import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isOwnFolder } from '../files/own-folder.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';

/** Longest path of a Unix socket on every system that we run on. */
const MAX_SOCKET_PATH_BYTES = 103;
/** Octal digits of group and others. */
const ALL_RIGHTS_OF_OTHERS = 0o077;

const userId = (): string => (process.getuid ? String(process.getuid()) : userInfo().username);

/** Folder of the socket: the user's own, gone after a restart of the machine. */
export const controlFolder = (env: NodeJS.ProcessEnv): string => {
  const preferred = env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], 'stillmic');
  return preferred && Buffer.byteLength(join(preferred, 'control')) <= MAX_SOCKET_PATH_BYTES
    ? preferred
    : join(tmpdir(), `stillmic-control-${userId()}`);
};

/** Address at which a running Stillmic is controlled: a socket in the user's runtime folder, or a named pipe. */
export function controlAddress(env: NodeJS.ProcessEnv): string {
  if (process.platform !== 'win32') return join(controlFolder(env), 'control');
  const owner = createHash('sha256').update(userInfo().username.toLowerCase()).digest('hex').slice(0, 16);
  return `\\\\.\\pipe\\stillmic-control-${owner}`;
}

/**
 * Makes sure that nobody else can offer or read the socket: its folder is a real folder, belongs to this user and is
 * closed to all others.
 *
 * @throws UserError when it is not
 */
export function requirePrivateFolder(folder: string): void {
  if (!isOwnFolder(folder, ALL_RIGHTS_OF_OTHERS))
    throw new UserError(words('remoteControl.folderNotPrivate', { folder }));
}
