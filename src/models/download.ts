import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { sha256OfFile } from './digest.js';
import { onDisk } from '../files/file-errors.js';
import { openResponse, transferError, TransientError, withRetries, type NetworkPolicy } from './network.js';

/** How far a download is. */
export interface DownloadProgress {
  readonly receivedBytes: number;
  /** Null while the server has not said it. */
  readonly totalBytes: number | null;
}

/** A file that is to be downloaded. */
export interface DownloadRequest {
  readonly url: string;
  /** Where the bytes gather: a later call with the same file goes on where this one ended. */
  readonly partFile: string;
  /** Size and digest that the whole file must have. */
  readonly sha256: string;
  /** Size of the whole file where it is known. */
  readonly sizeBytes: number | null;
  /** More than this is refused. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** Kept beside the part file, so that only the same version of the same file is gone on with. */
const partStateSchema = z.object({
  url: z.string(),
  sha256: z.string(),
  /** Strong ETag or Last-Modified, for If-Range. */
  validator: z.string(),
});

const stateFile = (partFile: string): string => `${partFile}.json`;

/** Bytes that an earlier call left, with what names their version; null where there is nothing to go on with. */
async function readPart(request: DownloadRequest): Promise<{ length: number; validator: string } | null> {
  try {
    const state = partStateSchema.parse(JSON.parse(await readFile(stateFile(request.partFile), 'utf8')));
    const { size } = await stat(request.partFile);
    const same = state.url === request.url && state.sha256 === request.sha256;
    return same && size > 0 ? { length: size, validator: state.validator } : null;
  } catch {
    return null;
  }
}

/** Removes what has come of an unfinished download. */
export async function discardPart(partFile: string): Promise<void> {
  await rm(partFile, { force: true });
  await rm(stateFile(partFile), { force: true });
}

const validatorOf = ({ headers }: IncomingMessage): string | undefined =>
  headers.etag && !headers.etag.startsWith('W/') ? headers.etag : headers['last-modified'];

/** First byte and total of `Content-Range: bytes 100-199/200`. */
function contentRange(response: IncomingMessage): { start: number; total: number | null } | null {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers['content-range'] ?? '');
  if (!match) return null;
  return { start: Number(match[1]), total: match[2] === '*' ? null : Number(match[2]) };
}

class UnexpectedSize extends UserError {}

function refuseSize({ url, sizeBytes, maxBytes }: DownloadRequest, total: number): void {
  if (total > maxBytes)
    throw new UnexpectedSize(words('store.tooLarge', { url, bytes: total, limit: maxBytes }));
  if (sizeBytes !== null && total > sizeBytes)
    throw new UnexpectedSize(words('store.otherSize', { url, bytes: total, published: sizeBytes }));
}

/** One request: gets what is missing of the part file. Returns whether it went on with earlier bytes. */
async function fetchRest(request: DownloadRequest, policy: NetworkPolicy): Promise<boolean> {
  const { url, partFile, signal } = request;
  const part = await readPart(request);
  const range = part ? { range: `bytes=${part.length}-`, 'if-range': part.validator } : {};
  const response = await openResponse(url, range, policy, signal);
  try {
    const { statusCode } = response;
    if (statusCode === 416) {
      await discardPart(partFile);
      throw new TransientError(words('store.serverRefusedRest'));
    }
    if (statusCode !== 200 && statusCode !== 206)
      throw new UserError(
        statusCode === 404
          ? words('store.gone', { url })
          : words('store.downloadRefused', { host: new URL(url).host, url, status: statusCode ?? 0 }),
      );
    const resumed = statusCode === 206;
    const answered = resumed ? contentRange(response) : null;
    if (resumed && answered?.start !== part?.length) {
      await discardPart(partFile);
      throw new TransientError(words('store.wrongPart'));
    }
    const length = Number(response.headers['content-length'] ?? NaN);
    const total = answered ? answered.total : Number.isFinite(length) ? length : null;
    if (total !== null) refuseSize(request, total);
    const validator = validatorOf(response);
    if (!resumed) {
      await onDisk('write', partFile, () => discardPart(partFile));
      if (validator) {
        const state = JSON.stringify({ url, sha256: request.sha256, validator });
        await onDisk('write', partFile, () => writeFile(stateFile(partFile), state));
      }
    }
    const received = await receive(request, response, resumed ? (part?.length ?? 0) : 0, total);
    if (total !== null && received !== total)
      throw new TransientError(words('store.endedEarly', { received, total }));
    return resumed;
  } finally {
    response.destroy();
  }
}

/** Appends a response's body to the part file; returns the file's length then. */
async function receive(
  request: DownloadRequest,
  response: IncomingMessage,
  already: number,
  totalBytes: number | null,
): Promise<number> {
  const { partFile, signal, onProgress } = request;
  let receivedBytes = already;
  onProgress?.({ receivedBytes, totalBytes });
  const handle = await onDisk('write', partFile, () => open(partFile, already > 0 ? 'a' : 'w'));
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      receivedBytes += chunk.length;
      refuseSize(request, receivedBytes);
      await onDisk('write', partFile, () => handle.appendFile(chunk));
      onProgress?.({ receivedBytes, totalBytes });
    }
    await onDisk('write', partFile, () => handle.sync());
  } catch (error) {
    throw transferError(error, signal);
  } finally {
    await handle.close();
  }
  return receivedBytes;
}

/**
 * Downloads a file into `partFile` and verifies it: on return it is complete and has the digest that was
 * asked for. A cut connection is retried and gone on with; an abort keeps the part for the next call.
 *
 * @throws UserError when it can't be had or is not what was asked for (nothing is kept then); TransferAborted
 */
export async function download(request: DownloadRequest, policy: NetworkPolicy): Promise<void> {
  const { url, partFile, signal } = request;
  for (let restarted = false; ; restarted = true) {
    let resumed = false;
    try {
      await withRetries(
        (reason, times) => words('store.downloadFailed', { url, reason, times }),
        policy,
        signal,
        async () => {
          if (await fetchRest(request, policy)) resumed = true;
        },
      );
    } catch (error) {
      if (error instanceof UnexpectedSize) await discardPart(partFile);
      throw error;
    }
    const actual = await sha256OfFile(partFile);
    if (actual === request.sha256) {
      await rm(stateFile(partFile), { force: true });
      return;
    }
    await discardPart(partFile);
    // Bytes of two versions may have met where an earlier part was gone on with: once more, in one piece.
    if (!resumed || restarted)
      throw new UserError(words('store.notAsPublished', { url, actual, expected: request.sha256 }));
  }
}
