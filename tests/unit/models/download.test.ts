import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download, type DownloadProgress, type DownloadRequest } from '../../../src/models/download.js';
import { DEFAULT_NETWORK_POLICY, TransferAborted, type NetworkPolicy } from '../../../src/models/network.js';
import { UserError } from '../../../src/shared/user-error.js';
import {
  redirect,
  serve,
  serveAnyRange,
  serveUpTo,
  startFileServer,
  status,
  type FileServer,
} from '../../support/file-server.js';
import { seededNoise } from '../../support/signals.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const bytes = new Uint8Array(seededNoise(50_000).buffer);
const otherBytes = new Uint8Array(seededNoise(50_000, 2).buffer);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const policy: NetworkPolicy = {
  ...DEFAULT_NETWORK_POLICY,
  attempts: 3,
  backOffMs: 1,
  allowHttpToLoopback: true,
};

let server: FileServer;
let folder: string;
let request: DownloadRequest;

beforeAll(async () => {
  server = await startFileServer();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = temporaryFolder();
  request = {
    url: `${server.origin}/model.onnx`,
    partFile: join(folder, 'model.part'),
    sha256,
    sizeBytes: bytes.length,
    maxBytes: 2 * bytes.length,
  };
});

const fetchIt = (change: Partial<DownloadRequest> = {}) => download({ ...request, ...change }, policy);
/** Cuts the connections each time that the next of `counts` bytes have come. */
const cutAt =
  (...counts: number[]) =>
  ({ receivedBytes }: DownloadProgress) => {
    if (receivedBytes !== counts[0]) return;
    counts.shift();
    server.cut();
  };
const impatient: NetworkPolicy = { ...policy, idleTimeoutMs: 300 };
const expectWhole = () => expect(readFileSync(request.partFile).equals(bytes)).toBe(true);
const expectNothingKept = () => expect(readdirSync(folder)).toEqual([]);
/** Requests that the server got since. */
const countRequests = () => {
  const before = server.requests.length;
  return () => server.requests.slice(before);
};

