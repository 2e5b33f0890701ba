import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process, told apart from every other one, also from those of other machines and process namespaces. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the kernel's own units; empty where it can't be read (not Linux). */
  readonly started: string;
  /** Scope of `pid`: a digest of process namespace and boot; empty where that can't be read. */
  readonly namespace: string;
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

const NAMESPACE_DIGITS = 12;

function ownNamespace(): string {
  try {
    const parts = [
      readlinkSync('/proc/self/ns/pid'),
      readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'),
    ];
    return createHash('sha256').update(parts.join()).digest('hex').slice(0, NAMESPACE_DIGITS);
  } catch {
    return '';
  }
}

/** Identity of this process. */
export const ownIdentity = (): ProcessIdentity => ({
  pid: process.pid,
  started: startTime(process.pid),
  namespace: ownNamespace(),
});

/** Whether this very process still runs; null where that can't be known from here. */
export function isAlive({ pid, started, namespace }: ProcessIdentity): boolean | null {
  if (namespace !== '' && namespace !== ownNamespace()) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, but is there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startTime(pid) === started;
}

/** An identity as text, which `parseIdentity` reads. */
export const formatIdentity = ({ pid, started, namespace }: ProcessIdentity): string =>
  `${pid}:${started}:${namespace}`;

/** Returns null for a text that is no identity. Identities without a namespace are those of Stillmic 0.1. */
export function parseIdentity(text: string): ProcessIdentity | null {
  const [, pid, started = '', namespace = ''] = /^(\d+):(\d*)(?::([0-9a-f]*))?$/.exec(text.trim()) ?? [];
  return pid === undefined ? null : { pid: Number(pid), started, namespace };
}
