import { MAX_MICROPHONE_CHANNELS } from '../../../shared/live.js';
import { words } from '../../../words/words.js';
import type { MicrophoneToOpen } from '../../streams/audio-streams.js';
import { DeviceLostError, type AudioSource } from '../../streams/source.js';
import { VoiceChannel } from '../../streams/voice-channel.js';
import { ofAskedDevice } from './asked-device.js';
import { RefusedError, type PulseConnection } from './connection.js';
import { COMMAND, LONGEST_GRANT_SECONDS, NONE, SAMPLE_BYTES } from './protocol.js';
import { streamProperties } from './stream-properties.js';
import type { ChannelMap, TagWriter } from './tagstruct.js';

/** Captured sound that waits is bounded; beyond this the oldest is dropped and counted. */
const CAPACITY_SECONDS = 0.3;

/**
 * A microphone of the sound server. It is recorded with all channels that it has, as it has them: how a server would
 * mix them to one differs from server to server, and the mix cancels or clips.
 */
export class PulseRecordStream implements AudioSource {
  readonly sampleRate: number;
  readonly bufferMs: number;
  xruns = 0;
  readonly #connection: PulseConnection;
  readonly #streamId: number;
  readonly #voiceChannel: VoiceChannel;
  /** Bytes of a frame: one sample of each channel. */
  readonly #frameBytes: number;
  /** Ring of bytes, since a block may end within a frame. */
  readonly #bytes: Buffer;
  #start = 0;
  #length = 0;
  #voice = new Float32Array(0);
  #frames = new Float32Array(0);
  /** Byte view of `#frames`. */
  #frameView = Buffer.alloc(0);
  /** An idle source first sends a backlog. Dropping it is no overrun. */
  #hasCaughtUp = false;
  #wanted = 0;
  #resolve: ((samples: Float32Array) => void) | null = null;
  #reject: ((error: Error) => void) | null = null;
  #lost: Error | null = null;

  /**
   * @param blockMs how much sound the server sends at a time
   * @throws DeviceLostError when there is no such source or no server
   */
  static async open(
    connection: PulseConnection,
    microphone: MicrophoneToOpen,
    blockMs: number,
  ): Promise<PulseRecordStream> {
    const { name, sampleRate } = microphone;
    const channels = await channelsOf(connection, name);
    const frameBytes = channels.length * SAMPLE_BYTES;
    const fragmentBytes = Math.round((blockMs * sampleRate) / 1000) * frameBytes;
    const reply = await connection.request(COMMAND.createRecordStream, (message) =>
      writeRecordStream(message, name, sampleRate, channels, fragmentBytes),
    );
    const streamId = reply.u32();
    reply.u32(); // index of the source output
    reply.u32(); // largest queue in the server
    const grantedSeconds = reply.u32() / frameBytes / sampleRate;
    const granted = reply.channelsOfFormat().length;
    reply.u32(); // index of the source
    const device = reply.string();
    if (granted !== channels.length || !(grantedSeconds <= LONGEST_GRANT_SECONDS))
      throw new DeviceLostError(words('audio.grantAbsurd'));
    const voiceChannel = new VoiceChannel(channels.length, sampleRate, microphone.channel);
    const stream = new PulseRecordStream(
      connection,
      streamId,
      sampleRate,
      1000 * grantedSeconds,
      voiceChannel,
    );
    return ofAskedDevice(stream, name, device, words('audio.noSuchMicrophone', { name }));
  }

