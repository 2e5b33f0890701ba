import { words } from '../../../words/words.js';
import { DeviceLostError } from '../../streams/source.js';

/**
 * Values as PulseAudio's native protocol writes them: each with a tag before it, numbers in network byte order
 * (PulseAudio's `src/pulsecore/tagstruct.h`).
 */
const TAG = {
  u8: 0x42,
  string: 0x74,
  noString: 0x4e,
  u32: 0x4c,
  s64: 0x72,
  sampleSpecification: 0x61,
  arbitrary: 0x78,
  true: 0x31,
  false: 0x30,
  timeval: 0x54,
  microseconds: 0x55,
  channelMap: 0x6d,
  volume: 0x76,
  properties: 0x50,
} as const;

const FLOAT32_LITTLE_ENDIAN = 5;
/** Neither louder nor softer: 100 %. */
const FULL_VOLUME = 0x10000;

/** Position of each channel of a stream or device, as the protocol numbers them (`pa_channel_position_t`). */
export type ChannelMap = Uint8Array;

/** One channel in the middle. */
export const MONO: ChannelMap = Uint8Array.of(0);

/** Writes the values of a message. */
export class TagWriter {
  #buffer = Buffer.alloc(1024);
  #length = 0;

  u32(value: number): this {
    return this.#tag(TAG.u32).#number(value >>> 0);
  }

  string(value: string | null): this {
    if (value === null) return this.#tag(TAG.noString);
    return this.#tag(TAG.string).#bytes(Buffer.from(`${value}\0`));
  }

  boolean(value: boolean): this {
    return this.#tag(value ? TAG.true : TAG.false);
  }

  booleans(...values: boolean[]): this {
    for (const value of values) this.boolean(value);
    return this;
  }

  arbitrary(bytes: Buffer): this {
    return this.#tag(TAG.arbitrary).#number(bytes.length).#bytes(bytes);
  }

  u8(value: number): this {
    return this.#tag(TAG.u8).#bytes(Buffer.of(value));
  }

  /** 32-bit float samples at this rate in Hz, with these channels. */
  floatFormat(rate: number, channels: ChannelMap): this {
    return this.#tag(TAG.sampleSpecification)
      .#bytes(Buffer.of(FLOAT32_LITTLE_ENDIAN, channels.length))
      .#number(rate)
      .#tag(TAG.channelMap)
      .#bytes(Buffer.of(channels.length, ...channels));
  }

  /** The volume of so many channels: 100 %. */
  fullVolume(channels: number): this {
    this.#tag(TAG.volume).#bytes(Buffer.of(channels));
    for (let channel = 0; channel < channels; channel++) this.#number(FULL_VOLUME);
    return this;
  }

  /** A time that is not used: the server sends it back unchanged. */
  noTime(): this {
    return this.#tag(TAG.timeval).#bytes(Buffer.alloc(8));
  }

  properties(properties: Readonly<Record<string, string>>): this {
    this.#tag(TAG.properties);
    for (const [key, value] of Object.entries(properties)) {
      const bytes = Buffer.from(`${value}\0`);
      this.string(key).u32(bytes.length).arbitrary(bytes);
    }
    return this.string(null);
  }

  /** The values written so far. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #tag(tag: number): this {
    this.#reserve(1);
    this.#length = this.#buffer.writeUInt8(tag, this.#length);
    return this;
  }

  #number(value: number): this {
    this.#reserve(4);
    this.#length = this.#buffer.writeUInt32BE(value, this.#length);
    return this;
  }

  #bytes(bytes: Buffer): this {
    this.#reserve(bytes.length);
    this.#length += bytes.copy(this.#buffer, this.#length);
    return this;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#buffer.length) return;
    this.#buffer = Buffer.concat([this.#buffer, Buffer.alloc(this.#buffer.length + count)]);
  }
}

/** Reads the values of a message. Its methods throw a DeviceLostError at a value that is not the expected one. */
export class TagReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#buffer = bytes;
  }

  u32(): number {
    this.#expect(TAG.u32, 4);
    return this.#buffer.readUInt32BE(this.#at - 4);
  }

  s64(): number {
    this.#expect(TAG.s64, 8);
    return Number(this.#buffer.readBigInt64BE(this.#at - 8));
  }

  microseconds(): number {
    this.#expect(TAG.microseconds, 8);
    return Number(this.#buffer.readBigUInt64BE(this.#at - 8));
  }

  string(): string | null {
    if (this.#buffer[this.#at] === TAG.noString) {
      this.#at++;
      return null;
    }
    this.#expect(TAG.string, 0);
    const end = this.#buffer.indexOf(0, this.#at);
    if (end < 0) throw new DeviceLostError(words('audio.textWithoutEnd'));
    const text = this.#buffer.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  boolean(): boolean {
    const value = this.#buffer[this.#at] === TAG.true;
    this.#expect(value ? TAG.true : TAG.false, 0);
    return value;
  }

  /** Skips a point in time. */
  time(): void {
    this.#expect(TAG.timeval, 8);
  }

  /** Skips a sample specification and returns the channel map after it. */
  channelsOfFormat(): ChannelMap {
    this.#expect(TAG.sampleSpecification, 6);
    this.#expect(TAG.channelMap, 1);
    const count = this.#buffer.readUInt8(this.#at - 1);
    if (this.#at + count > this.#buffer.length) throw new DeviceLostError(words('audio.textWithoutEnd'));
    const channels = Uint8Array.from(this.#buffer.subarray(this.#at, this.#at + count));
    this.#at += count;
    return channels;
  }

  #expect(tag: number, bytes: number): void {
    const found = this.#buffer[this.#at];
    if (found !== tag || this.#at + 1 + bytes > this.#buffer.length)
      throw new DeviceLostError(words('audio.valueUnexpected', { found: found ?? 'nothing', expected: tag }));
    this.#at += 1 + bytes;
  }
}
