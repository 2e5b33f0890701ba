import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { UserError } from '../shared/user-error.js';
import type { PublishedFile } from './catalogue.js';
import { openResponse, transferError, withRetries, type NetworkPolicy } from './network.js';

/** SHA-256 of a file's bytes, 64 lower-case hex digits. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** What the publisher states about a file. */
export interface PublishedDigest {
  readonly sha256: string;
  readonly sizeBytes: number;
}

const MAX_ANSWER_BYTES = 4 * 2 ** 20;

/** The part of GitHub's answer that matters; `digest` is null for files from before June 2025. */
const releaseSchema = z.object({
  assets: z.array(
    z.object({ name: z.string(), size: z.number().int().positive(), digest: z.string().nullish() }),
  ),
});

const apology = (name: string): string =>
  `The publisher's digest of ${name} could not be had, so a download could not be verified`;

/**
 * Asks GitHub's REST API ("Get a release by tag name") for the digest of a release's file.
 *
 * @throws UserError when it can't be had; TransferAborted
 */
export async function publishedDigest(
  file: PublishedFile,
  policy: NetworkPolicy,
  signal?: AbortSignal,
): Promise<PublishedDigest> {
  const name = basename(new URL(file.url).pathname);
  const text = await withRetries(apology(name), policy, signal, async () => {
    const accept = 'application/vnd.github+json';
    const response = await openResponse(file.releaseApiUrl, { accept }, policy, signal);
    if (response.statusCode !== 200) {
      response.destroy();
      throw new UserError(
        `${apology(name)}: ${new URL(file.releaseApiUrl).host} answered ${response.statusCode}${
          response.statusCode === 403 ? ' (asked too often: try again in an hour)' : ''
        }.`,
      );
    }
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > MAX_ANSWER_BYTES) throw new UserError(`${apology(name)}: the answer is too long.`);
        chunks.push(chunk);
      }
    } catch (error) {
      throw transferError(error, signal);
    }
    return Buffer.concat(chunks).toString('utf8');
  });
  const release = releaseSchema.safeParse(parseJson(text));
  if (!release.success) throw new UserError(`${apology(name)}: the answer is not understood.`);
  const asset = release.data.assets.find((candidate) => candidate.name === name);
  const sha256 = asset?.digest?.match(/^sha256:([0-9a-f]{64})$/)?.[1];
  if (!asset || !sha256)
    throw new UserError(
      `${apology(name)}: the release does not state one. Download ${file.url} yourself and use “stillmic models import”.`,
    );
  return { sha256, sizeBytes: asset.size };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
