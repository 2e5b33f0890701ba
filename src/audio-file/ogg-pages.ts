import type { ByteStream } from './byte-range.js';

const HEADER_BYTES = 27;
const MAX_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255;

const crcTable = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  return crc >>> 0;
});

/** Checksum of a page, whose own field counts as zero (RFC 3533, 6). */
function checksum(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : (page[i] as number);
    crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] as number);
  }
  return crc >>> 0;
}

/** A page of an Ogg file (RFC 3533). */
export interface OggPage {
  readonly serial: number;
  readonly sequence: number;
  /** Position at its end in the codec's units; −1 when no packet ends on it. */
  readonly granule: number;
  readonly isContinued: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Pieces of packets, of which the last one may go on with the next page. */
  readonly pieces: readonly Uint8Array[];
  readonly lastGoesOn: boolean;
  /** Whether bytes had to be skipped to find it. */
  readonly isBehindGap: boolean;
}

/** The next page whose checksum is right, or null at the end. */
export async function nextPage(stream: ByteStream): Promise<OggPage | null> {
  let isBehindGap = false;
  for (;;) {
    const bytes = await stream.peek(MAX_PAGE_BYTES);
    const at = bytes.indexOf('OggS', 0, 'latin1');
    if (at < 0) {
      if (bytes.length < MAX_PAGE_BYTES) return null;
      stream.skip(bytes.length - 3);
      isBehindGap = true;
      continue;
    }
    if (at > 0) {
      stream.skip(at);
      isBehindGap = true;
      continue;
    }
    const page = readPage(bytes, isBehindGap);
    if (page) {
      stream.skip(page.length);
      return page.page;
    }
    stream.skip(4);
    isBehindGap = true;
  }
}

function readPage(bytes: Buffer, isBehindGap: boolean): { page: OggPage; length: number } | null {
  const segments = bytes[26] ?? 0;
  const lacing = bytes.subarray(HEADER_BYTES, HEADER_BYTES + segments);
  const length = HEADER_BYTES + segments + lacing.reduce((sum, size) => sum + size, 0);
  if (bytes.length < HEADER_BYTES + segments || length > bytes.length || bytes[4] !== 0) return null;
  if (checksum(bytes.subarray(0, length)) !== bytes.readUInt32LE(22)) return null;
  // The memory of the stream is used again.
  const body = new Uint8Array(bytes.subarray(HEADER_BYTES + segments, length));
  const pieces: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  for (const size of lacing) {
    end += size;
    if (size === 255) continue;
    pieces.push(body.subarray(start, end));
    start = end;
  }
  const lastGoesOn = segments > 0 && lacing[segments - 1] === 255;
  if (lastGoesOn) pieces.push(body.subarray(start, end));
  const flags = bytes.readUInt8(5);
  return {
    length,
    page: {
      serial: bytes.readUInt32LE(14),
      sequence: bytes.readUInt32LE(18),
      granule: Number(bytes.readBigInt64LE(6)),
      isContinued: (flags & 1) !== 0,
      isFirst: (flags & 2) !== 0,
      isLast: (flags & 4) !== 0,
      pieces,
      lastGoesOn,
      isBehindGap,
    },
  };
}

/** Packets may not be longer than this: tags with pictures are. */
const MAX_PACKET_BYTES = 64 * 1024 * 1024;

/** Puts the packets of one stream together from its pages. */
export class PacketAssembler {
  #open: Uint8Array[] = [];
  #openBytes = 0;

  /** The packets that end on this page. After a gap the packet that it continues is lost. */
  push(page: OggPage, isBehindGap: boolean): Uint8Array[] {
    const packets: Uint8Array[] = [];
    let pieces = page.pieces;
    if (page.isContinued && (isBehindGap || this.#open.length === 0)) {
      this.#drop();
      pieces = page.lastGoesOn && pieces.length === 1 ? [] : pieces.slice(1);
    } else if (!page.isContinued) {
      this.#drop();
    }
    pieces.forEach((piece, index) => {
      this.#open.push(piece);
      this.#openBytes += piece.length;
      if (index === pieces.length - 1 && page.lastGoesOn) return;
      packets.push(this.#open.length === 1 ? piece : Buffer.concat(this.#open));
      this.#drop();
    });
    if (this.#openBytes > MAX_PACKET_BYTES) this.#drop();
    return packets;
  }

  #drop(): void {
    this.#open = [];
    this.#openBytes = 0;
  }
}
