import { StringDecoder } from 'node:string_decoder';

/** Cuts a stream of bytes into lines of a bounded length. */
export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  /** @param maxBytes length of a line beyond which `push` gives up */
  constructor(private readonly maxBytes: number) {}

  /** @returns the lines that are whole now; null when one is too long, after which nothing more may be pushed */
  push(chunk: Buffer): readonly string[] | null {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop() ?? '';
    const tooLong = [...lines, this.#rest].some((line) => Buffer.byteLength(line) > this.maxBytes);
    return tooLong ? null : lines;
  }
}
