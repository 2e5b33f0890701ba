/** Address of a sound server, as `net.connect` accepts it. */
export type ServerAddress =
  { readonly path: string } | { readonly host: string; readonly port: number; readonly family?: 4 | 6 };

/**
 * Variable by which the supervisor passes the sound server's address to the engine process: the one that `pactl` was
 * connected to, or nothing where only libpulse can connect to it.
 */
export const ADDRESS_VARIABLE = 'STILLMIC_PULSE_SERVER';

const DEFAULT_PORT = 4713;

/** The address that the supervisor passed on; null where there is none, or one that only libpulse understands. */
export const chosenAddress = (env: NodeJS.ProcessEnv): ServerAddress | null =>
  parseAddress(env[ADDRESS_VARIABLE] ?? '');

/**
 * An address as libpulse writes it (`pa_parse_address` of PulseAudio's `src/pulsecore/parseaddr.c`): `/path`,
 * `unix:/path`, `host`, `host:port` or `[IPv6]:port`, the latter three perhaps after `tcp:`, `tcp4:` or `tcp6:`, and
 * each perhaps after a `{machine id}`.
 *
 * @returns null for anything else
 */
export function parseAddress(text: string): ServerAddress | null {
  const address = text.trim().replace(/^\{[^}]*\}/, '');
  const path = /^(?:unix:)?(\/.*)$/s.exec(address)?.[1];
  if (path !== undefined) return { path };
  const [, version, place] = /^(?:tcp([46]?):)?([^\s/]+)$/.exec(address) ?? [];
  if (place === undefined || /^[a-z]+:$/.test(place)) return null;
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^[\]]*?))(?::(\d+))?$/.exec(place) ?? [];
  const host = bracketed ?? bare;
  if (!host) return null;
  const family = version ? { family: Number(version) as 4 | 6 } : {};
  return { host, port: Number(port ?? DEFAULT_PORT), ...family };
}
