import { session } from 'electron';

/** Variables by which users give a proxy; what they say goes before the system's settings. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'] as const;

/** Schemes of addresses, by the words of a proxy list (Netscape's proxy auto-config, FindProxyForURL). */
const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};

/**
 * Address of the first proxy of such a list.
 *
 * @param list as Chromium gives it: `PROXY one:8080;SOCKS5 two:1080;DIRECT`
 * @returns null where the connection is direct
 */
export function firstProxy(list: string): string | null {
  const [kind = '', host] = (list.split(';')[0] ?? '').trim().split(/\s+/);
  const scheme = SCHEMES[kind.toUpperCase()];
  return scheme && host ? `${scheme}://${host}` : null;
}

/**
 * Environment by which a process reaches `url` through the proxy of the system's settings (a fixed one, or one that a
 * script chooses). Empty where there is none, and where the user gave one in the environment.
 */
export async function proxyEnvironment(
  url: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Readonly<Record<string, string>>> {
  if (PROXY_VARIABLES.some((name) => env[name])) return {};
  const proxy = firstProxy(await session.defaultSession.resolveProxy(url));
  return proxy ? { HTTPS_PROXY: proxy } : {};
}
