/**
 * Values as PulseAudio's native protocol writes them: each with a tag before it, numbers in network byte order
 * (PulseAudio's `src/pulsecore/tagstruct.h`).
 */
const TAG = {
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
const MONO_POSITION = 0;
/** Neither louder nor softer. */
const NORMAL_VOLUME = 0x10000;

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

  /** One channel of 32 bit float samples at this rate in Hz, in the middle. */
  monoFloat(rate: number): this {
    return this.#tag(TAG.sampleSpecification)
      .#bytes(Buffer.of(FLOAT32_LITTLE_ENDIAN, 1))
      .#number(rate)
      .#tag(TAG.channelMap)
      .#bytes(Buffer.of(1, MONO_POSITION));
  }

  /** The volume of one channel: unchanged. */
  normalVolume(): this {
    return this.#tag(TAG.volume).#bytes(Buffer.of(1)).#number(NORMAL_VOLUME);
  }

  /** A time that nobody needs: it comes back unchanged. */
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

  /** What was written. */
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

/** Reads the values of a message. @throws Error at a value that is not what was expected */
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
    if (end < 0) throw new Error('A string of the sound server has no end.');
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

  /** Skips a sample specification and a channel map. */
  format(): void {
    this.#expect(TAG.sampleSpecification, 6);
    this.#expect(TAG.channelMap, 1);
    this.#at += this.#buffer.readUInt8(this.#at - 1);
  }

  #expect(tag: number, bytes: number): void {
    const found = this.#buffer[this.#at];
    if (found !== tag || this.#at + 1 + bytes > this.#buffer.length)
      throw new Error(`The sound server's message has ${found} where ${tag} was expected.`);
    this.#at += 1 + bytes;
  }
}