  private constructor(
    connection: PulseConnection,
    streamId: number,
    sampleRate: number,
    blockMs: number,
    voiceChannel: VoiceChannel,
  ) {
    this.#connection = connection;
    this.#streamId = streamId;
    this.sampleRate = sampleRate;
    this.bufferMs = blockMs;
    this.#voiceChannel = voiceChannel;
    this.#frameBytes = voiceChannel.channels * SAMPLE_BYTES;
    const blockFrames = Math.ceil((blockMs * sampleRate) / 1000);
    this.#bytes = Buffer.alloc(
      (Math.ceil(CAPACITY_SECONDS * sampleRate) + 2 * blockFrames) * this.#frameBytes,
    );
    connection.listen('record', streamId, {
      onBytes: (bytes) => this.#append(bytes),
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
    this.#connection.forget('record', this.#streamId);
    this.#fail(new DeviceLostError(words('audio.microphoneClosed')));
    if (!this.#connection.ended)
      await this.#connection.request(COMMAND.deleteRecordStream, (message) => message.u32(this.#streamId));
  }

  #append(bytes: Buffer): void {
    // The oldest frames make room: whole ones, so that the ring still begins with the first channel.
    const excess = Math.max(0, this.#length + bytes.length - this.#bytes.length);
    const surplus = Math.ceil(excess / this.#frameBytes) * this.#frameBytes;
    if (surplus > 0 && this.#hasCaughtUp) this.xruns++;
    const fromRing = Math.min(surplus, Math.floor(this.#length / this.#frameBytes) * this.#frameBytes);
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
    const count = this.#wanted * this.#frameBytes;
    if (!this.#resolve || this.#length < count) return;
    // Until it has caught up only the newest frames count: the first hop that had to wait sets the rhythm.
    if (!this.#hasCaughtUp)
      this.#skip(Math.floor((this.#length - count) / this.#frameBytes) * this.#frameBytes);
    if (this.#voice.length !== this.#wanted) this.#allocate(this.#wanted);
    const untilWrap = Math.min(count, this.#bytes.length - this.#start);
    this.#bytes.copy(this.#frameView, 0, this.#start, this.#start + untilWrap);
    this.#bytes.copy(this.#frameView, untilWrap, 0, count - untilWrap);
    this.#skip(count);
    this.#voiceChannel.process(this.#frames, this.#voice);
    const resolve = this.#resolve;
    this.#resolve = this.#reject = null;
    resolve(this.#voice);
  }

  #allocate(frames: number): void {
    this.#voice = new Float32Array(frames);
    this.#frames = new Float32Array(frames * this.#voiceChannel.channels);
    this.#frameView = Buffer.from(this.#frames.buffer);
  }

  #fail(error: Error): void {
    this.#lost ??= error;
    this.#reject?.(this.#lost);
    this.#resolve = this.#reject = null;
  }
}

/** The channels that a source has. @throws DeviceLostError when there is no such source */
async function channelsOf(connection: PulseConnection, name: string): Promise<ChannelMap> {
  try {
    const info = await connection.request(COMMAND.getSourceInfo, (message) => message.u32(NONE).string(name));
    info.u32(); // index
    info.string(); // name
    info.string(); // description
    const channels = info.channelsOfFormat();
    if (channels.length < 1 || channels.length > MAX_MICROPHONE_CHANNELS)
      throw new DeviceLostError(words('audio.grantAbsurd'));
    return channels;
  } catch (error) {
    if (error instanceof RefusedError && error.isNoSuchDevice)
      throw new DeviceLostError(words('audio.noSuchMicrophone', { name }));
    throw error;
  }
}

const writeRecordStream = (
  message: TagWriter,
  name: string,
  sampleRate: number,
  channels: ChannelMap,
  fragmentBytes: number,
): TagWriter =>
  message
    .floatFormat(sampleRate, channels)
    .u32(NONE)
    .string(name)
    .u32(NONE) // largest queue in the server: as it likes
    .boolean(false) // not corked
    .u32(fragmentBytes)
    .booleans(false, true, false, false, false, false, false) // no remap, no remix, … variable rate
    .boolean(false) // no peak detection
    .boolean(true) // the device's latency is adjusted
    .properties(streamProperties('Microphone', 'capture', name))
    .u32(NONE) // not the recording of a playback stream
    .booleans(false, false, false) // early requests, no auto-suspend, failure while suspended
    .u8(0) // no list of formats
    .fullVolume(channels.length)
    .boolean(false) // not muted
    .booleans(true, true) // both count, whatever the server remembers
    .booleans(false, false); // relative volume, pass-through
