/** Tags of a recording: its title, its artist, its pictures. */
export interface RecordingTags {
  /** Names and texts as Vorbis comments have them (`TITLE`, `ARTIST`, `DATE` …), names in capitals. */
  readonly comments: readonly (readonly [name: string, text: string])[];
  /** Pictures, each as the content of a FLAC block PICTURE (RFC 9639, 8.8). */
  readonly pictures: readonly Buffer[];
}

/** Tags of a recording without any. */
export const NO_TAGS: RecordingTags = { comments: [], pictures: [] };

/** More than this is no comment but a mistake. */
const MAX_COMMENT_BYTES = 1024 * 1024;

/**
 * Vorbis comments (RFC 9639, 8.6): vendor, count, and `NAME=text` each, with little-endian lengths. What is
 * damaged is left out. Pictures in them are given as pictures.
 */
export function readVorbisComments(bytes: Buffer): RecordingTags {
  const comments: [string, string][] = [];
  const pictures: Buffer[] = [];
  let at = 0;
  const next = (): Buffer | null => {
    if (at + 4 > bytes.length) return null;
    const length = bytes.readUInt32LE(at);
    if (at + 4 + length > bytes.length) return null;
    const text = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    return text;
  };
  next();
  at += 4;
  for (let comment = next(); comment; comment = next()) {
    const equals = comment.indexOf('=');
    if (equals <= 0) continue;
    const name = comment.toString('latin1', 0, equals).toUpperCase();
    if (name === 'METADATA_BLOCK_PICTURE') {
      pictures.push(Buffer.from(comment.toString('latin1', equals + 1), 'base64'));
    } else if (comment.length <= MAX_COMMENT_BYTES) {
      comments.push([name, comment.toString('utf8', equals + 1)]);
    }
  }
  return { comments, pictures };
}
