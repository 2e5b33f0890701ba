import { connect, type Socket } from 'node:net';
import { messageOf } from '../../../shared/user-error.js';
import { DeviceLostError } from '../../streams/source.js';
import { plainWords, words, type Words } from '../../../words/words.js';
import type { ServerAddress } from '../server-address.js';
import { COMMAND, ERROR, ERRORS, HEADER_BYTES, NONE, PROTOCOL_VERSION } from './protocol.js';
import { TagReader, TagWriter } from './tagstruct.js';

const READ_BYTES = 65_536;
/** No expected message is longer. */
const LONGEST_MESSAGE = 1 << 20;
/** A server that runs answers in milliseconds. Longer than a sink takes to call itself stalled (FIRST_STALL_MS). */
const ANSWER_MS = 5000;

/** A stream of a connection, as the server speaks to it. */
export interface StreamListener {
  /** Bytes of samples, a part of a block at a time; they hold only during the call. */
  onBytes?(bytes: Buffer): void;
  /** Playback had nothing to play. */
  onUnderflow?(): void;
  /** The server ended the stream, or the connection ended. */
  onLost(error: Error): void;
}

interface Waiting {
  resolve(reply: TagReader): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

/** The server refused a request with one of its codes of error. */
export class RefusedError extends DeviceLostError {
  constructor(readonly code: number) {
    const reason = ERRORS[code] ?? words('audio.errorCode', { code });
    super(words('audio.serverRefuses', { reason }));
  }

  get isNoSuchDevice(): boolean {
    return this.code === ERROR.noSuchDevice;
  }
}

type Direction = 'playback' | 'record';

/**
 * A connection to PulseAudio, or to PipeWire's pulse server, in its native protocol: requests with replies, and
 * blocks of samples that carry the number of their stream's channel. Samples go through the socket, not through
 * shared memory. A server that dies closes the connection at once.
 */
export class PulseConnection {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #streams = {
    playback: new Map<number, StreamListener>(),
    record: new Map<number, StreamListener>(),
  };
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerFilled = 0;
  /** The message that is being received; blocks of samples are handed on as they come. */
  #message: Buffer | null = null;
  #messageFilled = 0;
  #blockLeft = 0;
  #blockStream: StreamListener | undefined;
  #nextTag = 1;
  #nextGroup = 0;
  #isPipeWire = false;
  #end: Error | null = null;

  /**
   * @param properties of this client
   * @throws DeviceLostError when there is no server, or when it refuses
   */
  static async open(
    address: ServerAddress,
    cookie: Buffer,
    properties: Readonly<Record<string, string>>,
  ): Promise<PulseConnection> {
    const connection = new PulseConnection(address);
    try {
      await connection.request(COMMAND.authenticate, (message) =>
        message.u32(PROTOCOL_VERSION).arbitrary(cookie),
      );
      await connection.request(COMMAND.setClientName, (message) => message.properties(properties));
      const info = await connection.request(COMMAND.getServerInfo, () => undefined);
      connection.#isPipeWire = /PipeWire/.test(info.string() ?? '');
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  private constructor(address: ServerAddress) {
    // One buffer for everything that is read: on the audio path nothing may become garbage.
    const buffer = Buffer.alloc(READ_BYTES);
    const onRead = (count: number): boolean => {
      this.#read(buffer.subarray(0, count));
      return true;
    };
    this.#socket = connect({ ...address, noDelay: true, onread: { buffer, callback: onRead } });
    this.#socket.on('error', (error) => this.#fail(plainWords(error.message)));
    this.#socket.on('close', () => this.#fail(words('audio.connectionClosed')));
  }

  /** Whether the server is PipeWire's. */
  get isPipeWire(): boolean {
    return this.#isPipeWire;
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  /** Bytes that the server has not read yet. */
  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  /**
   * Sends a command.
   *
   * @throws DeviceLostError when the server refuses it, goes away, or does not answer in time
   */
  request(command: number, write: (message: TagWriter) => void): Promise<TagReader> {
    if (this.#end) return Promise.reject(this.#end);
    const tag = this.#nextTag++;
    const message = new TagWriter().u32(command).u32(tag);
    write(message);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(message.bytes.length, 0);
    header.writeUInt32BE(NONE, 4);
    this.#socket.write(Buffer.concat([header, message.bytes]));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(tag);
        reject(new DeviceLostError(words('audio.serverSilent', { seconds: ANSWER_MS / 1000 })));
      }, ANSWER_MS);
      this.#waiting.set(tag, { resolve, reject, timer });
    });
  }

