import { openAudioFile } from '../../src/audio-file/open-audio-file.js';
import type { AudioFormat, AudioReader, ReadOptions } from '../../src/audio-file/audio-reader.js';
import { WavWriter } from '../../src/audio-file/wav-writer.js';
import { inEnglish } from '../../src/words/say.js';

/** Mono, 16 kHz, 16 bit. */
export const PLAIN: AudioFormat = {
  sampleRate: 16_000,
  channels: 1,
  encoding: 'integer',
  bitDepth: 16,
  channelMask: 0,
};

/** Writes samples of each channel, all of one length, as a WAV file. */
export async function writeWav(
  path: string,
  channels: readonly ArrayLike<number>[],
  format: Partial<AudioFormat> = {},
): Promise<string> {
  const planes = channels.map((samples) => Float64Array.from(samples));
  const frames = planes[0]?.length ?? 0;
  const writer = await WavWriter.create(
    path,
    { ...PLAIN, ...format, channels: channels.length },
    { overwrite: true, expectedFrames: frames },
  );
  await writer.write(planes, frames);
  await writer.finish();
  return path;
}

export interface Recording extends Pick<AudioReader, 'format' | 'frames' | 'tags'> {
  readonly channels: readonly Float64Array[];
  /** In English. */
  readonly warnings: readonly string[];
}

/** All of a recording at once. */
export async function readRecording(path: string, options: ReadOptions = {}): Promise<Recording> {
  const reader = await openAudioFile(path, options);
  try {
    const channels: number[][] = Array.from({ length: reader.format.channels }, () => []);
    for await (const block of reader.blocks())
      for (const [channel, samples] of block.entries())
        for (const sample of samples) channels[channel]?.push(sample);
    const { format, frames, tags } = reader;
    const warnings = reader.warnings.map(inEnglish);
    return {
      format,
      frames,
      tags,
      warnings,
      channels: channels.map((samples) => Float64Array.from(samples)),
    };
  } finally {
    await reader.close();
  }
}
