import type { StreamSpec } from '../shared/model-spec.js';
import { words, type Words } from '../words/words.js';
import { placeAt, type AudioReader } from './audio-reader.js';
import type { AudioWriter } from './audio-writer.js';
import type { Channel, ChannelSource } from './channel.js';
import type { DenoiseOptions, DenoiseResult } from './denoise-options.js';
import { LevelMeter } from './level-meter.js';
import { SampleQueue } from './sample-queue.js';
import { limitToFullScale, silenceWildSamples } from './sane-samples.js';

/** The stream from reader to writer. */
export class DenoiseStream {
  frames = 0;
  readonly #reader: AudioReader;
  readonly #writer: AudioWriter;
  readonly #source: ChannelSource;
  readonly #spec: StreamSpec;
  readonly #options: DenoiseOptions;
  readonly #wetShare: number;
  #channels: Channel[] = [];
  /** The input of each channel, until its enhanced samples arrive. */
  readonly #dry: SampleQueue[];
  readonly #before = new LevelMeter();
  readonly #after = new LevelMeter();
  #mixed: Float64Array[] = [];
  #wet = new Float64Array(0);
  #written = 0;
  #replaced = 0;
  /** Where the first sample was replaced, seconds. */
  #firstReplaced = 0;
  /** Floats beyond full scale that were cut to it. */
  #limited = 0;

  /** @param spec of the model behind the channels */
  constructor(
    reader: AudioReader,
    writer: AudioWriter,
    source: ChannelSource,
    spec: StreamSpec,
    options: DenoiseOptions,
  ) {
    this.#reader = reader;
    this.#writer = writer;
    this.#source = source;
    this.#spec = spec;
    this.#options = options;
    this.#wetShare = (options.strength ?? 100) / 100;
    this.#dry = Array.from({ length: reader.format.channels }, () => new SampleQueue());
  }

  async run(start: number): Promise<void> {
    const { keepDelay = false, signal, onProgress } = this.#options;
    const { sampleRate } = this.#reader.format;
    const spec = this.#spec;
    // One after the other, so that those that are open are freed where one can't be opened.
    for (let channel = 0; channel < this.#reader.format.channels; channel++)
      this.#channels.push(await this.#source.openChannel(sampleRate, keepDelay));
    if (keepDelay) {
      const delay = Math.round((spec.latencySamples * sampleRate) / spec.sampleRate);
      for (const queue of this.#dry) queue.pushSilence(delay);
    }
    const duration = this.#reader.frames === null ? null : this.#reader.frames / sampleRate;
    for await (const block of this.#reader.blocks()) {
      signal?.throwIfAborted();
      const length = block[0]?.length ?? 0;
      for (const [channel, samples] of block.entries()) {
        this.#silence(samples);
        this.#before.add(samples, length);
        this.#dry[channel]?.push(samples, 0, length);
      }
      await Promise.all(this.#channels.map((channel, i) => channel.push(block[i] as Float64Array)));
      this.frames += length;
      await this.#mix();
      const share = this.#reader.progress;
      const elapsed = (performance.now() - start) / 1000;
      onProgress?.({ share, secondsLeft: share > 0 ? (elapsed * (1 - share)) / share : null, duration });
    }
    signal?.throwIfAborted();
    await Promise.all(this.#channels.map((channel) => channel.flush()));
    signal?.throwIfAborted();
    await this.#mix();
  }

  result(wholeMs: number): DenoiseResult {
    const { format, warnings } = this.#reader;
    const duration = this.frames / format.sampleRate;
    const figures = this.#channels.map((channel) => channel.figures);
    const sessionMs = figures.reduce((sum, channel) => sum + channel.sessionMs, 0);
    const failed = figures.filter(({ failedHops }) => failedHops > 0);
    const failedHops = failed.reduce((sum, channel) => sum + channel.failedHops, 0);
    const clippedSamples = this.#writer.clippedSamples + this.#limited;
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
      failedHops,
      warnings: [
        ...warnings,
        ...warningIf(this.#replaced, (samples) =>
          words('audioFile.wildSamples', { samples, place: placeAt(this.#firstReplaced) }),
        ),
        ...warningIf(failedHops, (hops) => {
          const first = Math.min(...failed.map(({ firstFailure }) => firstFailure));
          return words('audioFile.modelFailed', { hops, place: placeAt(first) });
        }),
        ...warningIf(clippedSamples, (samples) => words('audioFile.clipped', { samples })),
      ],
    };
  }

  dispose(): void {
    for (const channel of this.#channels) channel.dispose();
  }

  #silence(samples: Float64Array): void {
    const { count, first } = silenceWildSamples(samples);
    if (this.#replaced === 0 && count > 0)
      this.#firstReplaced = (this.frames + first) / this.#reader.format.sampleRate;
    this.#replaced += count;
  }

  /** Mixes and writes what has both its dry and its enhanced samples, not more than came in. */
  async #mix(): Promise<void> {
    const ready = Math.min(
      this.frames - this.#written,
      ...this.#channels.map(({ enhanced }) => enhanced.length),
    );
    if (ready === 0) return;
    if (this.#wet.length < ready) {
      this.#wet = new Float64Array(ready);
      this.#mixed = this.#channels.map(() => new Float64Array(ready));
    }
    const share = this.#wetShare;
    this.#channels.forEach(({ enhanced }, channel) => {
      const mixed = this.#mixed[channel] as Float64Array;
      const dry = this.#dry[channel] as SampleQueue;
      if (share === 1) {
        dry.drop(ready);
        enhanced.shift(mixed, ready);
      } else {
        dry.shift(mixed, ready);
        enhanced.shift(this.#wet, ready);
        // At 0 % nothing is computed, so that the input stays what it is to the last bit.
        if (share > 0) mix(mixed, this.#wet, share, ready);
      }
      if (this.#reader.format.encoding === 'float') this.#limited += limitToFullScale(mixed, ready);
      this.#after.add(mixed, ready);
    });
    await this.#writer.write(this.#mixed, ready);
    this.#written += ready;
  }
}

/** Mixes a share of the enhanced samples into the dry ones. */
function mix(dry: Float64Array, wet: Float64Array, share: number, count: number): void {
  for (let i = 0; i < count; i++) dry[i] = (1 - share) * (dry[i] as number) + share * (wet[i] as number);
}

const warningIf = (count: number, say: (count: number) => Words): readonly Words[] =>
  count > 0 ? [say(count)] : [];
