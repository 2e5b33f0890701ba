import { openAudioFile } from '../../audio-file/open-audio-file.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** An hour at 48 kHz: more would not fit into the window's memory. */
const MAX_SAMPLES = 3600 * 48_000;
const HEADER_BYTES = 44;

/** The first 44 bytes of a mono WAV file of 16 bit (RIFF, chunks `fmt ` and `data`). */
function header(samples: number, sampleRate: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(HEADER_BYTES - 8 + 2 * samples, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(2 * sampleRate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples, 40);
  return bytes;
}

/**
 * A recording for playing and drawing: mixed to mono, 16 bit, as a WAV file in memory.
 *
 * @throws UserError when it can't be read or is longer than an hour
 */
export async function previewOf(path: string): Promise<Uint8Array> {
  const reader = await openAudioFile(path, { acceptDamaged: true });
  const parts: Int16Array[] = [];
  let samples = 0;
  try {
    for await (const block of reader.blocks()) {
      const part = new Int16Array(block[0]?.length ?? 0);
      for (let i = 0; i < part.length; i++) {
        let sum = 0;
        for (const channel of block) sum += channel[i] as number;
        part[i] = Math.round(32767 * Math.max(-1, Math.min(1, sum / block.length)));
      }
      parts.push(part);
      samples += part.length;
      if (samples > MAX_SAMPLES) throw new UserError(words('main.previewTooLong'));
    }
  } finally {
    await reader.close();
  }
  const file = new Uint8Array(HEADER_BYTES + 2 * samples);
  file.set(header(samples, reader.format.sampleRate));
  let at = HEADER_BYTES;
  for (const part of parts) {
    file.set(new Uint8Array(part.buffer), at);
    at += part.byteLength;
  }
  return file;
}
