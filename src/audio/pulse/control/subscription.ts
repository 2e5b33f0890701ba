import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Unsubscribe } from '../../../shared/live.js';
import { OWNER_PROPERTY } from './names.js';
import type { Pactl } from './pactl.js';

const RESTART_MS = 250;

/** Ends a program with us, however we end: without it pactl would notice only at the server's next event. */
const BOUND_TO_US = '/usr/bin/setpriv';

const [command, ...args] = [
  ...(existsSync(BOUND_TO_US) ? [BOUND_TO_US, '--pdeathsig', 'KILL'] : []),
  'pactl',
  'subscribe',
];

/** An event of `pactl subscribe`; null when the subscription began or ended, and anything may have changed. */
export type ServerEvent = { readonly type: string; readonly facility: string; readonly index: number } | null;

/** `Event 'remove' on source-output #12` */
export function parseEvent(line: string): ServerEvent {
  const match = /^Event '(\w+)' on ([\w-]+) #(\d+)$/.exec(line);
  return match ? { type: match[1] as string, facility: match[2] as string, index: Number(match[3]) } : null;
}

/**
 * Reports the server's events. The subscription ends with the server and is started again until the server is
 * back. Its client on the server carries the owner's tag: as long as it is there, the owner lives.
 */
export function subscribe(pactl: Pactl, owner: string, onEvent: (event: ServerEvent) => void): Unsubscribe {
  const env = { ...pactl.env, PULSE_PROP: `${OWNER_PROPERTY}='${owner}'` };
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let ended = false;
  const start = (): void => {
    child = spawn(command as string, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const own = child;
    const again = (): void => {
      if (ended || own !== child) return;
      child = null;
      onEvent(null);
      timer = setTimeout(start, RESTART_MS);
    };
    own.once('error', again);
    own.once('exit', again);
    own.once('spawn', () => onEvent(null));
    createInterface({ input: own.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const event = parseEvent(line);
      if (event && !ended) onEvent(event);
    });
  };
  start();
  return () => {
    ended = true;
    if (timer) clearTimeout(timer);
    child?.kill('SIGKILL');
  };
}
