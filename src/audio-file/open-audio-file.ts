import { labelsOf, RECORDING_FORMATS } from '../shared/recording-formats.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import type { AudioReader, ReadOptions } from './audio-reader.js';
import { ByteRange } from './byte-range.js';
import { FfmpegReader } from './ffmpeg-reader.js';
import { FlacReader, isFlac } from './flac-reader.js';
import { ForeignFormat } from './foreign-format.js';
import { foreignLabel, otherKind } from './foreign-kinds.js';
import { readId3v2 } from './id3v2.js';
import { Mp3Reader } from './mp3-reader.js';
import { findMpegFrame, MPEG_SEARCH_BYTES } from './mpeg-frames.js';
import { isOgg, OggReader } from './ogg-reader.js';
import { PcmReader, type PcmFile } from './pcm-reader.js';
import { isAiff, readAiff } from './read-aiff.js';
import { isAu, readAu } from './read-au.js';
import { isCaf, readCaf } from './read-caf.js';
import { isWav, readWav } from './read-wav.js';
import { NO_TAGS } from './recording-tags.js';
import { id3v2Bytes, leadingTagBytes } from './tags.js';

const HEAD_BYTES = 4096;
const MAX_TAG_BYTES = 16 * 1024 * 1024;
/** The first MP3 frame is looked for this far behind bytes that are nothing known. */
const MAX_JUNK_BYTES = 4 * 1024 * 1024;

type Open = (range: ByteRange, options: ReadOptions) => Promise<AudioReader>;

const pcm =
  (readHeader: (range: ByteRange) => Promise<PcmFile>): Open =>
  async (range, options) =>
    new PcmReader(range, await readHeader(range), options);

/** Readers by how files begin. */
const READERS: readonly (readonly [begins: (head: Buffer) => boolean, open: Open])[] = [
  [isWav, pcm(readWav)],
  [isFlac, (range, options) => FlacReader.open(range, options)],
  [isOgg, (range, options) => OggReader.open(range, options)],
  [isAiff, pcm(readAiff)],
  [isCaf, pcm(readCaf)],
  [isAu, pcm(readAu)],
];

/**
 * Opens a recording by its content, whatever its name and whatever tags surround it.
 *
 * @throws UserError when there is no such file, it is no recording, or it is damaged
 */
export async function openAudioFile(path: string, options: ReadOptions = {}): Promise<AudioReader> {
  const file = await ByteRange.open(path);
  try {
    if (file.length === 0) throw new UserError(words('audioFile.empty', { file: path }));
    return await identify(file, options);
  } catch (error) {
    await file.close();
    if (error instanceof ForeignFormat) return FfmpegReader.open(path, error.label, options);
    throw error;
  }
}

async function identify(file: ByteRange, options: ReadOptions): Promise<AudioReader> {
  const start = await leadingTagBytes(file);
  const range = file.slice(start);
  const head = await range.read(0, HEAD_BYTES);
  const reader = READERS.find(([begins]) => begins(head));
  if (reader) return reader[1](range, options);
  const first = await findMp3(range);
  if (first !== null && (first === 0 || !otherKind(file.path, head)))
    return Mp3Reader.open(range.slice(first), await leadingTags(file), options);
  const label = foreignLabel(head);
  if (label) throw new ForeignFormat(label);
  const formats = labelsOf(RECORDING_FORMATS);
  throw new UserError(
    otherKind(file.path, head) ?? words('audioFile.unknownFormat', { file: file.path, formats }),
  );
}

async function leadingTags(file: ByteRange) {
  const length = id3v2Bytes(await file.read(0, 10));
  return length > 0 ? readId3v2(await file.read(0, Math.min(length, MAX_TAG_BYTES))) : NO_TAGS;
}

/** Where the first MP3 frame begins, or null. */
async function findMp3(range: ByteRange): Promise<number | null> {
  const step = MPEG_SEARCH_BYTES / 2;
  for (let at = 0; at < MAX_JUNK_BYTES && at < range.length; at += step) {
    const bytes = await range.read(at, MPEG_SEARCH_BYTES);
    const found = findMpegFrame(bytes, at + bytes.length >= range.length);
    if (found !== null) return at + found;
  }
  return null;
}
