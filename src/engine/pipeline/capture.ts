import { DeviceLostError, type AudioSource } from '../../audio/streams/source.js';
import { FIRST_STALL_MS, STALL_MS } from '../../audio/streams/stall.js';

/** The end of one source and the start of the next are faded over this long. */
const FADE_SECONDS = 0.005;
/** A source that gave nothing for so long is dead: the next one need not wait for it. */
const DEAD_MS = 250;

/** Blocks beyond this are those of an idle source. */
const LONG_BLOCK_MS = 50;

/** Takes samples, at a rate in Hz. The array holds until it resolves. */
type Taker = (samples: Float32Array, sampleRate: number) => Promise<void>;

/**
 * Reads the microphone chunk after chunk. Another source can take over while it runs: when the new one gives
 * its first samples, the old one ends with its next chunk, faded out, and the new one goes on, faded in. Both
 * hear the same time, so nothing is lost in between.
 */
export class Capture {
  readonly #take: Taker;
  readonly #now: () => number;
  readonly #onLost: (error: unknown) => void;
  /** When samples came last, ms, and whether any came yet. */
  #heardAt: number;
  #hears = false;
  #current: AudioSource | null = null;
  #next: AudioSource | null = null;
  #nextIsReady = false;
  #fadeIn = false;
  #turn: Promise<void> = Promise.resolve();

  /** @param framesWanted how much to read next at this rate, of a source whose own blocks aren't longer */
  constructor(
    readonly framesWanted: (sampleRate: number) => number,
    take: Taker,
    now: () => number,
    onLost: (error: unknown) => void,
  ) {
    this.#take = take;
    this.#now = now;
    this.#onLost = onLost;
    this.#heardAt = now();
  }

  get source(): AudioSource | null {
    return this.#current;
  }

  /** Whether the current source has given nothing for too long. */
  get stalled(): boolean {
    return this.#current !== null && this.#now() - this.#heardAt > (this.#hears ? STALL_MS : FIRST_STALL_MS);
  }

  /** Starts with this source or lets it take over. */
  use(source: AudioSource): void {
    if (this.#current) {
      if (this.#next) void this.#next.close().catch(this.#onLost);
      this.#next = source;
      this.#nextIsReady = false;
    } else {
      this.#current = source;
      this.#heardAt = this.#now();
    }
    void this.#read(source);
  }

  async close(): Promise<void> {
    const sources = [this.#current, this.#next];
    this.#current = this.#next = null;
    await Promise.all(sources.map((source) => source?.close()));
  }

  async #read(source: AudioSource): Promise<void> {
    const isWanted = (): boolean => source === this.#current || source === this.#next;
    // What a device gathered before it was read comes at once: it is too old to be played.
    let isStale = true;
    let isFirst = true;
    try {
      while (isWanted()) {
        const { sampleRate, bufferMs } = source;
        const isLong = bufferMs > LONG_BLOCK_MS;
        const frames = isLong ? Math.round((bufferMs * sampleRate) / 1000) : this.framesWanted(sampleRate);
        const askedAt = this.#now();
        const chunk = await source.read(frames);
        isStale &&= isFirst || this.#now() - askedAt < (1000 * frames) / sampleRate / 2;
        isFirst = false;
        if (isStale) continue;
        this.#turn = this.#turn.then(() => this.#onChunk(source, chunk));
        await this.#turn;
      }
    } catch (error) {
      // One that is being replaced may die of what it is replaced for.
      if (source === this.#current && this.#next && error instanceof DeviceLostError) return;
      if (isWanted()) this.#onLost(error);
    }
  }

  async #onChunk(source: AudioSource, chunk: Float32Array): Promise<void> {
    if (source === this.#next) {
      this.#nextIsReady = true;
      if (this.#now() - this.#heardAt > DEAD_MS) this.#takeOver();
    }
    if (source !== this.#current) return;
    this.#heardAt = this.#now();
    this.#hears = true;
    const fade = Math.min(chunk.length, Math.round(FADE_SECONDS * source.sampleRate));
    if (this.#fadeIn) {
      this.#fadeIn = false;
      for (let i = 0; i < fade; i++)
        chunk[i] = (chunk[i] as number) * Math.sin(((i + 0.5) / fade) * (Math.PI / 2));
    }
    const isLast = this.#nextIsReady;
    if (isLast) {
      const start = chunk.length - fade;
      for (let i = 0; i < fade; i++)
        chunk[start + i] = (chunk[start + i] as number) * Math.cos(((i + 0.5) / fade) * (Math.PI / 2));
    }
    await this.#take(chunk, source.sampleRate);
    if (isLast) this.#takeOver();
  }

  #takeOver(): void {
    const old = this.#current;
    this.#current = this.#next;
    this.#next = null;
    this.#nextIsReady = false;
    this.#fadeIn = true;
    if (old) void old.close().catch(this.#onLost);
  }
}
