import { HttpsProxyAgent } from 'https-proxy-agent';
import { readFileSync } from 'node:fs';
import type { Agent } from 'node:http';
import * as tls from 'node:tls';
import { getProxyForUrl } from 'proxy-from-env';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';

/** Where systems keep the certificates that they trust, by distribution; the first that is there is read. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Node from 22.15 on asks the system itself, also on Windows and macOS. */
const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };

function read(file: string | undefined): string | null {
  try {
    return file ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}

function systemCertificates(env: NodeJS.ProcessEnv): string[] {
  if (getCACertificates) return getCACertificates('system');
  for (const file of [env['SSL_CERT_FILE'], ...SYSTEM_BUNDLES]) {
    const bundle = read(file);
    if (bundle) return [bundle];
  }
  return [];
}

/** Certificates to trust, in PEM: Node's own, the system's, and those that NODE_EXTRA_CA_CERTS names. */
export function trustedCertificates(env: NodeJS.ProcessEnv = process.env): string[] {
  const extra = read(env['NODE_EXTRA_CA_CERTS']);
  return [...tls.rootCertificates, ...systemCertificates(env), ...(extra ? [extra] : [])];
}

/**
 * Agent that connects to an https address: an HTTP or SOCKS proxy of the environment, or null for a direct connection.
 *
 * @throws UserError when the environment names a proxy that is no address
 */
export function proxyAgent(url: URL): Agent | null {
  const proxy = getProxyForUrl(url.href);
  if (!proxy) return null;
  try {
    return /^socks/i.test(proxy) ? new SocksProxyAgent(proxy) : new HttpsProxyAgent(proxy);
  } catch {
    throw new UserError(words('store.badProxy', { proxy: withoutPassword(proxy) }));
  }
}

/** A proxy's address may hold a name and a password, which no message shows. */
const withoutPassword = (proxy: string): string => proxy.replace(/\/\/[^@/]*@/, '//');

const CERTIFICATE_CODE =
  /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED|HOSTNAME_MISMATCH)/;

/** Whether an error says that a server's certificate is not trusted, which trying again does not change. */
export const isCertificateError = (error: unknown): boolean =>
  error instanceof Error && CERTIFICATE_CODE.test((error as NodeJS.ErrnoException).code ?? '');
