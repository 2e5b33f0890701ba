import { DeviceLostError, type AudioSource } from '../../streams/source.js';
import type { PulseConnection } from './connection.js';
import { COMMAND, NONE, SAMPLE_BYTES } from './protocol.js';

/** Captured sound that waits is bounded; beyond this the oldest is lost and counted. */
const CAPACITY_SECONDS = 0.3;

/** A microphone of the sound server. */
export class PulseRecordStream implements AudioSource {
  readonly sampleRate: number;
  readonly bufferMs: number;
  xruns = 0;
  readonly #connection: PulseConnection;
  readonly #channel: number;
  /** Bytes as they come: a block may end within a sample. */
  readonly #bytes: Buffer;
  #start = 0;
  #length = 0;
  #samples = new Float32Array(0);
  /** The same memory. */
  #sampleBytes = Buffer.alloc(0);
  /** An idle source first sends what it gathered: that this doesn't fit is no overrun. */
  #hasCaughtUp = false;
  #wanted = 0;
  #resolve: ((samples: Float32Array) => void) | null = null;
  #reject: ((error: Error) => void) | null = null;
  #lost: Error | null = null;

  /**
   * @param name    of the source
   * @param blockMs how much sound the server sends at a time
   * @throws DeviceLostError when there is no such source or no server
   */
  static async open(
    connection: PulseConnection,
    name: string,
    sampleRate: number,
    blockMs: number,
  ): Promise<PulseRecordStream> {
    const fragmentBytes = Math.round((blockMs * sampleRate) / 1000) * SAMPLE_BYTES;
    const reply = await connection.request(
      COMMAND.createRecordStream,
      (message) =>
        message
          .monoFloat(sampleRate)
          .u32(NONE)
          .string(name)
          .u32(NONE) // as much waits in the server as it allows
          .boolean(false) // not corked
          .u32(fragmentBytes)
          .booleans(false, false, false, false, false, false, false) // no remap … variable rate
          .boolean(false) // no peak detection
          .boolean(true) // the device's latency is adjusted
          .properties({ 'media.name': 'Microphone' })
          .u32(NONE) // of no playback stream
          .booleans(false, false, false), // early requests, auto-suspend, failure while suspended
    );
    const channel = reply.u32();
    reply.u32(); // index of the source output
    reply.u32(); // what waits at most
    const grantedBytes = reply.u32();
    reply.format();
    reply.u32(); // index of the source
    const device = reply.string();
    const grantedMs = (1000 * grantedBytes) / SAMPLE_BYTES / sampleRate;
    const stream = new PulseRecordStream(connection, channel, sampleRate, grantedMs);
    // PipeWire opens the default device in place of one that is not there.
    if (device === name) return stream;
    await stream.close();
    throw new DeviceLostError(`The sound server has no microphone “${name}”.`);
  }

  private constructor(connection: PulseConnection, channel: number, sampleRate: number, blockMs: number) {
    this.#connection = connection;
    this.#channel = channel;
    this.sampleRate = sampleRate;
    this.bufferMs = blockMs;
    const blockBytes = Math.ceil((blockMs * sampleRate) / 1000) * SAMPLE_BYTES;
    this.#bytes = Buffer.alloc(Math.ceil(CAPACITY_SECONDS * sampleRate) * SAMPLE_BYTES + 2 * blockBytes);
    connection.listen('record', channel, {
      onBytes: (bytes) => this.#take(bytes),
      onLost: (error) => this.#fail(error),
    });
  }

  /** The array holds until the next call. */
  read(frames: number): Promise<Float32Array> {
    if (this.#lost) return Promise.reject(this.#lost);
    this.#wanted = frames;
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#deliver();
    });
  }

  async close(): Promise<void> {
    this.#connection.forget('record', this.#channel);
    if (!this.#connection.ended)
      await this.#connection.request(COMMAND.deleteRecordStream, (message) => message.u32(this.#channel));
    this.#fail(new DeviceLostError('The microphone was closed.'));
  }

  #take(bytes: Buffer): void {
    // What doesn't fit is too old; whole samples go, so that those that stay begin where one begins.
    const surplus =
      Math.ceil(Math.max(0, this.#length + bytes.length - this.#bytes.length) / SAMPLE_BYTES) * SAMPLE_BYTES;
    if (surplus > 0 && this.#hasCaughtUp) this.xruns++;
    const fromRing = Math.min(surplus, Math.floor(this.#length / SAMPLE_BYTES) * SAMPLE_BYTES);
    this.#skip(fromRing);
    const kept = bytes.subarray(surplus - fromRing);
    const end = (this.#start + this.#length) % this.#bytes.length;
    const untilWrap = Math.min(kept.length, this.#bytes.length - end);
    kept.copy(this.#bytes, end, 0, untilWrap);
    kept.copy(this.#bytes, 0, untilWrap);
    this.#length += kept.length;
    const isWaitedFor = this.#resolve !== null;
    this.#deliver();
    this.#hasCaughtUp ||= isWaitedFor && this.#resolve === null;
  }

  #skip(count: number): void {
    this.#start = (this.#start + count) % this.#bytes.length;
    this.#length -= count;
  }

  #deliver(): void {
    const count = this.#wanted * SAMPLE_BYTES;
    if (!this.#resolve || this.#length < count) return;
    // A hop that is complete when a block comes waits for nothing: the first one sets the beat.
    if (!this.#hasCaughtUp) this.#skip(this.#length - count);
    if (this.#samples.length !== this.#wanted) {
      this.#samples = new Float32Array(this.#wanted);
      this.#sampleBytes = Buffer.from(this.#samples.buffer);
    }
    const target = this.#sampleBytes;
    const untilWrap = Math.min(count, this.#bytes.length - this.#start);
    this.#bytes.copy(target, 0, this.#start, this.#start + untilWrap);
    this.#bytes.copy(target, untilWrap, 0, count - untilWrap);
    this.#skip(count);
    const resolve = this.#resolve;
    this.#resolve = this.#reject = null;
    resolve(this.#samples);
  }

  #fail(error: Error): void {
    this.#lost ??= error;
    this.#reject?.(this.#lost);
    this.#resolve = this.#reject = null;
  }
}
