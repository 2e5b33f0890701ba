import { DriftController } from './dsp/drift.js';
import { crossfade } from './dsp/fade.js';
import { SampleRing } from './dsp/ring.js';
import type { AudioSink } from './audio/sink.js';

/** What an underrun adds to the reserve, and how much that may come to. */
const RAISE_SECONDS = 0.0025;
const LARGEST_RESERVE_SECONDS = 0.03;
/** So long it takes until a raise is there: the drift is all it is made by. */
const RAISING_SECONDS = 5;
/** After so long without an underrun the reserve gives back some of it. */
const CALM_SECONDS = 30;
const LOWER_SECONDS = 0.001;
/** More than this above the reserve for a while is a backlog, left by a stall; it is dropped. */
const BACKLOG_SECONDS = 0.005;
/** How long a backlog may last: shorter ones are jitter. */
const BACKLOG_PATIENCE_SECONDS = 0.25;
/** So long is a quiet passage waited for, where the cut is not heard. */
const CUT_PATIENCE_SECONDS = 0.8;
/** −50 dBFS, as a mean square. */
const QUIET = 1e-5;
/** No cut takes out more at once. */
const LONGEST_CUT_SECONDS = 1;
/** Crossfade where a backlog is taken out, or sound is repeated. */
const SPLICE_SECONDS = 0.005;
/** What `stretch` adds: opening a model holds up the sound for 6 to 15 ms. */
const STRETCH_SECONDS = 0.015;
const STRETCH_PATIENCE_MS = 200;

/**
 * What stands before a sink: it measures the drift between the two clocks by the sink's level, and takes a
 * backlog out, oldest sound first, joined by a crossfade. On a machine that is late now and then the reserve
 * grows, and shrinks again when that has passed.
 */
export class PlaybackQueue {
  readonly sink: AudioSink;
  readonly drift: DriftController;

  readonly #now: () => number;
  /** What is held back while a cut is made. */
  readonly #ring: SampleRing;
  readonly #splice: Float32Array;
  #joined = new Float32Array(0);
  /** What was pushed last, for a repetition. */
  readonly #last: Float32Array;
  #stretched: (() => void) | null = null;
  #dropped = 0;
  #inserted = 0;
  /** Samples that the cut under way takes out; 0 while there is none. */
  #cut = 0;
  #pushedAt: number | null = null;
  #backlogSeconds = 0;
  #lowestLevel = 0;
  #xruns = 0;
  #calmSeconds = 0;
  #sinceRaise = RAISING_SECONDS;

  /** @param now clock in ms */
  constructor(sink: AudioSink, now: () => number) {
    this.sink = sink;
    this.drift = new DriftController(sink.reserveSeconds);
    this.#now = now;
    this.#ring = new SampleRing(Math.round(2 * LONGEST_CUT_SECONDS * sink.sampleRate));
    this.#splice = new Float32Array(2 * Math.round(SPLICE_SECONDS * sink.sampleRate));
    this.#last = new Float32Array(Math.round(STRETCH_SECONDS * sink.sampleRate));
  }

  get droppedFrames(): number {
    return this.#dropped + this.sink.droppedFrames;
  }

  get insertedFrames(): number {
    return this.#inserted + this.sink.insertedFrames;
  }

  /**
   * Repeats 15 ms of what is being said, joined by a crossfade, so that so much more is in reserve for a while:
   * the way to hold the sound up on purpose. It is taken out again as a backlog. Resolves when it is done, or
   * when no sound comes that could be held up.
   */
  stretch(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#stretched = null;
        resolve();
      };
      const timer = setTimeout(done, STRETCH_PATIENCE_MS);
      this.#stretched = done;
    });
  }

  /** Appends samples at the sink's rate. */
  push(samples: Float32Array): void {
    if (this.#cut === 0) this.#observe(samples);
    if (this.#cut > 0) {
      this.#ring.push(samples);
      this.#finishCut();
      return;
    }
    if (this.#stretched) this.#repeatLast(samples);
    this.sink.write(samples);
    keepLast(this.#last, samples);
  }

  close(): Promise<void> {
    return this.sink.close();
  }

  /** Goes by the level that these samples find: it may begin a cut. */
  #observe(samples: Float32Array): void {
    const now = this.#now();
    const elapsed = this.#pushedAt === null ? Infinity : (now - this.#pushedAt) / 1000;
    this.#pushedAt = now;
    const { level } = this.sink;
    if (elapsed > BACKLOG_PATIENCE_SECONDS) this.drift.forgetLevel();
    else {
      this.#adaptReserve(elapsed);
      this.drift.update(level, elapsed);
      this.#watchBacklog(level, elapsed, samples);
    }
  }

  #adaptReserve(elapsed: number): void {
    const { drift, sink } = this;
    this.#calmSeconds += elapsed;
    this.#sinceRaise += elapsed;
    if (sink.xruns > this.#xruns) {
      this.#calmSeconds = 0;
      if (this.#sinceRaise > RAISING_SECONDS) {
        drift.targetSeconds = Math.min(LARGEST_RESERVE_SECONDS, drift.targetSeconds + RAISE_SECONDS);
        this.#sinceRaise = 0;
      }
    } else if (this.#calmSeconds > CALM_SECONDS) {
      drift.targetSeconds = Math.max(sink.reserveSeconds, drift.targetSeconds - LOWER_SECONDS);
      this.#calmSeconds = 0;
    }
    this.#xruns = sink.xruns;
  }

  /** What was said last comes once more; these samples fade into it, and follow it. */
  #repeatLast(next: Float32Array): void {
    const fade = Math.min(this.#splice.length >> 1, next.length);
    crossfade(next, this.#last, this.#last.subarray(0, fade), 0.5 / fade, 1 / fade);
    this.sink.write(this.#last);
    this.#inserted += this.#last.length;
    this.#stretched?.();
  }

  /** Begins a cut when even the lowest level of a while was too high. */
  #watchBacklog(level: number, elapsed: number, next: Float32Array): void {
    if (level <= this.drift.targetSeconds + BACKLOG_SECONDS) {
      this.#backlogSeconds = 0;
      return;
    }
    this.#lowestLevel = this.#backlogSeconds === 0 ? level : Math.min(this.#lowestLevel, level);
    this.#backlogSeconds += elapsed;
    if (this.#backlogSeconds < BACKLOG_PATIENCE_SECONDS) return;
    if (meanSquare(next) > QUIET && this.#backlogSeconds < CUT_PATIENCE_SECONDS) return;
    const surplus = Math.min(LONGEST_CUT_SECONDS, this.#lowestLevel - this.drift.targetSeconds);
    this.#cut = Math.round(surplus * this.sink.sampleRate);
    this.#backlogSeconds = 0;
  }

  /** The sink lives on the backlog until all that is cut out has come, and what the join needs. */
  #finishCut(): void {
    if (!this.#ring.splice(this.#cut, this.#splice)) return;
    this.#dropped += this.#cut;
    this.#cut = 0;
    if (this.#joined.length < this.#ring.length) this.#joined = new Float32Array(2 * this.#ring.length);
    const joined = this.#joined.subarray(0, this.#ring.length);
    this.#ring.read(joined);
    this.sink.write(joined);
    this.#pushedAt = null;
  }
}

/** The newest of what was kept and of what comes now, in place. */
function keepLast(kept: Float32Array, next: Float32Array): void {
  if (next.length >= kept.length) kept.set(next.subarray(next.length - kept.length));
  else {
    kept.copyWithin(0, next.length);
    kept.set(next, kept.length - next.length);
  }
}

function meanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] as number) ** 2;
  return sum / samples.length;
}
