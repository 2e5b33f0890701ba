import { openAudioFile } from '../../audio-file/open-audio-file.js';
import { PLAIN_HEADER_BYTES, wavHeader } from '../../audio-file/wav-header.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** An hour at 48 kHz: more would not fit into the window's memory. */
const MAX_SAMPLES = 3600 * 48_000;

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
  const file = new Uint8Array(PLAIN_HEADER_BYTES + 2 * samples);
  const { sampleRate } = reader.format;
  const format = { sampleRate, channels: 1, encoding: 'integer', bitDepth: 16, channelMask: 0 } as const;
  file.set(wavHeader(format, { dataBytes: 2 * samples, trailerBytes: 0, keepsRoom: false }));
  let at = PLAIN_HEADER_BYTES;
  for (const part of parts) {
    file.set(new Uint8Array(part.buffer), at);
    at += part.byteLength;
  }
  return file;
}
