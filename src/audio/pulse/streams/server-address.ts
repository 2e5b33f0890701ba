import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a sound server listens, as `net.connect` takes it. */
export type ServerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

const DEFAULT_PORT = 4713;

/**
 * The sound server of this user, found as libpulse finds it: `PULSE_SERVER`, then the socket in the runtime
 * folder.
 *
 * @returns null when the address is of a kind that only libpulse understands
 */
export function serverAddress(env: NodeJS.ProcessEnv): ServerAddress | null {
  // Several may be given; the first is the one that is meant.
  const named = env['PULSE_SERVER']?.trim().split(/\s+/)[0];
  if (named) return parseAddress(named);
  const folders = [
    env['PULSE_RUNTIME_PATH'],
    env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], 'pulse'),
    `/run/user/${process.getuid?.() ?? 0}/pulse`,
    '/run/pulse',
  ];
  const sockets = folders.filter((folder) => folder).map((folder) => join(folder as string, 'native'));
  const path = sockets.find((socket) => existsSync(socket)) ?? sockets[0];
  return path === undefined ? null : { path };
}

/** `unix:/path`, `/path`, `tcp:host:port` or `host`, each perhaps after a `{machine id}`. */
function parseAddress(text: string): ServerAddress | null {
  const address = text.replace(/^\{[^}]*\}/, '');
  const path = /^(?:unix:)?(\/.*)$/.exec(address)?.[1];
  if (path !== undefined) return { path };
  const [, host, port] = /^(?:tcp[46]?:)?([\w.-]+)(?::(\d+))?$/.exec(address) ?? [];
  return host === undefined ? null : { host, port: Number(port ?? DEFAULT_PORT) };
}

/** Length of the cookie by which a server knows its user, bytes. */
const COOKIE_LENGTH = 256;

/** The cookie, or zeros where there is none: most servers know their user by the socket. */
export function authenticationCookie(env: NodeJS.ProcessEnv): Buffer {
  const home = env['HOME'] ?? homedir();
  const files = [
    env['PULSE_COOKIE'],
    join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pulse', 'cookie'),
    join(home, '.pulse-cookie'),
  ];
  for (const file of files) {
    try {
      const cookie = file ? readFileSync(file) : null;
      if (cookie?.length === COOKIE_LENGTH) return cookie;
    } catch {
      // It isn't there.
    }
  }
  return Buffer.alloc(COOKIE_LENGTH);
}
