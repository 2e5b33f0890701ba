import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A server on 127.0.0.1 that answers each request by the next of its handlers, the last one again and again.
 */
export interface FileServer {
  /** `http://127.0.0.1:PORT`, or the same by the name localhost. */
  readonly origin: string;
  readonly originByName: string;
  /** The requests so far. */
  readonly requests: readonly IncomingMessage[];
  answer(...handlers: Handler[]): void;
  /** Cuts every connection that is open. */
  cut(): void;
  close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  let handlers: Handler[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
    if (handler) handler(request, response);
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    originByName: `http://localhost:${port}`,
    requests,
    answer: (...next) => {
      handlers = next;
    },
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves `bytes` as servers should: with a length, an ETag, and ranges when If-Range names this ETag. */
export const serve =
  (bytes: Uint8Array, etag = '"1"'): Handler =>
  (request, response) => {
    const start = rangeStart(request);
    if (start === null || request.headers['if-range'] !== etag) {
      response.writeHead(200, { 'content-length': bytes.length, etag });
      response.end(bytes);
    } else if (start >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    } else {
      partial(response, bytes, start, etag);
    }
  };

/** Serves the range that is asked for, without a look at If-Range. */
export const serveAnyRange =
  (bytes: Uint8Array): Handler =>
  (request, response) =>
    partial(response, bytes, rangeStart(request) ?? 0, '"other"');

function partial(response: ServerResponse, bytes: Uint8Array, start: number, etag: string): void {
  response.writeHead(206, {
    'content-length': bytes.length - start,
    'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
    etag,
  });
  response.end(bytes.subarray(start));
}

/** Announces all of `bytes`, sends them up to `end`, and falls silent; goes on like `serve`. */
export const serveUpTo =
  (bytes: Uint8Array, end: number, etag = '"1"'): Handler =>
  (request, response) => {
    const start = request.headers['if-range'] === etag ? (rangeStart(request) ?? 0) : 0;
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': bytes.length - start,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
      etag,
    });
    response.write(bytes.subarray(start, end));
  };

export const redirect =
  (location: string): Handler =>
  (_request, response) =>
    response.writeHead(302, { location }).end();

export const status =
  (code: number): Handler =>
  (_request, response) =>
    response.writeHead(code).end('an error page');

export const json =
  (value: unknown): Handler =>
  (_request, response) =>
    response.end(JSON.stringify(value));

function rangeStart({ headers }: IncomingMessage): number | null {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  return start === undefined ? null : Number(start);
}
