import type { FileHandle } from 'node:fs/promises';
import { fileError } from '../files/file-errors.js';
import { openRegularFile } from '../files/regular-file.js';

/** A part of an open file, with positions of its own: what surrounds a recording is no concern of its reader. */
export class ByteRange {
  readonly path: string;
  /** Bytes. */
  readonly length: number;
  readonly #handle: FileHandle;
  readonly #start: number;

  /** @throws UserError when the file can't be opened or is no regular one */
  static async open(path: string): Promise<ByteRange> {
    const { handle, size } = await openRegularFile(path);
    return new ByteRange(path, handle, 0, size);
  }

  private constructor(path: string, handle: FileHandle, start: number, length: number) {
    this.path = path;
    this.#handle = handle;
    this.#start = start;
    this.length = length;
  }

  /** The part from `from` up to `to`. It shares the open file. */
  slice(from: number, to = this.length): ByteRange {
    const start = Math.min(Math.max(0, from), this.length);
    return new ByteRange(
      this.path,
      this.#handle,
      this.#start + start,
      Math.max(0, Math.min(to, this.length) - start),
    );
  }

  /**
   * Fills `target` with as many bytes from `position` on as it takes and the range has.
   *
   * @returns how many that were
   */
  async readInto(target: Uint8Array, position: number): Promise<number> {
    const wanted = Math.max(0, Math.min(target.length, this.length - position));
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.#handle
        .read(target, filled, wanted - filled, this.#start + position + filled)
        .catch((error: unknown) => {
          throw fileError('read', this.path, error);
        });
      // The file became shorter since it was opened.
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  /** At most `length` bytes from `position` on, fewer at the end. */
  async read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.length - position)));
    return bytes.subarray(0, await this.readInto(bytes, position));
  }

  /** Closes the file, for all of its ranges. */
  async close(): Promise<void> {
    await this.#handle.close();
  }
}

const CHUNK_BYTES = 64 * 1024;

/** Reads a range from front to back with a look ahead. */
export class ByteStream {
  /** Bytes that have been skipped. */
  position = 0;
  readonly range: ByteRange;
  #buffer = Buffer.alloc(CHUNK_BYTES);
  #start = 0;
  #end = 0;

  constructor(range: ByteRange) {
    this.range = range;
  }

  /** Share of the range that has been read, 0 to 1. */
  get progress(): number {
    return this.range.length > 0 ? this.position / this.range.length : 1;
  }

  /** The next bytes, at least `length` unless the range ends before; valid until the next call. */
  async peek(length: number): Promise<Buffer> {
    if (this.#end - this.#start < length) await this.#fill(length);
    return this.#buffer.subarray(this.#start, this.#end);
  }

  skip(length: number): void {
    this.position += length;
    this.#start += length;
    if (this.#start > this.#end) this.#start = this.#end = 0;
  }

  async #fill(length: number): Promise<void> {
    const kept = this.#end - this.#start;
    const room = Math.max(length, CHUNK_BYTES);
    const buffer = room > this.#buffer.length ? Buffer.alloc(2 * room) : this.#buffer;
    this.#buffer.copy(buffer, 0, this.#start, this.#end);
    this.#buffer = buffer;
    this.#start = 0;
    const read = await this.range.readInto(
      buffer.subarray(kept, Math.max(length, kept + CHUNK_BYTES)),
      this.position + kept,
    );
    this.#end = kept + read;
  }
}
