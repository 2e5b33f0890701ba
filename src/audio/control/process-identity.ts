import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the kernel's own units; empty where it can't be read (not Linux). */
  readonly started: string;
}

/** Null when there is no such process. */
function identityOf(pid: number): ProcessIdentity | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, but is there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  return { pid, started: startTime(pid) };
}

/** Field 22 of /proc/PID/stat, proc(5); the name before it may hold spaces and brackets. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

export const ownIdentity = (): ProcessIdentity => ({ pid: process.pid, started: startTime(process.pid) });

/** Whether this very process still runs. */
export const isAlive = ({ pid, started }: ProcessIdentity): boolean => identityOf(pid)?.started === started;

export const formatIdentity = ({ pid, started }: ProcessIdentity): string => `${pid}:${started}`;

/** Null when it isn't one. */
export function parseIdentity(text: string): ProcessIdentity | null {
  const match = /^(\d+):(\d*)$/.exec(text.trim());
  return match ? { pid: Number(match[1]), started: match[2] as string } : null;
}
