import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { COMMAND, HEADER_BYTES, NONE } from '../../src/audio/pulse/streams/protocol.js';
import { TagReader, TagWriter } from '../../src/audio/pulse/streams/tagstruct.js';
import { temporaryFolder } from './temporary-folder.js';

/** A block of samples that came. */
export interface Block {
  readonly channel: number;
  readonly offset: number;
  readonly seek: number;
  readonly bytes: Buffer;
}

/** Answers a command with the values of a reply, with the number of an error, or not at all. */
export type Answer = (command: number) => Buffer | number | null;

/**
 * The framing of PulseAudio's native protocol over a real socket, for what a real server does not do on demand:
 * messages in pieces, errors, a connection that ends. How servers really behave is tested with real ones.
 */
export class ScriptedPulseServer {
  readonly path = join(temporaryFolder(), 'native');
  readonly blocks: Block[] = [];
  readonly #server: Server;
  readonly #answer: Answer;
  #socket: Socket | null = null;
  #received = Buffer.alloc(0);

  static async start(answer: Answer): Promise<ScriptedPulseServer> {
    const server = new ScriptedPulseServer(answer);
    server.#server.listen(server.path);
    await once(server.#server, 'listening');
    return server;
  }

  private constructor(answer: Answer) {
    this.#answer = answer;
    this.#server = createServer((socket) => {
      this.#socket = socket;
      socket.on('data', (bytes: Buffer) => this.#take(bytes)).on('error', () => undefined);
    });
  }

  /** Sends a message that answers nothing. */
  tell(command: number, channel: number): void {
    this.send(frame(NONE, new TagWriter().u32(command).u32(NONE).u32(channel).bytes));
  }

  /** Sends samples. */
  sendBlock(channel: number, bytes: Buffer, pieceBytes = bytes.length + HEADER_BYTES): Promise<void> {
    return this.sendInPieces(frame(channel, bytes), pieceBytes);
  }

  async sendInPieces(bytes: Buffer, pieceBytes: number): Promise<void> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      this.send(bytes.subarray(at, at + pieceBytes));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  send(bytes: Buffer): void {
    this.#socket?.write(bytes);
  }

  hangUp(): void {
    this.#socket?.destroy();
  }

  stop(): void {
    this.hangUp();
    this.#server.close();
  }

  #take(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      if (this.#received.length < HEADER_BYTES) return;
      const length = this.#received.readUInt32BE(0);
      if (this.#received.length < HEADER_BYTES + length) return;
      const header = this.#received.subarray(0, HEADER_BYTES);
      const body = this.#received.subarray(HEADER_BYTES, HEADER_BYTES + length);
      this.#received = this.#received.subarray(HEADER_BYTES + length);
      const channel = header.readUInt32BE(4);
      if (channel === NONE) this.#reply(body);
      else
        this.blocks.push({
          channel,
          offset: Number(header.readBigInt64BE(8)),
          seek: header.readUInt32BE(16),
          bytes: Buffer.from(body),
        });
    }
  }

  #reply(body: Buffer): void {
    const message = new TagReader(body);
    const command = message.u32();
    const tag = message.u32();
    const answer = this.#answer(command);
    if (answer === null) return;
    const isError = typeof answer === 'number';
    const head = new TagWriter().u32(isError ? COMMAND.error : COMMAND.reply).u32(tag);
    this.send(frame(NONE, Buffer.concat([head.bytes, isError ? new TagWriter().u32(answer).bytes : answer])));
  }
}

function frame(channel: number, body: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(body.length, 0);
  header.writeUInt32BE(channel, 4);
  return Buffer.concat([header, body]);
}
