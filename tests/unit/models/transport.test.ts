import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createProxy, type Server } from 'node:http';
import { createServer } from 'node:https';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
} from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { download } from '../../../src/models/download.js';
import { DEFAULT_NETWORK_POLICY } from '../../../src/models/network.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const BODY = Buffer.from('a model');
const policy = { ...DEFAULT_NETWORK_POLICY, attempts: 3, backOffMs: 1 };

let folder: string;
let origin: string;
let connections: number;
let headers: Record<string, string>;
let close: (() => void)[];

/** A certificate for localhost that signs itself, and its key. */
function makeCertificate(): { key: string; cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  );
  return { key, cert };
}

const listen = async (server: TcpServer | Server | ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close.push(
    () => server.close(),
    () => 'closeAllConnections' in server && server.closeAllConnections(),
  );
  return (server.address() as AddressInfo).port;
};

const fetchModel = () =>
  download(
    {
      url: `${origin}/model.onnx`,
      partFile: join(folder, 'part'),
      sha256: createHash('sha256').update(BODY).digest('hex'),
      sizeBytes: BODY.length,
      maxBytes: 1000,
    },
    policy,
  );

beforeEach(async () => {
  folder = temporaryFolder();
  close = [];
  connections = 0;
  headers = {};
  const { key, cert } = makeCertificate();
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
    if (headers['location']) response.writeHead(302, headers).end();
    else response.writeHead(200, { 'content-length': BODY.length }).end(BODY);
  });
  server.on('connection', () => connections++);
  origin = `https://localhost:${await listen(server)}`;
  for (const name of [
    'HTTPS_PROXY',
    'https_proxy',
    'ALL_PROXY',
    'all_proxy',
    'NO_PROXY',
    'no_proxy',
    'NODE_EXTRA_CA_CERTS',
    'SSL_CERT_FILE',
  ])
    vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const end of close) end();
});

describe('a download over TLS', () => {
  it.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])('trusts the certificates of %s', async (name) => {
    vi.stubEnv(name, join(folder, 'cert.pem'));
    await fetchModel();
    expect(readFileSync(join(folder, 'part'))).toEqual(BODY);
  });

  it('is given up at once where the certificate is not trusted, with a way out', async () => {
    await expect(fetchModel()).rejects.toThrow(
      /localhost:\d+ has a certificate that is not trusted.*import it/,
    );
    expect(connections).toBe(1);
  });

  it('gives up a redirect to no address, and one that leaves TLS', async () => {
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'cert.pem'));
    headers = { location: 'https://[' };
    await expect(fetchModel()).rejects.toThrow(/redirects to something that is no address/);
    headers = { location: 'http://localhost/' };
    await expect(fetchModel()).rejects.toThrow(/not an encrypted https address/);
    expect(connections).toBe(2);
  });

  it('says the way out once where nobody answers', async () => {
    for (const end of close) end();
    const error = await fetchModel().catch((thrown: Error) => thrown.message);
    expect(error).toMatch(
      /^The download of .* failed: .*ECONNREFUSED.* \(tried 3 times\)\. If you can get the file/,
    );
    expect(String(error).match(/import it/g)).toHaveLength(1);
  });
});

describe('a proxy of the environment', () => {
  /** A proxy that tunnels, and the addresses that it was asked for. */
  async function startProxy(): Promise<{ address: string; asked: string[] }> {
    const asked: string[] = [];
    const proxy = createProxy();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const [, port] = (request.url ?? '').split(':');
      const target = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      for (const side of [socket, target]) side.on('error', () => undefined);
    });
    return { address: `http://user:secret@127.0.0.1:${await listen(proxy)}`, asked };
  }

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('is used by %s', async (name) => {
    const proxy = await startProxy();
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'cert.pem'));
    vi.stubEnv(name, proxy.address);
    await fetchModel();
    expect(proxy.asked).toEqual([new URL(origin).host]);
  });

  /** A SOCKS5 proxy without a password (RFC 1928), and the host names that it was asked for. */
  async function startSocksProxy(): Promise<{ address: string; asked: string[] }> {
    const asked: string[] = [];
    const proxy = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]));
        socket.once('data', (request: Buffer) => {
          const length = request[4] as number;
          asked.push(request.toString('latin1', 5, 5 + length));
          const target = connect(request.readUInt16BE(5 + length), '127.0.0.1', () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            target.pipe(socket).pipe(target);
          });
          target.on('error', () => undefined);
        });
      });
    });
    return { address: `socks5h://127.0.0.1:${await listen(proxy)}`, asked };
  }

  it('may speak SOCKS, and looks names up itself', async () => {
    const proxy = await startSocksProxy();
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'cert.pem'));
    vi.stubEnv('ALL_PROXY', proxy.address);
    await fetchModel();
    expect(proxy.asked).toEqual(['localhost']);
  });

  it.each(['NO_PROXY', 'no_proxy'])('is left out for the hosts of %s', async (name) => {
    const proxy = await startProxy();
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'cert.pem'));
    vi.stubEnv('HTTPS_PROXY', proxy.address);
    vi.stubEnv(name, 'example.org,localhost');
    await fetchModel();
    expect(proxy.asked).toEqual([]);
  });

  it('does not change whom we trust', async () => {
    const proxy = await startProxy();
    vi.stubEnv('HTTPS_PROXY', proxy.address);
    await expect(fetchModel()).rejects.toThrow(/not trusted/);
  });

  it('that is no address is said without its password', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://user:secret@[');
    const error = await fetchModel().catch((thrown: Error) => thrown.message);
    expect(error).toMatch(/The proxy http:\/\/\[ .* no address/);
  });
});
