import type { FileHandle } from 'node:fs/promises';
import { UserError } from '../shared/user-error.js';
import type { AudioReader, ReadOptions } from './audio-reader.js';
import { CompressedReader, type Codec } from './compressed-reader.js';
import { fileError } from '../files/file-errors.js';
import { openRegularFile } from '../files/regular-file.js';
import { findMpegFrame } from './mpeg-header.js';
import { WavReader } from './wav-reader.js';

/** Enough of a file to know its format: two MPEG frames have 2880 bytes at most, padding may precede them. */
const HEAD_BYTES = 64 * 1024;
const ID3_HEADER_BYTES = 10;

/**
 * Opens a recording by its content, whatever its name: WAV, FLAC, MP3, Ogg Vorbis or Ogg Opus.
 *
 * @throws UserError when there is no such file, it is no recording, or it is damaged
 */
export async function openAudioFile(path: string, options: ReadOptions = {}): Promise<AudioReader> {
  const { handle: file, size } = await openRegularFile(path);
  try {
    if (size === 0) throw new UserError(`${path} is empty.`);
    return await identify(path, file, size, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function identify(
  path: string,
  file: FileHandle,
  size: number,
  options: ReadOptions,
): Promise<AudioReader> {
  const head = await readHead(path, file, 0);
  const starts = (magic: string, at = 0): boolean =>
    head.length >= at + magic.length && head.toString('latin1', at, at + magic.length) === magic;
  const compressed = (codec: Codec, promisedFrames: number | null = null) =>
    CompressedReader.open(path, file, size, codec, promisedFrames, options);

  if ((starts('RIFF') || starts('RF64') || starts('BW64')) && starts('WAVE', 8))
    return WavReader.open(path, file, size, options);
  if (starts('fLaC')) return compressed(flac, flacFrames(head));
  if (starts('OggS')) {
    // The first packet follows the page's segment table.
    const packet = 27 + (head[26] ?? 0);
    if (starts('OpusHead', packet)) return compressed(opus);
    if (starts('\x01vorbis', packet)) return compressed(vorbis);
    if (starts('\x7fFLAC', packet)) return compressed(flac);
    throw new UserError(`${path} is an Ogg file with neither Vorbis, Opus nor FLAC audio in it.`);
  }
  const body = starts('ID3') ? await readHead(path, file, id3Bytes(head)) : head;
  const frame = findMpegFrame(body);
  if (frame) return compressed({ ...mp3, channels: frame.channels });
  throw new UserError(
    `${path} is not a recording of a known format: WAV, FLAC, MP3, Ogg Vorbis and Opus can be read.`,
  );
}

async function readHead(path: string, file: FileHandle, position: number): Promise<Buffer> {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(bytes, 0, HEAD_BYTES, position).catch((error: unknown) => {
    throw fileError('read', path, error);
  });
  return bytes.subarray(0, bytesRead);
}

/** Length of an ID3v2 tag: four times 7 bits (ID3v2.4.0, 3.1). */
function id3Bytes(head: Buffer): number {
  let length = 0;
  for (const byte of head.subarray(6, ID3_HEADER_BYTES)) length = length * 128 + (byte & 0x7f);
  return ID3_HEADER_BYTES + length;
}

/** Total samples in the STREAMINFO block, which comes first (RFC 9639, 8.2); 0 means unknown. */
function flacFrames(head: Buffer): number | null {
  if (head.length < 26) return null;
  return (head.readUInt8(21) & 0x0f) * 2 ** 32 + head.readUInt32BE(22) || null;
}

const flac: Codec = {
  label: 'FLAC',
  isLossless: true,
  load: async () => (await import('@audio/decode-flac')).decoder(),
};
const vorbis: Codec = {
  label: 'Vorbis',
  isLossless: false,
  load: async () => (await import('@audio/decode-vorbis')).decoder(),
};
const opus: Codec = {
  label: 'Opus',
  isLossless: false,
  load: async () => (await import('@audio/decode-opus')).decoder(),
};
const mp3: Codec = {
  label: 'MP3',
  isLossless: false,
  load: async () => (await import('@audio/decode-mp3')).decoder(),
};
