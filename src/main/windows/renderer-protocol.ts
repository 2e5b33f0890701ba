import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from './content-security-policy.js';

const SCHEME = 'stillmic';
const HOST = 'app';
const ORIGIN = `${SCHEME}://${HOST}`;

/** The window's one page. */
export const PAGE = `${ORIGIN}/index.html`;

/** Whether an address is one of the window's own. */
export const isOwnUrl = (url: string): boolean => url === ORIGIN || url.startsWith(`${ORIGIN}/`);

const HTML = 'text/html; charset=utf-8';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

const withNonce = (page: Buffer, nonce: string): Buffer =>
  Buffer.from(page.toString().replaceAll(NONCE_PLACEHOLDER, nonce));

/** @throws Error for a malformed URL, another host, and a path that leads out of the folder */
function pathIn(url: string): string {
  const { host, pathname } = new URL(url);
  const path = decodeURIComponent(pathname);
  if (host !== HOST || /\.\.|[\\\0]/.test(path)) throw new Error('not a file of the renderer');
  return path;
}

/** The file of a URL, from the folder of the built renderer and nowhere else. Every request is answered. */
export async function answer(folder: string, url: string): Promise<Answer> {
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    'content-type': 'text/plain',
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
  };
  try {
    const path = pathIn(url);
    const type = CONTENT_TYPES[extname(path)];
    if (!type) throw new Error('not a kind of file that the renderer has');
    const file = await readFile(join(folder, path));
    const body = type === HTML ? withNonce(file, nonce) : file;
    return { status: 200, headers: { ...headers, 'content-type': type }, body };
  } catch {
    return { status: 404, headers, body: Buffer.from('Not found') };
  }
}

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer under `stillmic://app`, with its content security policy. */
export function serveRenderer(session: Session, folder: string): void {
  // Electron before 25 has the older way only.
  if (typeof session.protocol.handle === 'function')
    session.protocol.handle(SCHEME, async ({ url }) => {
      const { status, headers, body } = await answer(folder, url);
      return new Response(new Uint8Array(body), { status, headers });
    });
  else
    session.protocol.registerBufferProtocol(SCHEME, ({ url }, callback) => {
      void answer(folder, url).then(({ status, headers, body }) =>
        callback({ statusCode: status, headers, data: body }),
      );
    });
}
