import { readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { homeFolder } from '../control/folders.js';

/** Length of the cookie by which a server knows its user, bytes. */
const COOKIE_LENGTH = 256;

const SYSTEM_CONFIGURATION = '/etc/pulse/client.conf';

/**
 * The cookie, found as libpulse finds it (`pa_client_conf_load_cookie` of PulseAudio's `src/pulse/client-conf.c`): the
 * file that `PULSE_COOKIE` names, the one that `client.conf` names, then those in the user's folders. Zeros where there
 * is none: most servers know their user by the socket.
 */
export function authenticationCookie(env: NodeJS.ProcessEnv): Buffer {
  const folder = configurationFolder(env);
  const inFolder = (file: string | undefined): string | null | undefined =>
    file && (isAbsolute(file) ? file : folder && join(folder, file));
  const home = homeFolder(env);
  const files = [
    inFolder(env['PULSE_COOKIE']),
    inFolder(clientSettings(env).get('cookie-file')),
    inFolder('cookie'),
    home && join(home, '.pulse-cookie'),
  ];
  for (const file of files) {
    const cookie = file ? read(file)?.subarray(0, COOKIE_LENGTH) : undefined;
    if (cookie?.length === COOKIE_LENGTH) return cookie;
  }
  return Buffer.alloc(COOKIE_LENGTH);
}

/** The user's folder of PulseAudio's files. A relative XDG_CONFIG_HOME counts as none (XDG base directories). */
function configurationFolder(env: NodeJS.ProcessEnv): string | null {
  if (env['PULSE_CONFIG_PATH']) return env['PULSE_CONFIG_PATH'];
  const folder = env['XDG_CONFIG_HOME'];
  if (folder && isAbsolute(folder)) return join(folder, 'pulse');
  const home = homeFolder(env);
  return home && join(home, '.config', 'pulse');
}

/** Settings of `client.conf`: the file that counts, and those in the folder beside it that has its name and `.d`. */
function clientSettings(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const folder = configurationFolder(env);
  const own = folder && join(folder, 'client.conf');
  const file = env['PULSE_CLIENTCONFIG'] || (own && read(own) ? own : SYSTEM_CONFIGURATION);
  const settings = new Map<string, string>();
  for (const one of [file, ...filesBeside(`${file}.d`)])
    for (const line of read(one)?.toString().split('\n') ?? []) {
      const [, name, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (name !== undefined && value) settings.set(name, value);
    }
  return settings;
}

function filesBeside(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.conf'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Undefined where it is not there or may not be read. */
function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
