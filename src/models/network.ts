import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, SpokenError, UserError } from '../shared/user-error.js';
import { plainWords, words, type Words } from '../words/words.js';
import { isCertificateError, proxyAgent, trustedCertificates } from './transport.js';

/** How patient requests are, and how far they may go. */
export interface NetworkPolicy {
  /** A connection that sends nothing for so long is given up, milliseconds. */
  readonly idleTimeoutMs: number;
  /** How often a request that fails for a passing reason is made in all. */
  readonly attempts: number;
  /** Wait before the second attempt, milliseconds; doubled before each further one. */
  readonly backOffMs: number;
  readonly maxRedirects: number;
  /** Tests only: plain http to 127.0.0.1 is allowed too. */
  readonly allowHttpToLoopback: boolean;
}

/** Policy of every request, unless a test gives another. */
export const DEFAULT_NETWORK_POLICY: NetworkPolicy = {
  idleTimeoutMs: 15_000,
  attempts: 4,
  backOffMs: 1_000,
  maxRedirects: 5,
  allowHttpToLoopback: false,
};

/** A failure that may pass: the connection was cut, or the server is overloaded. */
export class TransientError extends SpokenError {
  override readonly name = 'TransientError';
}

/** The caller's AbortSignal ended the transfer; what came so far is kept. */
export class TransferAborted extends UserError {
  override readonly name = 'TransferAborted';
}

/** Every attempt failed: the user may try again when the network is back. */
export class OutOfReach extends UserError {
  override readonly name = 'OutOfReach';
}

const REDIRECTS: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308]);
const PASSING: ReadonlySet<number | undefined> = new Set([408, 425, 429, 500, 502, 503, 504]);

function refuseInsecure(url: URL, policy: NetworkPolicy): void {
  if (url.protocol === 'https:') return;
  if (policy.allowHttpToLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return;
  throw new UserError(words('store.insecureAddress', { origin: url.origin }));
}

function getOnce(
  url: URL,
  headers: http.OutgoingHttpHeaders,
  policy: NetworkPolicy,
  signal: AbortSignal | undefined,
): Promise<http.IncomingMessage> {
  const { get } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    let response: http.IncomingMessage | undefined;
    const request = get(url, {
      agent: url.protocol === 'https:' ? (proxyAgent(url) ?? false) : false,
      ca: trustedCertificates(),
      ...(signal ? { signal } : {}),
      headers: { 'user-agent': 'stillmic', 'accept-encoding': 'identity', ...headers },
    });
    // Not request.setTimeout: that would not count the time until the address is found and connected to.
    let timer: NodeJS.Timeout | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        (response ?? request).destroy(
          new TransientError(
            words('store.sentNothing', { host: url.host, seconds: policy.idleTimeoutMs / 1000 }),
          ),
        );
      }, policy.idleTimeoutMs);
    };
    watch();
    request.on('error', (error) => reject(error));
    request.on('close', () => clearTimeout(timer));
    request.on('response', (message) => {
      response = message;
      const { socket } = message;
      socket.on('data', watch);
      message.on('close', () => clearTimeout(timer));
      resolve(message);
    });
  });
}

/**
 * GET over https, following redirects over https only.
 *
 * @returns a response with status 200 to 299, 404, 416 or another final one; its body must be read or destroyed
 * @throws UserError for an insecure address or too many redirects; TransientError for a failure that may pass;
 *   TransferAborted
 */
export async function openResponse(
  address: string,
  headers: http.OutgoingHttpHeaders,
  policy: NetworkPolicy,
  signal?: AbortSignal,
): Promise<http.IncomingMessage> {
  let url = new URL(address);
  for (let redirects = 0; ; redirects++) {
    refuseInsecure(url, policy);
    const { host } = url;
    const response = await getOnce(url, headers, policy, signal).catch((error: unknown) => {
      if (isCertificateError(error))
        throw new UserError(words('store.notTrusted', { host, reason: messageOf(error) }));
      throw transferError(error, signal);
    });
    const { statusCode, headers: answer } = response;
    if (PASSING.has(statusCode)) {
      response.destroy();
      throw new TransientError(words('store.answered', { host: url.host, status: statusCode ?? 0 }));
    }
    if (!REDIRECTS.has(statusCode) || !answer.location) return response;
    response.destroy();
    if (redirects === policy.maxRedirects)
      throw new UserError(words('store.redirectsInCircles', { host: new URL(address).host }));
    url = redirected(answer.location, url);
  }
}

/** @throws UserError when a server redirects to what is no address */
function redirected(location: string, from: URL): URL {
  try {
    return new URL(location, from);
  } catch {
    throw new UserError(words('store.badRedirect', { host: from.host }));
  }
}

/** Sorts a fault of the network: the user's own abort, or a failure that may pass. */
export function transferError(error: unknown, signal: AbortSignal | undefined): Error {
  if (signal?.aborted) return new TransferAborted(words('store.downloadStopped'));
  if (error instanceof UserError || error instanceof TransientError) return error;
  return new TransientError(plainWords(messageOf(error)));
}

/**
 * Tries `attempt` until it succeeds, up to `policy.attempts` times, waiting longer each time.
 *
 * @throws what `attempt` threw, unless it is a TransientError; after the last one, an OutOfReach whose
 *   words are those of `failure`
 */
export async function withRetries<T>(
  failure: (reason: Words, times: number) => Words,
  policy: NetworkPolicy,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (made >= policy.attempts) throw new OutOfReach(failure(error.words, made));
    }
    await sleep(policy.backOffMs * 2 ** (made - 1), undefined, signal ? { signal } : {}).catch(
      (error: unknown) => {
        throw transferError(error, signal);
      },
    );
  }
}
