import type { AudioSink } from '../../streams/sink.js';
import { DeviceLostError } from '../../streams/source.js';
import { FIRST_STALL_MS } from '../../streams/stall.js';
import type { PulseConnection } from './connection.js';
import { COMMAND, HEADER_BYTES, NONE, SAMPLE_BYTES, SEEK } from './protocol.js';
import type { TagReader } from './tagstruct.js';

const RESERVE_SECONDS = 0.008;
/** PipeWire captures by the graph's quantum as well, so a hop may come so much later. */
const PIPEWIRE_RESERVE_SECONDS = 0.012;
/** What the device is asked to take at a time. Smaller blocks cost the server CPU, larger ones delay. */
const DEVICE_BLOCK_MS = 5;
/** The server asks for more when so much is missing. It need not ask: sound comes by the microphone's clock. */
const REQUEST_MS = 100;
/** What the server makes of it: two blocks of the device beside two requests. */
const TARGET_MS = 2 * DEVICE_BLOCK_MS + 2 * REQUEST_MS;
/** The level is asked for so often; in between it is reckoned by the clock. */
const QUERY_INTERVAL_MS = 250;
/** Too late for so long, sound will not come in time again by itself: the microphone lost time. */
const LATE_PATIENCE_MS = 100;
/** A server that reads so much later doesn't run. The system's socket holds far more. */
const LARGEST_UNSENT_BYTES = 16_384;
/** Blocks that may wait to be sent: more than LARGEST_UNSENT_BYTES are. */
const BLOCKS = 64;
const BLOCK_FRAMES = 1024;

/**
 * Playback by the sound server. Sound that comes late is not played later: the server plays silence in its place
 * and drops the late part, so that the delay stays what it was.
 */
export class PulsePlaybackStream implements AudioSink {
  readonly sampleRate: number;
  readonly reserveSeconds: number;
  xruns = 0;
  droppedFrames = 0;
  insertedFrames = 0;

  readonly #connection: PulseConnection;
  readonly #channel: number;
  readonly #blockSeconds: number;
  /** Blocks with their headers, used in turn: nothing is allocated while sound flows. */
  readonly #blocks: Buffer[];
  readonly #samples: Float32Array[];
  #nextBlock = 0;
  #written = 0;
  /** What was known last: seconds that waited in the server, when, and what had been written until then. */
  #known = { seconds: 0, atMs: 0, written: 0 };
  /** How far the device had played when the server was asked last, bytes. */
  #played: number | null = null;
  #answeredAt = 0;
  #askedAt = 0;
  #asking = false;
  #deviceSeconds = 0;
  /** Whether the device plays what is written: a fresh one of PulseAudio's stands still at first. */
  #runs = false;
  #lateSince: number | null = null;
  /** How often it started anew: what the server answers about the time before says nothing. */
  #starts = 0;

  /**
   * @param name   of the sink
   * @param onLost told once when the device or the server goes away
   * @throws DeviceLostError when there is no such sink or no server
   */
  static async open(
    connection: PulseConnection,
    name: string,
    sampleRate: number,
    onLost: (error: unknown) => void,
  ): Promise<PulsePlaybackStream> {
    const bytes = (ms: number): number => Math.round((ms * sampleRate) / 1000) * SAMPLE_BYTES;
    const reply = await connection.request(
      COMMAND.createPlaybackStream,
      (message) =>
        message
          .monoFloat(sampleRate)
          .u32(NONE)
          .string(name)
          .u32(NONE) // as much waits in the server as it allows
          .boolean(false) // not corked
          .u32(bytes(TARGET_MS))
          .u32(0) // plays without being filled first, and goes on when it runs dry
          .u32(bytes(REQUEST_MS))
          .u32(connection.newGroup())
          .normalVolume()
          .booleans(false, false, false, false, false, false, false) // no remap … variable rate
          .boolean(false) // not muted
          .boolean(true) // the device's latency is adjusted
          .properties({ 'media.name': 'Clean sound' })
          .booleans(false, false, false, false, false) // volume set … failure while suspended
          .booleans(false, false), // relative volume, pass-through
    );
    const channel = reply.u32();
    for (let skipped = 0; skipped < 6; skipped++) reply.u32(); // index, request, sizes
    reply.format();
    reply.u32(); // index of the sink
    const device = reply.string();
    reply.boolean(); // whether it is suspended
    const blockSeconds = reply.microseconds() / 1e6;
    const stream = new PulsePlaybackStream(connection, channel, sampleRate, blockSeconds, onLost);
    // PipeWire opens the default device in place of one that is not there.
    if (device === name) return stream;
    await stream.close();
    throw new DeviceLostError(`The sound server has no device “${name}”.`);
  }

