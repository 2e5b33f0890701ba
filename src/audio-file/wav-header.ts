import type { AudioFormat } from './audio-reader.js';

/** Format tags of the chunk `fmt ` (Microsoft, mmreg.h). */
export const FORMAT_PCM = 1;
export const FORMAT_MS_ADPCM = 2;
export const FORMAT_FLOAT = 3;
export const FORMAT_A_LAW = 6;
export const FORMAT_MU_LAW = 7;
export const FORMAT_IMA_ADPCM = 0x11;
export const FORMAT_EXTENSIBLE = 0xfffe;

/** Bytes in front of the samples of a mono or stereo file of integers, as most files have them. */
export const PLAIN_HEADER_BYTES = 44;

/** The second half of the GUID of every WAVE_FORMAT_EXTENSIBLE subformat, after the format tag. */
const SUBFORMAT_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex');
const EXTENSION_BYTES = 22;
const MAX_RIFF_BYTES = 0xffff_ffff;

/** A chunk: name, length and content. `length` is told where the content follows elsewhere. */
export function chunk(id: string, content: Buffer, length = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, content]);
}

/**
 * Chunk `fmt `. More than two channels, or a channel mask, make it WAVE_FORMAT_EXTENSIBLE. Anything but integers
 * has the size of an extension, if only of none (Microsoft, Multiple Channel Audio Data and WAVE Files).
 */
function formatChunk({ sampleRate, channels, encoding, bitDepth, channelMask }: AudioFormat): Buffer {
  const tag = encoding === 'float' ? FORMAT_FLOAT : FORMAT_PCM;
  const isExtensible = channels > 2 || channelMask !== 0;
  const frameBytes = (channels * bitDepth) / 8;
  const bytes = Buffer.alloc(isExtensible ? 18 + EXTENSION_BYTES : tag === FORMAT_PCM ? 16 : 18);
  bytes.writeUInt16LE(isExtensible ? FORMAT_EXTENSIBLE : tag, 0);
  bytes.writeUInt16LE(channels, 2);
  bytes.writeUInt32LE(sampleRate, 4);
  bytes.writeUInt32LE(sampleRate * frameBytes, 8);
  bytes.writeUInt16LE(frameBytes, 12);
  bytes.writeUInt16LE(bitDepth, 14);
  if (isExtensible) {
    bytes.writeUInt16LE(EXTENSION_BYTES, 16);
    bytes.writeUInt16LE(bitDepth, 18);
    bytes.writeUInt32LE(channelMask, 20);
    bytes.writeUInt16LE(tag, 24);
    SUBFORMAT_TAIL.copy(bytes, 26);
  }
  return chunk('fmt ', bytes);
}

/** Chunk `fact`, which files of anything but integers have: the number of samples of each channel. */
function factChunk(frames: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(Math.min(frames, MAX_RIFF_BYTES));
  return chunk('fact', bytes);
}

/** Sizes of a WAV file that is being written. */
export interface WavSizes {
  /** Bytes of samples. */
  readonly dataBytes: number;
  /** Bytes of chunks behind the samples. */
  readonly trailerBytes: number;
  /** Whether room is kept for the sizes of an RF64 file. */
  readonly keepsRoom: boolean;
}

/** Whether a file with so many bytes besides its header is too long for RIFF. */
export const isBeyondRiff = (bytes: number): boolean => bytes + 200 > MAX_RIFF_BYTES;

/**
 * All bytes in front of the samples. From 4 GiB on it is RF64 (EBU Tech 3306), for which a chunk of padding keeps
 * the room where it may come to that.
 */
export function wavHeader(format: AudioFormat, { dataBytes, trailerBytes, keepsRoom }: WavSizes): Buffer {
  const isRf64 = keepsRoom && isBeyondRiff(dataBytes + trailerBytes);
  const frames = dataBytes / ((format.channels * format.bitDepth) / 8);
  const describing = [formatChunk(format), ...(format.encoding === 'float' ? [factChunk(frames)] : [])];
  const sizes = Buffer.alloc(28);
  const room = keepsRoom ? 8 + sizes.length : 0;
  const described = describing.reduce((sum, { length }) => sum + length, 0);
  const riffBytes = 4 + room + described + 8 + dataBytes + (dataBytes % 2) + trailerBytes;
  if (isRf64) {
    sizes.writeBigUInt64LE(BigInt(riffBytes), 0);
    sizes.writeBigUInt64LE(BigInt(dataBytes), 8);
    sizes.writeBigUInt64LE(BigInt(frames), 16);
  }
  return Buffer.concat([
    chunk(isRf64 ? 'RF64' : 'RIFF', Buffer.from('WAVE'), isRf64 ? MAX_RIFF_BYTES : riffBytes),
    ...(keepsRoom ? [chunk(isRf64 ? 'ds64' : 'JUNK', sizes)] : []),
    ...describing,
    chunk('data', Buffer.alloc(0), isRf64 ? MAX_RIFF_BYTES : dataBytes),
  ]);
}