describe('download', () => {
  it('gets a file and tells how far it is', async () => {
    server.answer(serve(bytes));
    const progress: DownloadProgress[] = [];
    await fetchIt({ onProgress: (step) => progress.push(step) });
    expectWhole();
    expect(readdirSync(folder)).toEqual(['model.part']);
    expect(progress[0]).toEqual({ receivedBytes: 0, totalBytes: bytes.length });
    expect(progress.at(-1)).toEqual({ receivedBytes: bytes.length, totalBytes: bytes.length });
  });

  it('goes on where a cut connection ended', async () => {
    server.answer(serveUpTo(bytes, 80_000), serve(bytes));
    const requests = countRequests();
    await fetchIt({ onProgress: cutAt(80_000) });
    expectWhole();
    expect(requests().map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      [undefined, undefined],
      ['bytes=80000-', '"1"'],
    ]);
  });

  it('gives up when every connection is cut, and keeps what has come for the next time', async () => {
    server.answer(serveUpTo(bytes, 10_000), serveUpTo(bytes, 20_000), serveUpTo(bytes, 30_000));
    await expect(fetchIt({ onProgress: cutAt(10_000, 20_000, 30_000) })).rejects.toThrow(
      /failed: .*tried 3 times/,
    );
    expect(readFileSync(request.partFile)).toHaveLength(30_000);
    server.answer(serve(bytes));
    const requests = countRequests();
    await fetchIt();
    expectWhole();
    expect(requests().map(({ headers }) => headers.range)).toEqual(['bytes=30000-']);
  });

  it('starts anew when the server does not go on', async () => {
    server.answer(serveUpTo(bytes, 80_000), (_request, response) => response.end(bytes));
    await fetchIt({ onProgress: cutAt(80_000) });
    expectWhole();
  });

  it('starts anew when the file changed in between', async () => {
    server.answer(serveUpTo(otherBytes, 80_000, '"old"'), serve(bytes, '"new"'));
    await fetchIt({ onProgress: cutAt(80_000) });
    expectWhole();
  });

  it('starts anew when the server mixed two versions', async () => {
    server.answer(serveUpTo(otherBytes, 80_000, '"old"'), serveAnyRange(bytes), serve(bytes));
    await fetchIt({ onProgress: cutAt(80_000) });
    expectWhole();
  });

  it('does not start anew for ever', async () => {
    server.answer(
      serveUpTo(otherBytes, 80_000),
      serveAnyRange(otherBytes),
      serveUpTo(otherBytes, 70_000),
      serveAnyRange(otherBytes),
    );
    await expect(fetchIt({ onProgress: cutAt(80_000, 70_000) })).rejects.toThrow(
      /not the file that was published/,
    );
    expectNothingKept();
  });

  it('starts anew when the server refuses the range or sends another one', async () => {
    server.answer(serveUpTo(bytes, 80_000), status(416), serve(bytes));
    await fetchIt({ onProgress: cutAt(80_000) });
    expectWhole();
    server.answer(
      serveUpTo(bytes, 80_000),
      (_request, response) =>
        response
          .writeHead(206, { 'content-range': `bytes 5-99/${bytes.length}` })
          .end(bytes.subarray(5, 100)),
      serve(bytes),
    );
    await fetchIt({ partFile: join(folder, 'second.part'), onProgress: cutAt(80_000) });
    expect(readFileSync(join(folder, 'second.part')).equals(bytes)).toBe(true);
  });

  it('does not go on with a part of another file', async () => {
    server.answer(serveUpTo(otherBytes, 10_000), status(404));
    const onProgress = cutAt(10_000);
    await expect(fetchIt({ sha256: 'f'.repeat(64), onProgress })).rejects.toThrow(UserError);
    expect(readFileSync(request.partFile)).toHaveLength(10_000);
    server.answer(serve(bytes));
    const requests = countRequests();
    await fetchIt();
    expectWhole();
    expect(requests()[0]?.headers.range).toBeUndefined();
  });

  it('refuses wrong bytes and keeps nothing', async () => {
    server.answer(serve(otherBytes));
    await expect(fetchIt()).rejects.toThrow(/not the file that was published: its SHA-256 is/);
    expectNothingKept();
  });

  it('refuses a file that ends too early', async () => {
    server.answer(serve(bytes.subarray(0, 100_000)));
    await expect(fetchIt()).rejects.toThrow(/not the file that was published/);
    expectNothingKept();
  });

  it('refuses a longer file, announced or not', async () => {
    const longer = new Uint8Array(bytes.length + 1);
    server.answer(serve(longer));
    await expect(fetchIt()).rejects.toThrow(/the published file has 200000: it was changed/);
    expectNothingKept();
    server.answer((_request, response) => {
      response.write(longer.subarray(0, 150_000));
      response.end(longer.subarray(150_000));
    });
    await expect(fetchIt()).rejects.toThrow(/it was changed/);
    expectNothingKept();
  });

  it('refuses what is too large for a model, announced or endless', async () => {
    server.answer(serve(bytes));
    await expect(fetchIt({ sizeBytes: null, maxBytes: 1000 })).rejects.toThrow(/beyond the limit of 1000/);
    expectNothingKept();
    server.answer((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(bytes));
        response.once('drain', more);
      };
      more();
    });
    await expect(fetchIt({ sizeBytes: null })).rejects.toThrow(/beyond the limit/);
    expectNothingKept();
  });

  it('follows redirects', async () => {
    server.answer(redirect('/elsewhere'), serve(bytes));
    await fetchIt();
    expectWhole();
  });

  it('refuses a redirect to an address that is not encrypted', async () => {
    server.answer(redirect(`${server.originByName}/model.onnx`), serve(bytes));
    const requests = countRequests();
    await expect(fetchIt()).rejects.toThrow(/not an encrypted https address/);
    expect(requests()).toHaveLength(1);
    expectNothingKept();
  });

  it('refuses http to this machine too, unless a test asks for it', async () => {
    await expect(download(request, { ...policy, allowHttpToLoopback: false })).rejects.toThrow(
      /not an encrypted https address/,
    );
  });

  it('gives a redirect loop up', async () => {
    server.answer(redirect('/again'));
    const requests = countRequests();
    await expect(fetchIt()).rejects.toThrow(/redirects in circles/);
    expect(requests()).toHaveLength(policy.maxRedirects + 1);
  });

  it('gives a silent connection up and goes on', async () => {
    server.answer(serveUpTo(bytes, 50_000), serve(bytes));
    await download(request, impatient);
    expectWhole();
  });

  it('gives up when the server never answers', async () => {
    server.answer(() => undefined);
    await expect(download(request, impatient)).rejects.toThrow(/sent nothing for 0.3 s \(tried 3 times\)/);
  });

  it('does not ask again for what is not there', async () => {
    server.answer(status(404));
    const requests = countRequests();
    await expect(fetchIt()).rejects.toThrow(/not there any more \(404\)/);
    expect(requests()).toHaveLength(1);
    server.answer(status(403));
    await expect(fetchIt()).rejects.toThrow(/answered 403/);
  });

  it('asks again after a server error', async () => {
    server.answer(status(500), status(503), serve(bytes));
    await fetchIt();
    expectWhole();
  });

  it('says when nobody listens', async () => {
    const gone = await startFileServer();
    await gone.close();
    await expect(fetchIt({ url: `${gone.origin}/model.onnx` })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('can be paused and gone on with', async () => {
    server.answer(serveUpTo(bytes, 50_000));
    const pause = new AbortController();
    const paused = fetchIt({
      signal: pause.signal,
      onProgress: ({ receivedBytes }) => {
        if (receivedBytes === 50_000) pause.abort();
      },
    });
    await expect(paused).rejects.toThrow(TransferAborted);
    expect(readFileSync(request.partFile)).toHaveLength(50_000);
    server.answer(serve(bytes));
    const requests = countRequests();
    await fetchIt();
    expectWhole();
    expect(requests()[0]?.headers.range).toBe('bytes=50000-');
  });

  it('is stopped at once when it waits to try again, or before it begins', async () => {
    server.answer(status(500));
    const stop = new AbortController();
    const waiting = download({ ...request, signal: stop.signal }, { ...policy, backOffMs: 3_600_000 });
    setTimeout(() => stop.abort(), 50);
    await expect(waiting).rejects.toThrow(TransferAborted);
    await expect(fetchIt({ signal: stop.signal })).rejects.toThrow(TransferAborted);
  });

  it('says where it can’t write', async () => {
    server.answer(serve(bytes));
    writeFileSync(join(folder, 'file'), '');
    await expect(fetchIt({ partFile: join(folder, 'file', 'model.part') })).rejects.toThrow(
      /can’t be written: a part of its path is not a folder/,
    );
    mkdirSync(join(folder, 'folder'));
    await expect(fetchIt({ partFile: join(folder, 'folder') })).rejects.toThrow(
      /is a folder: give a file name/,
    );
    expect(existsSync(join(folder, 'folder'))).toBe(true);
  });
});
