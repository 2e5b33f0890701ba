import type { StreamModel } from '../enhancer/chunk-enhancer.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import type { AudioReader } from './audio-reader.js';
import { outputFormatOf, type AudioWriter } from './audio-writer.js';
import { ChannelDenoiser } from './channel-denoiser.js';
import type { ChannelSource } from './channel.js';
import { DenoiseStream } from './denoise-stream.js';
import { FlacWriter } from './flac-writer.js';
import type { DenoiseOptions, DenoiseResult } from './denoise-options.js';
import { InferenceThreads } from './inference-threads.js';
import { openAudioFile } from './open-audio-file.js';
import { WavWriter } from './wav-writer.js';

export type { DenoiseOptions, DenoiseProgress, DenoiseResult } from './denoise-options.js';

const WRITERS = { wav: WavWriter, flac: FlacWriter } as const;

/**
 * Denoises a recording into a file of the same rate, depth, channels and length, aligned with it, with its tags. The
 * result appears at once when it is complete; whatever goes wrong leaves nothing behind. Memory does not depend on
 * the length. Each channel has an enhancer of its own.
 *
 * @param model open in this thread, or in threads of its own: then channels run side by side
 * @throws UserError when the input can't be read or the output can't be written; the signal's reason
 */
export async function denoiseFile(
  input: string,
  output: string,
  model: StreamModel | InferenceThreads,
  options: DenoiseOptions = {},
): Promise<DenoiseResult> {
  const start = performance.now();
  const reader = await openAudioFile(input, options);
  try {
    const noAudio = () => new UserError(words('audioFile.noAudio', { file: input }));
    if (reader.frames === 0) throw noAudio();
    const writer = await openWriter(input, output, reader, options);
    const stream = new DenoiseStream(reader, writer, channelsOf(model), model.spec, options);
    try {
      await stream.run(start);
      if (stream.frames === 0) throw noAudio();
      await writer.finish();
    } catch (error) {
      await writer.abort();
      throw error;
    } finally {
      stream.dispose();
    }
    return stream.result(performance.now() - start);
  } finally {
    await reader.close();
  }
}

const channelsOf = (model: StreamModel | InferenceThreads): ChannelSource =>
  model instanceof InferenceThreads
    ? model
    : {
        openChannel: (sampleRate, keepDelay) =>
          ChannelDenoiser.create(model.createEnhancer(), sampleRate, keepDelay),
      };

function openWriter(
  input: string,
  output: string,
  reader: AudioReader,
  { outputFormat, overwrite = false }: DenoiseOptions,
): Promise<AudioWriter> {
  return WRITERS[outputFormat ?? outputFormatOf(output) ?? 'wav'].create(output, reader.format, {
    overwrite,
    expectedFrames: reader.frames,
    inputs: [input],
    tags: reader.tags,
  });
}
