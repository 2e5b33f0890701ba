import type { AudioSink } from '../../streams/sink.js';
import { words } from '../../../words/words.js';
import { DeviceLostError } from '../../streams/source.js';
import { FIRST_STALL_MS } from '../../streams/stall.js';
import { ofAskedDevice } from './asked-device.js';
import type { PulseConnection } from './connection.js';
import { COMMAND, HEADER_BYTES, LONGEST_GRANT_SECONDS, NONE, SAMPLE_BYTES, SEEK } from './protocol.js';
import { streamProperties } from './stream-properties.js';
import { MONO, type TagReader, type TagWriter } from './tagstruct.js';

const RESERVE_SECONDS = 0.008;
/** PipeWire captures by the graph's quantum as well, so a hop may come 4 ms later. */
const PIPEWIRE_RESERVE_SECONDS = 0.012;
/** Block that the device is asked to take at a time. Smaller blocks cost the server CPU, larger ones add delay. */
const DEVICE_BLOCK_MS = 5;
/** The server requests more when this much is missing. It need not: sound comes by the microphone's clock. */
const REQUEST_MS = 100;
/** Target buffer length the server derives: two device blocks plus two requests. */
const TARGET_MS = 2 * DEVICE_BLOCK_MS + 2 * REQUEST_MS;
/** The fill level is queried this often; in between it is extrapolated by the clock. */
const QUERY_INTERVAL_MS = 250;
/** Sound that is late for longer than this will not catch up by itself: the microphone lost time. */
const LATE_PATIENCE_MS = 100;
/** A server that leaves this much unread does not run. The system's socket buffer holds far more. */
const LARGEST_UNSENT_BYTES = 16_384;
/** Blocks that may wait to be sent: more than LARGEST_UNSENT_BYTES. */
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
  readonly #onLost: (error: unknown) => void;
  /** Blocks with their headers, used in turn: nothing is allocated while sound flows. */
  readonly #blocks: Buffer[];
  readonly #samples: Float32Array[];
  #nextBlock = 0;
  #written = 0;
  /** Last known fill level: seconds queued in the server, when that was, and how much had been written until then. */
  #known = { seconds: 0, atMs: 0, written: 0 };
  /** Read position of the device at the last answer, bytes. */
  #played: number | null = null;
  #answeredAt = 0;
  #askedAt = 0;
  #asking = false;
  #deviceSeconds = 0;
  /** Whether the device plays: a fresh one of PulseAudio stands still at first. */
  #runs = false;
  #lateSince: number | null = null;
  /** How often it started anew: answers about the time before are void. */
  #starts = 0;

  /**
   * @param name   of the sink
   * @param onLost called once when the device or the server goes away
   * @throws DeviceLostError when there is no such sink or no server
   */
  static async open(
    connection: PulseConnection,
    name: string,
    sampleRate: number,
    onLost: (error: unknown) => void,
  ): Promise<PulsePlaybackStream> {
    const reply = await connection.request(COMMAND.createPlaybackStream, (message) =>
      writePlaybackStream(message, name, sampleRate, connection.newGroup()),
    );
    const channel = reply.u32();
    for (let skipped = 0; skipped < 6; skipped++) reply.u32(); // index, request, sizes
    reply.channelsOfFormat();
    reply.u32(); // index of the sink
    const device = reply.string();
    reply.boolean(); // whether it is suspended
    const blockSeconds = reply.microseconds() / 1e6;
    if (!(blockSeconds <= LONGEST_GRANT_SECONDS)) throw new DeviceLostError(words('audio.grantAbsurd'));
    const stream = new PulsePlaybackStream(connection, channel, sampleRate, blockSeconds, onLost);
    return ofAskedDevice(stream, name, device, words('audio.noSuchDevice', { name }));
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
    this.#onLost = onLost;
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
      // The server drops as much of the late sound as it has played silence for.
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

  /** Sound queued in the server when it holds the reserve, seconds. */
  get #fullSeconds(): number {
    return this.reserveSeconds + this.#blockSeconds;
  }

  /** Sound queued in the server, seconds; negative when the next sample is late. */
  get #queued(): number {
    const { seconds, atMs, written } = this.#known;
    return seconds + (this.#written - written) / this.sampleRate - (performance.now() - atMs) / 1000;
  }

  /** Puts the next sample one reserve behind the sample that is being played. */
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
      // The connection reports its loss to the listener, and `stalled` a server that does not answer.
      .then(
        (reply) => this.#onAnswer(reply, written, starts),
        () => void (this.#asking = false),
      )
      .catch(this.#onLost);
  }

  #onAnswer(reply: TagReader, written: number, starts: number): void {
    const now = performance.now();
    this.#asking = false;
    this.#deviceSeconds = reply.microseconds() / 1e6;
    reply.microseconds(); // latency of a source
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

function writePlaybackStream(message: TagWriter, name: string, sampleRate: number, group: number): TagWriter {
  const bytes = (ms: number): number => Math.round((ms * sampleRate) / 1000) * SAMPLE_BYTES;
  return message
    .floatFormat(sampleRate, MONO)
    .u32(NONE)
    .string(name)
    .u32(NONE) // largest queue in the server: as it likes
    .boolean(false) // not corked
    .u32(bytes(TARGET_MS))
    .u32(0) // plays without being filled first, and goes on when it runs dry
    .u32(bytes(REQUEST_MS))
    .u32(group)
    .fullVolume(MONO.length)
    .booleans(false, false, false, false, false, false, false) // no remap … variable rate
    .boolean(false) // not muted
    .boolean(true) // the device's latency is adjusted
    .properties(streamProperties('Clean sound', 'playback', name))
    .booleans(true, false, true) // the volume counts, no early requests, being unmuted counts
    .booleans(false, false) // no auto-suspend, failure while suspended
    .booleans(false, false) // relative volume, pass-through
    .u8(0); // no list of formats
}