  private constructor(
    connection: PulseConnection,
    channel: number,
    sampleRate: number,
    blockSeconds: number,
    onLost: (error: unknown) => void,
  ) {
    this.#connection = connection;
    this.#channel = channel;
    this.sampleRate = sampleRate;
    this.#blockSeconds = blockSeconds;
    this.reserveSeconds = connection.isPipeWire ? PIPEWIRE_RESERVE_SECONDS : RESERVE_SECONDS;
    this.#blocks = Array.from({ length: BLOCKS }, () =>
      Buffer.alloc(HEADER_BYTES + SAMPLE_BYTES * BLOCK_FRAMES),
    );
    this.#samples = this.#blocks.map(
      ({ buffer, byteOffset }) => new Float32Array(buffer, byteOffset + HEADER_BYTES, BLOCK_FRAMES),
    );
    connection.listen('playback', channel, { onUnderflow: () => this.#onUnderflow(), onLost });
  }

  get fillSeconds(): number {
    return this.#queued - this.#blockSeconds;
  }

  get delay(): number {
    return Math.max(0, this.#queued) + this.#deviceSeconds;
  }

  /** Whether the server has not answered for too long. */
  get stalled(): boolean {
    return this.#asking && performance.now() - this.#askedAt > FIRST_STALL_MS;
  }

  write(samples: Float32Array): void {
    const now = performance.now();
    const late = -this.#queued;
    if (late <= 0) this.#lateSince = null;
    else this.#lateSince ??= now;
    const startsAnew = !this.#runs || (this.#lateSince !== null && now - this.#lateSince > LATE_PATIENCE_MS);
    if (startsAnew) this.#startAnew(now);
    else if (late > 0) {
      // Of what is late the server drops as much as it has played silence for.
      const lateFrames = Math.min(samples.length, Math.round(late * this.sampleRate));
      this.droppedFrames += lateFrames;
      this.insertedFrames += lateFrames;
    }
    for (let at = 0; at < samples.length; at += BLOCK_FRAMES)
      this.#send(samples.subarray(at, Math.min(samples.length, at + BLOCK_FRAMES)), startsAnew && at === 0);
    const isUncertain = !this.#runs || this.#lateSince !== null;
    if (!this.#asking && (isUncertain || now - this.#askedAt > QUERY_INTERVAL_MS)) this.#ask(now);
  }

  async close(): Promise<void> {
    this.#connection.forget('playback', this.#channel);
    if (!this.#connection.ended)
      await this.#connection.request(COMMAND.deletePlaybackStream, (message) => message.u32(this.#channel));
  }

  /** What waits in the server when it holds the reserve, seconds. */
  get #fullSeconds(): number {
    return this.reserveSeconds + this.#blockSeconds;
  }

  /** Seconds of sound that wait in the server; negative when the next sample is late. */
  get #queued(): number {
    const { seconds, atMs, written } = this.#known;
    return seconds + (this.#written - written) / this.sampleRate - (performance.now() - atMs) / 1000;
  }

  /** The next sample comes the reserve after what is being played. */
  #startAnew(now: number): void {
    if (this.#runs) this.insertedFrames += Math.round(this.#fullSeconds * this.sampleRate);
    this.#known = { seconds: this.#fullSeconds, atMs: now, written: this.#written };
    this.#lateSince = null;
    this.#starts++;
  }

  #send(samples: Float32Array, startsAnew: boolean): void {
    if (this.#connection.unsentBytes > LARGEST_UNSENT_BYTES) {
      this.droppedFrames += samples.length;
      return;
    }
    const block = this.#blocks[this.#nextBlock] as Buffer;
    (this.#samples[this.#nextBlock] as Float32Array).set(samples);
    this.#nextBlock = (this.#nextBlock + 1) % BLOCKS;
    block.writeUInt32BE(samples.length * SAMPLE_BYTES, 0);
    block.writeUInt32BE(this.#channel, 4);
    block.writeUInt32BE(startsAnew ? Math.round(this.#fullSeconds * this.sampleRate) * SAMPLE_BYTES : 0, 12);
    block.writeUInt32BE(startsAnew ? SEEK.afterPlayed : SEEK.afterWritten, 16);
    this.#connection.send(block.subarray(0, HEADER_BYTES + samples.length * SAMPLE_BYTES));
    this.#written += samples.length;
  }

  #ask(now: number): void {
    this.#asking = true;
    this.#askedAt = now;
    const written = this.#written;
    const starts = this.#starts;
    this.#connection
      .request(COMMAND.getPlaybackLatency, (message) => message.u32(this.#channel).noTime())
      // The listener tells of a lost connection.
      .then(
        (reply) => this.#onAnswer(reply, written, starts),
        () => undefined,
      );
  }

  #onAnswer(reply: TagReader, written: number, starts: number): void {
    const now = performance.now();
    this.#asking = false;
    this.#deviceSeconds = reply.microseconds() / 1e6;
    reply.microseconds(); // of a source
    reply.boolean(); // whether it plays
    reply.time();
    reply.time();
    const writeIndex = reply.s64();
    const readIndex = reply.s64();
    const seconds = (writeIndex - readIndex) / SAMPLE_BYTES / this.sampleRate;
    if (starts === this.#starts) this.#known = { seconds, atMs: now, written };
    if (this.#played !== null) {
      const playedMs = (1000 * (readIndex - this.#played)) / SAMPLE_BYTES / this.sampleRate;
      this.#runs ||= playedMs > (now - this.#answeredAt) / 2;
    }
    this.#played = readIndex;
    this.#answeredAt = now;
  }

  #onUnderflow(): void {
    if (this.#runs) this.xruns++;
  }
}
