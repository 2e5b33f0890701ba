import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { AudioPriority } from '../shared/live.js';
import { helperEnvironment } from '../shared/helper-environment.js';
import { messageOf } from '../shared/user-error.js';
import { words } from '../words/words.js';

/** Below PulseAudio's own −11. */
const NICE = -10;
/** The daemon may have to be started first. */
const TIMEOUT_MS = 3000;

const SERVICE = 'org.freedesktop.RealtimeKit1';
const OBJECT = '/org/freedesktop/RealtimeKit1';
const METHOD = 'MakeThreadHighPriorityWithPID';

/**
 * Raises the calling thread by its own right, and with it every thread that it makes later. On Windows it is
 * the class of the whole process (high).
 *
 * @returns whether the system allows that
 */
export function raiseByRight(): boolean {
  try {
    setPriority(NICE);
    if (process.platform === 'linux') raiseSession();
    return true;
  } catch {
    return false;
  }
}

/**
 * Linux shares the processor among sessions first, and among the threads of each only then (autogroups,
 * sched(7)): a nice level counts for little against a busy terminal. Where this process has a session of its own,
 * that one is raised as well.
 */
function raiseSession(): void {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
    if (session === process.pid) writeFileSync('/proc/self/autogroup', String(NICE));
  } catch {
    // A kernel without autogroups: the nice level counts against everybody.
  }
}

/**
 * Raises the calling thread, and no other: by its own right, or else through RealtimeKit, the service by which
 * Linux desktops let users do that (https://github.com/heftig/rtkit).
 *
 * A nice level is asked for, not real-time scheduling: that comes with a limit (RLIMIT_RTTIME) at which the
 * kernel kills a process whose inference takes 200 ms without a pause.
 */
export async function raisePriority(): Promise<AudioPriority> {
  if (raiseByRight()) return { raisedBy: 'system', problem: null };
  if (process.platform !== 'linux')
    return { raisedBy: null, problem: words('engine.priorityRefusedBySystem') };
  const thread = readlinkSync('/proc/thread-self').split('/').pop() as string;
  try {
    await askRealtimeKit(thread);
    return { raisedBy: 'RealtimeKit', problem: null };
  } catch (error) {
    return {
      raisedBy: null,
      problem: words('engine.priorityRefusedByRealtimeKit', { reason: messageOf(error) }),
    };
  }
}

/** Calls RealtimeKit through systemd's client, or through the one that comes with D-Bus. */
async function askRealtimeKit(thread: string): Promise<void> {
  const owner = String(process.pid);
  const nice = String(NICE);
  try {
    const call = ['call', SERVICE, OBJECT, SERVICE, METHOD, 'tti', owner, thread, nice];
    await run('busctl', ['--system', '--', ...call]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const call = [`uint64:${owner}`, `uint64:${thread}`, `int32:${nice}`];
    const method = `${SERVICE}.${METHOD}`;
    await run('dbus-send', ['--system', '--print-reply', `--dest=${SERVICE}`, OBJECT, method, ...call]);
  }
}

/** @throws Error with what the command said, and `code` ENOENT when there is no such command */
const run = (command: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const options = {
      env: helperEnvironment(process.env),
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    } as const;
    execFile(command, args, options, (error, _stdout, stderr) => {
      if (!error) return resolve();
      const said = stderr.trim().split('\n').pop()?.replace(/\.$/, '');
      reject(Object.assign(new Error(said || error.message), { code: error.code }));
    });
  });
