import { NO_TAGS, type RecordingTags } from './recording-tags.js';
import { id3v2Bytes } from './tags.js';

/** Names of Vorbis comments for frames of ID3v2.3 and 2.4 (id3.org, 4.2). */
const TEXT_FRAMES: Readonly<Record<string, string>> = {
  TIT2: 'TITLE',
  TPE1: 'ARTIST',
  TPE2: 'ALBUMARTIST',
  TALB: 'ALBUM',
  TDRC: 'DATE',
  TYER: 'DATE',
  TCON: 'GENRE',
  TRCK: 'TRACKNUMBER',
  TCOM: 'COMPOSER',
  TCOP: 'COPYRIGHT',
};
const FRAME_HEADER_BYTES = 10;
const ENCODINGS = ['latin1', 'utf16', 'utf16be', 'utf8'] as const;

/** A text by ID3's number of its encoding. */
function readText(bytes: Buffer, encoding: number): string {
  switch (ENCODINGS[encoding]) {
    case 'utf16':
    case 'utf16be': {
      const isBig = bytes[0] === 0xfe || (ENCODINGS[encoding] === 'utf16be' && bytes[0] !== 0xff);
      const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
      return (isBig ? even.swap16() : even).toString('utf16le').replace(/^\uFEFF/, '');
    }
    case 'utf8':
      return bytes.toString('utf8');
    default:
      return bytes.toString('latin1');
  }
}

const untilZero = (text: string): string => text.replace(/\0.*$/s, '');

/** Content of frame APIC as that of a FLAC block PICTURE; null when it is damaged. */
function pictureOf(frame: Buffer): Buffer | null {
  const encoding = frame[0] ?? 0;
  const mimeEnd = frame.indexOf(0, 1);
  if (mimeEnd < 0 || mimeEnd + 2 >= frame.length) return null;
  const kind = frame[mimeEnd + 1] as number;
  const isWide = encoding === 1 || encoding === 2;
  let end = mimeEnd + 2;
  while (end < frame.length && !(frame[end] === 0 && (!isWide || frame[end + 1] === 0)))
    end += isWide ? 2 : 1;
  const data = frame.subarray(end + (isWide ? 2 : 1));
  if (data.length === 0) return null;
  const field = (content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return [length, content];
  };
  const number = Buffer.alloc(4);
  number.writeUInt32BE(kind);
  const description = Buffer.from(readText(frame.subarray(mimeEnd + 2, end), encoding), 'utf8');
  // Width, height, depth and colours are not known.
  return Buffer.concat([
    number,
    ...field(frame.subarray(1, mimeEnd)),
    ...field(description),
    Buffer.alloc(16),
    ...field(data),
  ]);
}

/**
 * Texts and pictures of an ID3v2.3 or 2.4 tag. What is damaged, compressed or encrypted is left out.
 *
 * @param tag the tag with its header
 */
export function readId3v2(tag: Buffer): RecordingTags {
  const version = tag[3] ?? 0;
  const length = Math.min(id3v2Bytes(tag), tag.length);
  const usesUnsynchronisation = ((tag[5] ?? 0) & 0x80) !== 0;
  const hasExtendedHeader = ((tag[5] ?? 0) & 0x40) !== 0;
  if (length === 0 || version < 3 || usesUnsynchronisation || hasExtendedHeader) return NO_TAGS;
  const comments: [string, string][] = [];
  const pictures: Buffer[] = [];
  for (let at = 10; at + FRAME_HEADER_BYTES < length;) {
    const id = tag.toString('latin1', at, at + 4);
    const size = tag.subarray(at + 4, at + 8);
    const bytes = size.reduce((sum, byte) => sum * (version === 4 ? 128 : 256) + byte, 0);
    const frame = tag.subarray(at + FRAME_HEADER_BYTES, at + FRAME_HEADER_BYTES + bytes);
    if (!/^[A-Z0-9]{4}$/.test(id) || bytes === 0 || at + FRAME_HEADER_BYTES + bytes > length) break;
    const name = TEXT_FRAMES[id];
    if (name) {
      const text = untilZero(readText(frame.subarray(1), frame[0] ?? 0));
      if (text) comments.push([name, text]);
    } else if (id === 'APIC') {
      const picture = pictureOf(frame);
      if (picture) pictures.push(picture);
    }
    at += FRAME_HEADER_BYTES + bytes;
  }
  return { comments, pictures };
}
