import type { ByteRange } from './byte-range.js';

const ID3V2_HEADER_BYTES = 10;
const ID3V2_HAS_FOOTER = 0x10;
const ID3V1_BYTES = 128;
/** “TAG+”, a longer ID3v1 that some programs put in front of it. */
const ID3V1_EXTENDED_BYTES = 227;
const APE_FOOTER_BYTES = 32;
const APE_HAS_HEADER = 0x8000_0000;
/** Lyrics3v1 has no size; its text has 5100 bytes at most. */
const LYRICS3V1_BYTES = 5100 + 11 + 9;
const CHUNK_BYTES = 64 * 1024;

const hasMagic = (bytes: Buffer, magic: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + magic.length) === magic;

/** Length of the ID3v2 tag that begins with these bytes, or 0 (ID3v2.4.0, 3.1: a size of four times 7 bits). */
export function id3v2Bytes(head: Buffer): number {
  if (head.length < ID3V2_HEADER_BYTES || !hasMagic(head, 'ID3')) return 0;
  const size = head.subarray(6, ID3V2_HEADER_BYTES);
  if (head.readUInt8(3) === 0xff || size.some((byte) => byte >= 0x80)) return 0;
  const length = size.reduce((sum, byte) => sum * 128 + byte, 0);
  const footer = head.readUInt8(5) & ID3V2_HAS_FOOTER ? ID3V2_HEADER_BYTES : 0;
  return ID3V2_HEADER_BYTES + length + footer;
}

/** Length of an APEv2 tag with this header at the front of a file, or 0. */
const apeHeaderBytes = (head: Buffer): number =>
  head.length >= APE_FOOTER_BYTES && hasMagic(head, 'APETAGEX')
    ? APE_FOOTER_BYTES + head.readUInt32LE(12)
    : 0;

/**
 * Where a recording begins, behind the tags in front of it and the zeros that pad them: ID3v2 of any number and
 * size, and APEv2.
 */
export async function leadingTagBytes(file: ByteRange): Promise<number> {
  let at = 0;
  for (;;) {
    const head = await file.read(at, APE_FOOTER_BYTES);
    const length = id3v2Bytes(head) || apeHeaderBytes(head);
    if (length === 0) return at;
    at = await skipZeros(file, at + length);
    if (at >= file.length) return at;
  }
}

async function skipZeros(file: ByteRange, from: number): Promise<number> {
  for (let at = from; ; at += CHUNK_BYTES) {
    const bytes = await file.read(at, CHUNK_BYTES);
    const other = bytes.findIndex((byte) => byte !== 0);
    if (other >= 0) return at + other;
    if (bytes.length < CHUNK_BYTES) return at + bytes.length;
  }
}

/** Length of the tag that ends a file, or 0: ID3v1, APEv2, Lyrics3 (id3.org), or an ID3v2.4 with a footer. */
async function lastTagBytes(file: ByteRange): Promise<number> {
  const tail = await file.read(file.length - LYRICS3V1_BYTES, LYRICS3V1_BYTES);
  const end = tail.length;
  if (end >= ID3V1_BYTES && hasMagic(tail, 'TAG', end - ID3V1_BYTES)) {
    const extended = end - ID3V1_BYTES - ID3V1_EXTENDED_BYTES;
    return ID3V1_BYTES + (extended >= 0 && hasMagic(tail, 'TAG+', extended) ? ID3V1_EXTENDED_BYTES : 0);
  }
  const footer = end - APE_FOOTER_BYTES;
  if (footer >= 0 && hasMagic(tail, 'APETAGEX', footer)) {
    const hasHeader = (tail.readUInt32LE(footer + 20) & APE_HAS_HEADER) !== 0;
    return Math.max(APE_FOOTER_BYTES, tail.readUInt32LE(footer + 12)) + (hasHeader ? APE_FOOTER_BYTES : 0);
  }
  if (end >= 15 && hasMagic(tail, 'LYRICS200', end - 9)) {
    const size = Number(tail.toString('latin1', end - 15, end - 9));
    return Number.isInteger(size) ? size + 15 : 0;
  }
  if (end >= 9 && hasMagic(tail, 'LYRICSEND', end - 9)) {
    const begin = tail.lastIndexOf('LYRICSBEGIN', end - 9, 'latin1');
    return begin >= 0 ? end - begin : 0;
  }
  if (end >= ID3V2_HEADER_BYTES && hasMagic(tail, '3DI', end - ID3V2_HEADER_BYTES)) {
    const head = Buffer.from(tail.subarray(end - ID3V2_HEADER_BYTES));
    head.write('ID3', 'latin1');
    return id3v2Bytes(head);
  }
  return 0;
}

/** The range without the tags behind it. */
export async function withoutTrailingTags(file: ByteRange): Promise<ByteRange> {
  let range = file;
  for (;;) {
    const length = await lastTagBytes(range);
    if (length === 0 || length > range.length) return range;
    range = range.slice(0, range.length - length);
  }
}
