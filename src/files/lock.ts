import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from './make-folder.js';

/** Longest path of a Unix socket on every system that we run on (macOS has 104 bytes with the closing zero). */
const MAX_SOCKET_PATH_BYTES = 103;
/** Contenders that meet settle within a few turns; a holder is recognised at once. */
const TURN_MS = 10;
const MAX_TURNS = 500;

/** Somebody else holds the lock. */
export class LockHeldError extends Error {
  override readonly name = 'LockHeldError';
  /** @param processId of the holder, in its own process namespace; null where the system does not tell */
  constructor(readonly processId: number | null) {
    super(`The lock is held by process ${processId ?? 'unknown'}.`);
  }
}

/**
 * A lock between processes of one machine, also of different process and network namespaces. It is free as soon as
 * its holder has ended, however it ended: no clock, no process id and no heartbeat is trusted.
 *
 * Each contender listens on a Unix socket of its own beside the lock's path, then looks for others that are
 * alive, which means that their socket accepts a connection. Both happen in this order in every process, so of two
 * contenders at least one sees the other (Dekker's algorithm). Whoever sees nobody holds the lock and says so by a
 * marker. Of contenders that see each other the one with the smallest token stays and looks again. A socket that
 * refuses connections belongs to a dead process, and is removed. On Windows the lock is a named pipe, of which
 * the system lets exactly one server exist.
 */
export class FileLock {
  private giveBack: (() => void) | null = null;

  /** @param file names the lock; its folder is created, and nothing but short-lived sockets lies in it */
  constructor(private readonly file: string) {}

  get isHeld(): boolean {
    return this.giveBack !== null;
  }

  /**
   * Takes the lock. Nothing happens where this object holds it already.
   *
   * @throws LockHeldError when another process, or another object of this one, holds it; the system's error when
   *   the folder can't be written to
   */
  async acquire(): Promise<void> {
    if (this.giveBack) return;
    if (process.platform === 'win32') {
      const server = await listenOnPipe(this.file);
      this.giveBack = () => server.close();
    } else {
      const flag = await contend(resolve(this.file));
      this.giveBack = () => flag.lower();
    }
  }

  /** Gives the lock back; nothing where it is not held. */
  release(): void {
    this.giveBack?.();
    this.giveBack = null;
  }
}

/**
 * Runs `work` while holding the lock that `file` names.
 *
 * @throws LockHeldError when somebody else holds it
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new FileLock(file);
  await lock.acquire();
  try {
    return await work();
  } finally {
    lock.release();
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Resolves with a server that listens at `address`; others may connect, but get no answer. */
function listen(address: string): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', fail);
    server.listen(address, () => {
      server.off('error', fail).on('error', () => undefined);
      server.unref();
      done(server);
    });
  });
}

async function listenOnPipe(file: string): Promise<Server> {
  const digest = createHash('sha256').update(resolve(file).toLowerCase()).digest('hex').slice(0, 32);
  const name = `\\\\.\\pipe\\stillmic-${digest}`;
  // Wine 8 lets a pipe have several servers.
  if (await isAlive(name)) throw new LockHeldError(null);
  try {
    return await listen(name);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw new LockHeldError(null);
    throw error;
  }
}

/** Whether a process listens on this socket. Every doubt counts as yes. */
function isAlive(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', (error) => {
      const code = codeOf(error);
      done(code !== 'ECONNREFUSED' && code !== 'ENOENT');
    });
  });
}

/** The folder in which the contenders' sockets lie, and the first part of their names. */
interface Place {
  readonly folder: string;
  readonly lockName: string;
}

/** A lock's place where its own folder can't hold sockets: the file system has none, or the path is too long. */
const placeElsewhere = (file: string): Place => ({
  folder: join(tmpdir(), `stillmic-locks-${process.getuid?.() ?? 0}`),
  lockName: createHash('sha256').update(file).digest('hex').slice(0, 16),
});

/** Error codes of systems on a file system without sockets. */
const NO_SOCKETS: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS'];

