import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import type { PublishedFile } from './catalogue.js';
import { openResponse, transferError, withRetries, type NetworkPolicy } from './network.js';

/** SHA-256 of a file's bytes, 64 lower-case hex digits. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Facts that the publisher states about a file. */
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

/** The part of Hugging Face's answer that matters; small files are kept without `lfs`, and have no SHA-256. */
const treeSchema = z.array(
  z.object({
    path: z.string(),
    lfs: z.object({ oid: z.string(), size: z.number().int().positive() }).nullish(),
  }),
);

/** Where a publisher states digests, and how its answer is read. */
interface DigestSource {
  readonly url: string;
  readonly accept: string;
  /** Digest of the file of this name; undefined where the answer states none, null where it is not understood. */
  readonly read: (answer: unknown, name: string) => PublishedDigest | undefined | null;
}

const SHA256 = /^[0-9a-f]{64}$/;

function readRelease(answer: unknown, name: string): PublishedDigest | undefined | null {
  const release = releaseSchema.safeParse(answer);
  if (!release.success) return null;
  const asset = release.data.assets.find((candidate) => candidate.name === name);
  const sha256 = asset?.digest?.replace(/^sha256:/, '');
  return asset && sha256 && SHA256.test(sha256) ? { sha256, sizeBytes: asset.size } : undefined;
}

function readTree(answer: unknown, name: string): PublishedDigest | undefined | null {
  const tree = treeSchema.safeParse(answer);
  if (!tree.success) return null;
  const lfs = tree.data.find(({ path }) => path.split('/').at(-1) === name)?.lfs;
  return lfs && SHA256.test(lfs.oid) ? { sha256: lfs.oid, sizeBytes: lfs.size } : undefined;
}

function sourceOf({ releaseApiUrl, treeApiUrl }: PublishedFile): DigestSource | null {
  if (releaseApiUrl) return { url: releaseApiUrl, accept: 'application/vnd.github+json', read: readRelease };
  return treeApiUrl ? { url: treeApiUrl, accept: 'application/json', read: readTree } : null;
}

/**
 * Asks a publisher for the digest of a file: GitHub's REST API ("Get a release by tag name"), or Hugging Face's
 * ("List the files of a folder").
 *
 * @throws UserError when it can't be had; TransferAborted
 */
export async function publishedDigest(
  file: PublishedFile,
  policy: NetworkPolicy,
  signal?: AbortSignal,
): Promise<PublishedDigest> {
  const name = basename(new URL(file.url).pathname);
  const noDigest = (): UserError => new UserError(words('store.digestNotStated', { name, url: file.url }));
  const source = sourceOf(file);
  if (!source) throw noDigest();
  const text = await withRetries(
    (reason, times) => words('store.digestNotHad', { name, reason, times }),
    policy,
    signal,
    () => readAnswer(source, name, policy, signal),
  );
  const digest = source.read(parseJson(text), name);
  if (digest === null) throw new UserError(words('store.digestNotUnderstood', { name }));
  if (!digest) throw noDigest();
  return digest;
}

async function readAnswer(
  { url, accept }: DigestSource,
  name: string,
  policy: NetworkPolicy,
  signal: AbortSignal | undefined,
): Promise<string> {
  const response = await openResponse(url, { accept }, policy, signal);
  const { statusCode: status = 0 } = response;
  if (status !== 200) {
    response.destroy();
    const { host } = new URL(url);
    throw new UserError(
      status === 403
        ? words('store.digestAskedTooOften', { name, host })
        : words('store.digestRefused', { name, host, status }),
    );
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) throw new UserError(words('store.digestAnswerTooLong', { name }));
      chunks.push(chunk);
    }
  } catch (error) {
    throw transferError(error, signal);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
