import type { Model } from '../enhancer/model.js';
import { UserError } from '../shared/user-error.js';
import type { AudioFormat, AudioReader, ReadOptions } from './audio-reader.js';
import { ChannelDenoiser } from './channel-denoiser.js';
import { LevelMeter, type RecordingLevel } from './level-meter.js';
import { openAudioFile } from './open-audio-file.js';
import { SampleQueue } from './sample-queue.js';
import { WavWriter } from './wav-writer.js';

export interface DenoiseOptions extends ReadOptions {
  /** Share of the enhanced signal, 0–100 %; the rest is the input as it is. 100 unless told. */
  readonly strength?: number | undefined;
  /** Let the result lag by n − h, as the model gives it, instead of lining it up with the input. */
  readonly keepDelay?: boolean | undefined;
  /** Replace an existing result. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DenoiseProgress) => void) | undefined;
}

export interface DenoiseProgress {
  /** Of the file, 0 to 1. */
  readonly share: number;
  /** Estimate from the speed so far; null at the start. */
  readonly secondsLeft: number | null;
  /** Length of the recording, where its header says it. */
  readonly duration: number | null;
}

/** What was done, and its figures. */
export interface DenoiseResult {
  readonly format: AudioFormat;
  /** Length of the recording: samples of each channel, and seconds. */
  readonly frames: number;
  readonly duration: number;
  /** Real-time factor as the field has it: time inside the session ÷ audio time, all channels together. */
  readonly sessionRtf: number;
  /** Whole time, with reading, resampling and writing, ÷ audio time. */
  readonly wholeRtf: number;
  readonly before: RecordingLevel;
  readonly after: RecordingLevel;
  /** Samples of the result that were cut to full scale. */
  readonly clippedSamples: number;
  /** Samples of the input that were no numbers (NaN, infinite) and were taken for zero. */
  readonly replacedSamples: number;
  /** What the user should know about the recording, each a sentence. */
  readonly warnings: readonly string[];
}

/**
 * Denoises a recording into a WAV file of the same rate, depth, channels and length, in step with it. The
 * result appears at once when it is complete; whatever goes wrong leaves nothing behind. Memory does not
 * depend on the length. Each channel has an enhancer of its own.
 *
 * @throws UserError when the input can't be read or the output can't be written; the signal's reason
 */
export async function denoiseFile(
  input: string,
  output: string,
  model: Model,
  options: DenoiseOptions = {},
): Promise<DenoiseResult> {
  const start = performance.now();
  const reader = await openAudioFile(input, options);
  try {
    if (reader.frames === 0) throw new UserError(`${input} has no audio in it.`);
    const writer = await WavWriter.create(output, reader.format, {
      overwrite: options.overwrite ?? false,
      expectedFrames: reader.frames,
      inputs: [input],
    });
    const job = new DenoiseJob(reader, writer, model, options);
    try {
      await job.run(start);
      if (job.frames === 0) throw new UserError(`${input} has no audio in it.`);
      await writer.finish();
    } catch (error) {
      await writer.abort();
      throw error;
    } finally {
      job.dispose();
    }
    return job.result(performance.now() - start);
  } finally {
    await reader.close();
  }
}

/** The stream from reader to writer. */
class DenoiseJob {
  frames = 0;
  readonly #reader: AudioReader;
  readonly #writer: WavWriter;
  readonly #model: Model;
  readonly #options: DenoiseOptions;
  readonly #wetShare: number;
  readonly #enhancers;
  #channels: ChannelDenoiser[] = [];
  /** The input of each channel, until its enhanced samples arrive. */
  readonly #dry: SampleQueue[];
  readonly #before = new LevelMeter();
  readonly #after = new LevelMeter();
  #mixed: Float64Array[] = [];
  #wet = new Float64Array(0);
  #written = 0;
  #replaced = 0;

  constructor(reader: AudioReader, writer: WavWriter, model: Model, options: DenoiseOptions) {
    const { channels } = reader.format;
    this.#reader = reader;
    this.#writer = writer;
    this.#model = model;
    this.#options = options;
    this.#wetShare = (options.strength ?? 100) / 100;
    this.#enhancers = Array.from({ length: channels }, () => model.createEnhancer());
    this.#dry = this.#enhancers.map(() => new SampleQueue());
  }

