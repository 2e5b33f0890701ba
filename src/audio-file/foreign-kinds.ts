import { words, type Words } from '../words/words.js';

interface Signature {
  /** Bytes as text, of which each character is one byte. */
  readonly magic: string;
  readonly at?: number;
}

interface ForeignKind extends Signature {
  readonly label: string;
}

/** Sound in formats that ffmpeg knows, by how their files begin. The first that fits counts. */
const SOUND: readonly ForeignKind[] = [
  { magic: 'ftypM4A', at: 4, label: 'M4A' },
  { magic: 'ftypM4B', at: 4, label: 'M4A' },
  { magic: 'ftypqt', at: 4, label: 'QuickTime' },
  { magic: 'ftyp3g', at: 4, label: '3GP' },
  { magic: 'ftyp', at: 4, label: 'MP4' },
  { magic: 'moov', at: 4, label: 'QuickTime' },
  { magic: 'mdat', at: 4, label: 'QuickTime' },
  { magic: '\x30\x26\xb2\x75\x8e\x66\xcf\x11', label: 'WMA' },
  { magic: 'AVI ', at: 8, label: 'AVI' },
  { magic: 'wvpk', label: 'WavPack' },
  { magic: 'MAC ', label: 'Monkey’s Audio' },
  { magic: 'TTA1', label: 'TTA' },
  { magic: 'MPCK', label: 'Musepack' },
  { magic: 'MP+', label: 'Musepack' },
  { magic: '#!AMR', label: 'AMR' },
  { magic: 'Creative Voice File', label: 'VOC' },
  { magic: 'DSD ', label: 'DSD' },
  { magic: 'FRM8', label: 'DSD' },
  { magic: 'ADIF', label: 'AAC' },
  { magic: 'FLV\x01', label: 'FLV' },
  { magic: '.RMF', label: 'RealAudio' },
  { magic: '.ra\xfd', label: 'RealAudio' },
  { magic: '\x0b\x77', label: 'AC-3' },
  { magic: '\x00\x00\x01\xba', label: 'MPEG' },
  { magic: '8SVX', at: 8, label: '8SVX' },
  { magic: 'NIST_1A', label: 'NIST SPHERE' },
];

/** Formats that keep every bit. */
const LOSSLESS = new Set(['WavPack', 'Monkey’s Audio', 'TTA', 'QuickTime', 'DSD']);

/** Whether the result of such a recording should have more than 16 bits. */
export const isLosslessKind = (label: string): boolean => LOSSLESS.has(label);

type OtherKind = 'image' | 'document' | 'archive' | 'notes' | 'program';

const OTHER: readonly (Signature & { readonly kind: OtherKind })[] = [
  { magic: '\x89PNG', kind: 'image' },
  { magic: '\xff\xd8\xff', kind: 'image' },
  { magic: 'GIF8', kind: 'image' },
  { magic: 'WEBP', at: 8, kind: 'image' },
  { magic: 'BM', kind: 'image' },
  { magic: 'II*\x00', kind: 'image' },
  { magic: 'MM\x00*', kind: 'image' },
  { magic: '%PDF', kind: 'document' },
  { magic: '\xd0\xcf\x11\xe0', kind: 'document' },
  { magic: 'PK\x03\x04', kind: 'archive' },
  { magic: '\x1f\x8b', kind: 'archive' },
  { magic: '7z\xbc\xaf', kind: 'archive' },
  { magic: 'Rar!', kind: 'archive' },
  { magic: 'MThd', kind: 'notes' },
  { magic: '\x7fELF', kind: 'program' },
  { magic: 'MZ', kind: 'program' },
];

const fits = (head: Buffer, { magic, at = 0 }: Signature): boolean =>
  head.length >= at + magic.length && head.toString('latin1', at, at + magic.length) === magic;

const EBML = '\x1a\x45\xdf\xa3';

/** ADTS, in which AAC is streamed, has layer 0 where MPEG audio has 1 to 3. */
const isAdts = (head: Buffer): boolean => head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0;

/** MPEG audio of layer I or II. */
const isMpegLayer2 = (head: Buffer): boolean =>
  head[0] === 0xff && ((head[1] ?? 0) & 0xe6) >= 0xe4 && ((head[2] ?? 0) & 0xf0) !== 0xf0;

/** The name of a format of sound that begins with these bytes and that only ffmpeg knows, or null. */
export function foreignLabel(head: Buffer): string | null {
  if (fits(head, { magic: EBML }))
    return head.subarray(0, 64).includes('webm', 0, 'latin1') ? 'WebM' : 'Matroska';
  const kind = SOUND.find((signature) => fits(head, signature));
  if (kind) return kind.label;
  if (isAdts(head)) return 'AAC';
  return isMpegLayer2(head) ? 'MPEG layer II' : null;
}

const TEXT_BYTES = 512;

/** Text has no control characters but line breaks and tabs. */
function isText(head: Buffer): boolean {
  const start = head.subarray(0, TEXT_BYTES);
  return (
    start.length > 1 &&
    !start.some((byte) => (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f)
  );
}

/** Names the kind of a file that begins with these bytes and is no recording; null when it is not known. */
export function otherKind(path: string, head: Buffer): Words | null {
  switch (OTHER.find((signature) => fits(head, signature))?.kind) {
    case 'image':
      return words('audioFile.isImage', { file: path });
    case 'document':
      return words('audioFile.isDocument', { file: path });
    case 'archive':
      return words('audioFile.isArchive', { file: path });
    case 'notes':
      return words('audioFile.isMidi', { file: path });
    case 'program':
      return words('audioFile.isProgram', { file: path });
    default:
      return isText(head) ? words('audioFile.isText', { file: path }) : null;
  }
}
