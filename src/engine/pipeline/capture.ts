import { crossfade } from '../../dsp/fade.js';
import { DeviceLostError, type AudioSource } from '../../audio/streams/source.js';
import { FIRST_STALL_MS, STALL_MS } from '../../audio/streams/stall.js';

/** The end of one source and the start of the next are faded over this long. */
const FADE_SECONDS = 0.005;
const HIGHEST_RATE = 192_000;
const SILENCE = new Float32Array(Math.ceil(FADE_SECONDS * HIGHEST_RATE));
/** A source that gave nothing for this long is dead: the next one need not wait for it. */
const DEAD_MS = 250;
/** Blocks beyond this length are those of an idle source. */
const LONG_BLOCK_MS = 50;

/** Consumer and clock of a capture. */
export interface CaptureOptions {
  /** Number of samples to read next at this rate in Hz, from a source whose own blocks aren't longer. */
  framesWanted(sampleRate: number): number;
  /** Takes samples at a rate in Hz. The array holds until it resolves. */
  onSamples(samples: Float32Array, sampleRate: number): Promise<void>;
  /** Clock in ms. */
  now(): number;
  onLost(error: unknown): void;
}

/**
 * Reads the microphone chunk after chunk. Another source can take over while it runs: when the new one gives its
 * first samples, the old one ends with its next chunk, faded out, and the new one goes on, faded in. Both record the
 * same time, so nothing is lost in between.
 */
export class Capture {
  readonly #options: CaptureOptions;
  /** When samples came last, ms, and whether any came yet. */
  #lastAt: number;
  #hasSamples = false;
  #current: AudioSource | null = null;
  #next: AudioSource | null = null;
  #nextIsReady = false;
  #fadeIn = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.#lastAt = options.now();
  }

  get source(): AudioSource | null {
    return this.#current;
  }

  /** Whether the current source has given nothing for too long. */
  get isStalled(): boolean {
    const silentMs = this.#options.now() - this.#lastAt;
    return this.#current !== null && silentMs > (this.#hasSamples ? STALL_MS : FIRST_STALL_MS);
  }

  /** Starts with this source or lets it take over. */
  use(source: AudioSource): void {
    if (this.#current) {
      if (this.#next) void this.#next.close().catch(this.#options.onLost);
      this.#next = source;
      this.#nextIsReady = false;
    } else {
      this.#current = source;
      this.#lastAt = this.#options.now();
      this.#hasSamples = false;
    }
    void this.#read(source);
  }

  /** Closes the microphone; `use` opens the next one. */
  async close(): Promise<void> {
    const sources = [this.#current, this.#next];
    this.#current = this.#next = null;
    await Promise.all(sources.map((source) => source?.close()));
  }

  async #read(source: AudioSource): Promise<void> {
    const { framesWanted, now, onLost } = this.#options;
    const isWanted = (): boolean => source === this.#current || source === this.#next;
    // Sound that a device gathered before it was read comes at once: it is too old to be played.
    let isStale = true;
    let isFirst = true;
    try {
      while (isWanted()) {
        const { sampleRate, bufferMs } = source;
        const isLong = bufferMs > LONG_BLOCK_MS;
        const frames = isLong ? Math.round((bufferMs * sampleRate) / 1000) : framesWanted(sampleRate);
        const askedAt = now();
        const chunk = await source.read(frames);
        isStale &&= isFirst || now() - askedAt < (1000 * frames) / sampleRate / 2;
        isFirst = false;
        if (isStale) continue;
        this.#turn = this.#turn.then(() => this.#onChunk(source, chunk));
        await this.#turn;
      }
    } catch (error) {
      // A source that is being replaced may fail for the reason that it is replaced for.
      if (source === this.#current && this.#next && error instanceof DeviceLostError) return;
      if (isWanted()) onLost(error);
    }
  }

  async #onChunk(source: AudioSource, chunk: Float32Array): Promise<void> {
    const now = this.#options.now();
    if (source === this.#next) {
      this.#nextIsReady = true;
      if (now - this.#lastAt > DEAD_MS) this.#takeOver();
    }
    if (source !== this.#current) return;
    this.#lastAt = now;
    this.#hasSamples = true;
    const length = Math.min(chunk.length, SILENCE.length, Math.round(FADE_SECONDS * source.sampleRate));
    if (this.#fadeIn) {
      this.#fadeIn = false;
      const start = chunk.subarray(0, length);
      crossfade(SILENCE, start, start, 0.5 / length, 1 / length);
    }
    const isLast = this.#nextIsReady;
    if (isLast) {
      const end = chunk.subarray(chunk.length - length);
      crossfade(end, SILENCE, end, 0.5 / length, 1 / length);
    }
    await this.#options.onSamples(chunk, source.sampleRate);
    if (isLast) this.#takeOver();
  }

  #takeOver(): void {
    const old = this.#current;
    this.#current = this.#next;
    this.#next = null;
    this.#nextIsReady = false;
    this.#fadeIn = true;
    if (old) void old.close().catch(this.#options.onLost);
  }
}
