import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { makeFolder } from '../files/make-folder.js';
import type { Unsubscribe } from '../shared/live.js';
import { messageOf, UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { requirePrivateFolder } from './address.js';
import { LineReader } from './line-reader.js';
import {
  MAX_CONNECTIONS,
  MAX_LINE_BYTES,
  parseRequest,
  type ControlAnswer,
  type ControlRequest,
  type ControlStatus,
} from './protocol.js';

/** A connection whose answers nobody reads is closed when so many bytes wait. */
const MAX_UNREAD_BYTES = 64 * 1024;

/** The running microphone, as it is controlled from outside. */
export interface Controlled {
  readonly status: ControlStatus;
  onStatus(listener: (status: ControlStatus) => void): Unsubscribe;
  /**
   * Does what is asked, other than `status` and `watch`.
   *
   * @throws UserError with a sentence for who asked
   */
  perform(request: ControlRequest, client: ControlClient): Promise<void>;
  /** A connection ended: it holds no key any more. */
  forget(client: ControlClient): Promise<void>;
}

/** A program that is connected. */
export interface ControlClient {
  /** Ends its connection. */
  disconnect(): void;
}

/**
 * Lets other programs of the same user control the microphone (protocol.ts). Requests of one connection are answered
 * in their order.
 */
export class ControlServer {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  constructor(
    private readonly controlled: Controlled,
    private readonly address: string,
  ) {}

  /**
   * Listens, in the place of a Stillmic that has died.
   *
   * @throws UserError when another Stillmic listens there, or when the place isn't private
   */
  async listen(): Promise<void> {
    if (process.platform !== 'win32') await this.#clearPlace();
    else if (await isAnswered(this.address)) throw new UserError(words('remoteControl.alreadyControlled'));
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new UserError(words('remoteControl.alreadyControlled')) : error),
      );
      this.#server.listen(this.address, resolve);
    });
    if (process.platform !== 'win32') chmodSync(this.address, 0o600);
  }

  /** Ends every connection and removes the socket. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #clearPlace(): Promise<void> {
    const folder = dirname(this.address);
    makeFolder(folder, 0o700);
    requirePrivateFolder(folder);
    if (await isAnswered(this.address)) throw new UserError(words('remoteControl.alreadyControlled'));
    rmSync(this.address, { force: true });
  }

  #serve(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    const isOneTooMany = this.#sockets.size >= MAX_CONNECTIONS;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (isOneTooMany) return refuse(socket, 'Too many programs are connected.');
    const reader = new LineReader(MAX_LINE_BYTES);
    const answer = (value: ControlAnswer): void => {
      if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy();
      else if (socket.writable) socket.write(lineOf(value));
    };
    const client: ControlClient = { disconnect: () => void socket.end() };
    let stopWatching: Unsubscribe | null = null;
    let turn: Promise<void> = Promise.resolve();
    socket.on('data', (chunk: Buffer) => {
      const lines = reader.push(chunk);
      if (!lines) return refuse(socket, `A line has at most ${MAX_LINE_BYTES} bytes.`);
      for (const line of lines)
        turn = turn.then(async () => {
          const request = parseRequest(line);
          if (typeof request === 'string') answer({ ok: false, message: request });
          else if (request.command === 'watch')
            stopWatching ??= this.controlled.onStatus((status) => answer({ ok: true, status }));
          if (typeof request !== 'string') answer(await this.#perform(request, client));
        });
    });
    socket.once('close', () => {
      stopWatching?.();
      // After what it asked for last: a key that it holds by then is let go as well.
      void turn.then(() => this.controlled.forget(client)).catch(() => undefined);
    });
  }

  async #perform(request: ControlRequest, client: ControlClient): Promise<ControlAnswer> {
    try {
      if (request.command !== 'status' && request.command !== 'watch')
        await this.controlled.perform(request, client);
      return { ok: true, status: this.controlled.status };
    } catch (error) {
      return { ok: false, message: messageOf(error) };
    }
  }
}

/** A refused program gets this long to read why, ms. */
const REFUSAL_MS = 1000;

/** Says why, and closes the connection; what still comes is thrown away. */
function refuse(socket: Socket, message: string): void {
  socket.removeAllListeners('data').resume();
  socket.end(lineOf({ ok: false, message }));
  setTimeout(() => socket.destroy(), REFUSAL_MS).unref();
}

const lineOf = (answer: ControlAnswer): string => `${JSON.stringify(answer)}\n`;

/** Whether a process listens at this socket; a socket of a dead one refuses. */
const isAnswered = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
