// Runs a program for a script that has nothing else to do, so that neither outlives the other: signals end the
// program in order, and so does any end of the script itself, SIGKILL included.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';

/** Signals that ask a process to end, and that a terminal or a session sends. */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Interval between two checks that npm and the shell are still there, ms. */
const WATCH_MS = 250;
/** A program that doesn't watch the pipe gets the signal itself after this time, ms; then it is killed. */
const PIPE_GRACE_MS = 2000;
const SIGNAL_GRACE_MS = 10_000;

/** Id of a process's parent; undefined when it is gone or the system has no /proc. */
function parentOf(processId) {
  try {
    // The name, in brackets, may hold spaces and brackets itself.
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * Calls `gone` when npm, or the shell between npm and this script, ended without a signal. A script that a user
 * started by itself may outlive its shell (nohup), so that it is not watched.
 */
function watchStarters(gone) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || (grandparent !== undefined && parentOf(parent) !== grandparent)) gone();
  }, WATCH_MS);
  return () => clearInterval(timer);
}

/**
 * Runs a program with this script's terminal until it ends. A signal to the script closes the pipe that
 * STILLMIC_PARENT_PIPE names, on which the program ends as by SIGTERM (src/shared/parent-pipe.ts).
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null }>} its exit code, 128 + n for signal n as a shell
 *   has it, and the signal that killed it
 */
export function runBound(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      env: { ...process.env, STILLMIC_PARENT_PIPE: '3' },
    });
    const pipe = child.stdio[3];
    pipe.on('error', () => undefined);
    const timers = [];
    const end = (signal) => {
      if (timers.length > 0) return;
      pipe.destroy();
      timers.push(setTimeout(() => child.kill(signal), PIPE_GRACE_MS));
      timers.push(setTimeout(() => child.kill('SIGKILL'), PIPE_GRACE_MS + SIGNAL_GRACE_MS));
    };
    const handlers = ENDING_SIGNALS.map((signal) => [signal, () => end(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const unwatch = watchStarters(() => end('SIGTERM'));
    const settle = () => {
      unwatch();
      timers.forEach(clearTimeout);
      for (const [signal, handler] of handlers) process.off(signal, handler);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), signal });
    });
  });
}