  /** A group of playback streams in step, which must be on one device: each stream needs its own. */
  newGroup(): number {
    return this.#nextGroup++;
  }

  /** Sends a block of samples with its header. It must not change until it is sent. */
  send(block: Buffer): void {
    if (!this.#end) this.#socket.write(block);
  }

  listen(direction: Direction, channel: number, listener: StreamListener): void {
    this.#streams[direction].set(channel, listener);
  }

  forget(direction: Direction, channel: number): void {
    this.#streams[direction].delete(channel);
  }

  close(): void {
    this.#streams.playback.clear();
    this.#streams.record.clear();
    this.#fail(words('audio.connectionClosedByUs'));
    this.#socket.destroy();
  }

  #fail(reason: Words): void {
    if (this.#end) return;
    this.#end = new DeviceLostError(words('audio.serverGone', { reason }));
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(this.#end);
    }
    this.#waiting.clear();
    for (const streams of Object.values(this.#streams))
      for (const listener of streams.values()) listener.onLost(this.#end);
  }

  #read(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#blockLeft > 0) {
        const count = Math.min(this.#blockLeft, bytes.length - at);
        this.#blockStream?.onBytes?.(bytes.subarray(at, at + count));
        this.#blockLeft -= count;
        at += count;
      } else if (this.#message) {
        const count = bytes.copy(this.#message, this.#messageFilled, at);
        this.#messageFilled += count;
        at += count;
        if (this.#messageFilled === this.#message.length) this.#onMessage();
      } else {
        const count = bytes.copy(this.#header, this.#headerFilled, at);
        this.#headerFilled += count;
        at += count;
        if (this.#headerFilled === HEADER_BYTES) this.#onHeader();
      }
    }
  }

  #onHeader(): void {
    this.#headerFilled = 0;
    const length = this.#header.readUInt32BE(0);
    const channel = this.#header.readUInt32BE(4);
    if (length > LONGEST_MESSAGE) {
      this.#fail(words('audio.messageTooLong', { bytes: length }));
      this.#socket.destroy();
    } else if (channel === NONE) {
      this.#message = Buffer.alloc(length);
      this.#messageFilled = 0;
    } else {
      this.#blockLeft = length;
      this.#blockStream = this.#streams.record.get(channel);
    }
  }

  #onMessage(): void {
    const message = new TagReader(this.#message as Buffer);
    this.#message = null;
    try {
      this.#handle(message);
    } catch (error) {
      this.#fail(plainWords(messageOf(error)));
      this.#socket.destroy();
    }
  }

  /** @throws Error when the message is not what it should be */
  #handle(message: TagReader): void {
    const command = message.u32();
    const tag = message.u32();
    switch (command) {
      case COMMAND.reply:
        this.#answered(tag)?.resolve(message);
        break;
      case COMMAND.error: {
        this.#answered(tag)?.reject(new RefusedError(message.u32()));
        break;
      }
      case COMMAND.underflow:
        this.#streams.playback.get(message.u32())?.onUnderflow?.();
        break;
      case COMMAND.playbackStreamKilled:
      case COMMAND.recordStreamKilled: {
        const streams = this.#streams[command === COMMAND.recordStreamKilled ? 'record' : 'playback'];
        streams.get(message.u32())?.onLost(new DeviceLostError(words('audio.streamEnded')));
        break;
      }
      // Every other event changes nothing here: requests for samples, moved streams.
    }
  }

  #answered(tag: number): Waiting | undefined {
    const waiting = this.#waiting.get(tag);
    this.#waiting.delete(tag);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