  async run(start: number): Promise<void> {
    const { keepDelay = false, signal, onProgress } = this.#options;
    const { sampleRate } = this.#reader.format;
    const { spec } = this.#model;
    this.#channels = await Promise.all(
      this.#enhancers.map((enhancer) => ChannelDenoiser.create(enhancer, sampleRate, keepDelay)),
    );
    if (keepDelay) {
      const delay = Math.round((spec.latencySamples * sampleRate) / spec.sampleRate);
      for (const queue of this.#dry) queue.pushSilence(delay);
    }
    const duration = this.#reader.frames === null ? null : this.#reader.frames / sampleRate;
    for await (const block of this.#reader.blocks()) {
      signal?.throwIfAborted();
      const length = block[0]?.length ?? 0;
      for (const [channel, samples] of block.entries()) {
        this.#replaced += replaceNonFinite(samples);
        this.#before.add(samples, length);
        this.#dry[channel]?.push(samples, 0, length);
        await this.#channels[channel]?.push(samples);
      }
      this.frames += length;
      await this.#mix();
      const share = this.#reader.progress;
      const elapsed = (performance.now() - start) / 1000;
      onProgress?.({ share, secondsLeft: share > 0 ? (elapsed * (1 - share)) / share : null, duration });
    }
    for (const channel of this.#channels) await channel.flush();
    await this.#mix();
  }

  result(wholeMs: number): DenoiseResult {
    const { format, warning } = this.#reader;
    const duration = this.frames / format.sampleRate;
    const sessionMs = this.#enhancers.reduce((sum, enhancer) => sum + enhancer.sessionMs, 0);
    const clippedSamples = this.#writer.clippedSamples;
    const count = (samples: number, one: string, more: string) =>
      samples === 1 ? `1 sample ${one}` : `${samples} samples ${more}`;
    return {
      format,
      frames: this.frames,
      duration,
      sessionRtf: sessionMs / 1000 / duration,
      wholeRtf: wholeMs / 1000 / duration,
      before: this.#before.level,
      after: this.#after.level,
      clippedSamples,
      replacedSamples: this.#replaced,
      warnings: [
        ...(warning === null ? [] : [warning]),
        ...(this.#replaced > 0
          ? [
              `${count(this.#replaced, 'of the recording was no number (NaN or infinite) and was', 'of the recording were no numbers (NaN or infinite) and were')} taken for silence.`,
            ]
          : []),
        ...(clippedSamples > 0
          ? [
              `${count(clippedSamples, 'of the result was', 'of the result were')} beyond full scale and cut to it.`,
            ]
          : []),
      ],
    };
  }

  dispose(): void {
    for (const channel of this.#channels) channel.dispose();
  }

  /** Mixes and writes what has both its dry and its enhanced samples, not more than came in. */
  async #mix(): Promise<void> {
    const ready = Math.min(
      this.frames - this.#written,
      ...this.#channels.map(({ enhanced }) => enhanced.length),
    );
    if (this.#wet.length < ready) {
      this.#wet = new Float64Array(ready);
      this.#mixed = this.#channels.map(() => new Float64Array(ready));
    }
    const share = this.#wetShare;
    this.#channels.forEach(({ enhanced }, channel) => {
      const mixed = this.#mixed[channel] as Float64Array;
      (this.#dry[channel] as SampleQueue).shift(mixed, ready);
      enhanced.shift(this.#wet, ready);
      // At 0 % nothing is computed, so that the input stays what it is to the last bit.
      if (share > 0)
        for (let i = 0; i < ready; i++)
          mixed[i] = (1 - share) * (mixed[i] as number) + share * (this.#wet[i] as number);
      this.#after.add(mixed, ready);
    });
    await this.#writer.write(this.#mixed, ready);
    this.#written += ready;
  }
}

/** Makes NaN and infinite samples zero; gives how many there were. */
function replaceNonFinite(samples: Float64Array): number {
  let replaced = 0;
  for (let i = 0; i < samples.length; i++) {
    if (Number.isFinite(samples[i] as number)) continue;
    samples[i] = 0;
    replaced++;
  }
  return replaced;
}