/** Contends for the lock until it is held by this process or by another one. */
async function contend(file: string): Promise<Flag> {
  const place = { folder: dirname(file), lockName: basename(file) };
  const isLong =
    Buffer.byteLength(file) + LONGEST_SUFFIX > MAX_SOCKET_PATH_BYTES && process.platform !== 'linux';
  if (isLong) return contendAt(placeElsewhere(file));
  return contendAt(place).catch((error: unknown) => {
    if (NO_SOCKETS.includes(codeOf(error))) return contendAt(placeElsewhere(file));
    throw error;
  });
}

async function contendAt({ folder: path, lockName }: Place): Promise<Flag> {
  const folder = new SocketFolder(path, Buffer.byteLength(lockName) + LONGEST_SUFFIX);
  try {
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      const flag = await Flag.raise(folder, lockName);
      let isWon = false;
      try {
        isWon = await isOnlyOne(folder, lockName, flag);
        if (isWon) {
          flag.markHeld();
          return flag;
        }
      } finally {
        if (!isWon) flag.lower();
      }
      await sleep(TURN_MS * (1 + Math.random()));
    }
    throw new LockHeldError(null);
  } finally {
    folder.close();
  }
}

/** A folder with an address for each socket in it that is never too long. */
class SocketFolder {
  private readonly descriptor: number | null = null;
  private readonly prefix: string;

  /** @param longest number of bytes of the longest name that will be asked for */
  constructor(
    readonly path: string,
    longest: number,
  ) {
    makeFolder(path, 0o700);
    const isShort = Buffer.byteLength(path) + 1 + longest <= MAX_SOCKET_PATH_BYTES;
    if (!isShort && process.platform === 'linux') this.descriptor = openSync(path, 'r');
    this.prefix = this.descriptor === null ? path : `/proc/self/fd/${this.descriptor}`;
  }

  address(name: string): string {
    return `${this.prefix}/${name}`;
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
  }
}

/** Random part of a socket's name, in hexadecimal digits. */
const TOKEN_DIGITS = 12;
/** A socket is called `LOCK.PID-TOKEN`; a file `LOCK.PID-TOKEN.held` beside it marks the holder. */
const HELD = '.held';
const LONGEST_SUFFIX = '.4194304-'.length + TOKEN_DIGITS + HELD.length;

/** A contender's presence: a socket that shows that it is alive, and later the marker that it holds the lock. */
class Flag {
  private constructor(
    private readonly folder: string,
    readonly name: string,
    readonly token: string,
    private readonly server: Server,
  ) {}

  static async raise(folder: SocketFolder, lockName: string): Promise<Flag> {
    const token = randomBytes(TOKEN_DIGITS / 2).toString('hex');
    const name = `${lockName}.${process.pid}-${token}`;
    return new Flag(folder.path, name, token, await listen(folder.address(name)));
  }

  markHeld(): void {
    writeFileSync(join(this.folder, this.name + HELD), '');
  }

  lower(): void {
    removeFlag(this.folder, this.name);
    this.server.close();
  }
}

function removeFlag(folder: string, name: string): void {
  rmSync(join(folder, name + HELD), { force: true });
  rmSync(join(folder, name), { force: true });
}

/** Process id and token of a contender's socket; null for other files. */
function parseName(lockName: string, name: string): { processId: number; token: string } | null {
  const rest = name.startsWith(`${lockName}.`) ? name.slice(lockName.length + 1) : '';
  const match = /^(\d+)-([0-9a-f]{12})$/.exec(rest);
  return match ? { processId: Number(match[1]), token: match[2] as string } : null;
}

/**
 * Looks for others until nobody else is alive.
 *
 * @returns false where this contender has to give way and try again
 * @throws LockHeldError when another contender holds the lock
 */
async function isOnlyOne(folder: SocketFolder, lockName: string, own: Flag): Promise<boolean> {
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const names = readdirSync(folder.path);
    // Somebody took this socket for a dead one's before it listened: it would not be seen any more.
    if (!names.includes(own.name)) return false;
    let isAlone = true;
    for (const name of names) {
      const other = name === own.name ? null : parseName(lockName, name);
      if (!other) continue;
      if (!(await isAlive(folder.address(name)))) {
        removeFlag(folder.path, name);
        continue;
      }
      if (existsSync(join(folder.path, name + HELD))) throw new LockHeldError(other.processId);
      if (other.token < own.token) return false;
      isAlone = false;
    }
    if (isAlone) return true;
    await sleep(TURN_MS);
  }
  return false;
}
