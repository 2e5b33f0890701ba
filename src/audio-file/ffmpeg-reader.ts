import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, extname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { UserError } from '../shared/user-error.js';
import { words, type Words } from '../words/words.js';
import { DamageLog } from './audio-reader.js';
import type { AudioBlock, AudioFormat, AudioReader, ReadOptions } from './audio-reader.js';
import { isLosslessKind } from './foreign-kinds.js';
import type { PcmCodec } from './pcm-codec.js';
import { AU_HEADER_BYTES, readAuHeader } from './read-au.js';
import { NO_TAGS } from './recording-tags.js';

type Ffmpeg = ChildProcessByStdio<null, Readable, Readable>;

const MAX_MESSAGE = 2000;

/** The program's path. Only folders of PATH are looked at, never the current one, as Windows would. */
async function findFfmpeg(): Promise<string | null> {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (!folder) continue;
    const path = join(folder, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/** A name as a shell takes it. */
const quoted = (name: string): string =>
  process.platform === 'win32'
    ? `"${name}"`
    : /^[\w./-]+$/.test(name)
      ? name
      : `'${name.replaceAll("'", "'\\''")}'`;

/** The command that makes a WAV file of a recording. */
export const conversionCommand = (path: string): string =>
  `ffmpeg -i ${quoted(path)} ${quoted(`${path.slice(0, path.length - extname(path).length)}.wav`)}`;

/**
 * Reads what only ffmpeg knows, as a stream of the program, which gets neither input nor network. Its messages say
 * whether the file is damaged.
 */
export class FfmpegReader implements AudioReader {
  readonly format: AudioFormat;
  readonly frames = null;
  readonly progress = 0;
  readonly tags = NO_TAGS;
  readonly #child: Ffmpeg;
  readonly #codec: PcmCodec;
  readonly #note: Words;
  readonly #damage: DamageLog;
  readonly #source: AsyncIterator<Buffer>;
  readonly #ended: Promise<string>;
  #rest: Buffer;

  /**
   * @param label the format, as people call it
   * @throws UserError when ffmpeg is not installed or can't read the file
   */
  static async open(path: string, label: string, options: ReadOptions): Promise<FfmpegReader> {
    const program = await findFfmpeg();
    if (!program)
      throw new UserError(
        words('audioFile.needsFfmpeg', { file: path, format: label, command: conversionCommand(path) }),
      );
    const input = ['-nostdin', '-protocol_whitelist', 'file,pipe', '-i', `file:${resolve(path)}`];
    const output = ['-map', '0:a:0', '-map_metadata', '-1', '-c:a', 'pcm_f32be', '-f', 'au', 'pipe:1'];
    const child = spawn(program, ['-v', 'error', ...input, ...output], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = messagesOf(child);
    const source = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let head: Buffer = Buffer.alloc(0);
    while (head.length < AU_HEADER_BYTES || head.length < head.readUInt32BE(4)) {
      const { value, done } = await source.next();
      if (done) {
        const reason = (await ended).split('\n')[0] || '?';
        throw new UserError(words('audioFile.ffmpegFailed', { file: path, format: label, reason }));
      }
      head = Buffer.concat([head, value]);
    }
    return new FfmpegReader(path, label, child, { source, ended, head }, options);
  }

  private constructor(
    path: string,
    label: string,
    child: Ffmpeg,
    { source, ended, head }: { source: AsyncIterator<Buffer>; ended: Promise<string>; head: Buffer },
    options: ReadOptions,
  ) {
    const { format, codec, start } = readAuHeader(path, head);
    this.#child = child;
    this.#codec = codec;
    this.#source = source;
    this.#ended = ended;
    this.#rest = head.subarray(start);
    this.#note = words('audioFile.readThroughFfmpeg', { file: path, format: label });
    this.#damage = new DamageLog(path, options);
    this.format = { ...format, encoding: 'integer', bitDepth: isLosslessKind(label) ? 24 : 16 };
  }

  get warnings() {
    return [this.#note, ...this.#damage.warnings];
  }

  async *blocks(): AsyncGenerator<AudioBlock> {
    const { unitBytes, decode } = this.#codec;
    let total = 0;
    for (let chunk: Buffer | null = this.#rest; chunk; chunk = await this.#next()) {
      const frames = Math.floor(chunk.length / unitBytes);
      const planes = Array.from({ length: this.format.channels }, () => new Float64Array(frames));
      decode(new DataView(chunk.buffer, chunk.byteOffset, frames * unitBytes), planes, 0);
      this.#rest = chunk.subarray(frames * unitBytes);
      total += frames;
      if (frames > 0) yield planes;
    }
    if ((await this.#ended) !== '') this.#damage.addEnd(total / this.format.sampleRate);
  }

  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async #next(): Promise<Buffer | null> {
    const { value, done } = await this.#source.next();
    return done ? null : Buffer.concat([this.#rest, value]);
  }
}

/** Last words of the program; never empty when it failed. */
function messagesOf(child: Ffmpeg): Promise<string> {
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages = (messages + text).slice(0, MAX_MESSAGE);
  });
  return new Promise((done) => {
    child.on('error', (error) => done(error.message));
    child.on('close', (code) => done(messages.trim() || (code === 0 ? '' : `exit ${code}`)));
  });
}
