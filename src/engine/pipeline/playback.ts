import { DriftController } from '../../dsp/drift.js';
import { crossfade } from '../../dsp/fade.js';
import { SampleRing } from '../../dsp/ring.js';
import type { DropoutKind } from '../../shared/live.js';
import type { AudioSink } from '../../audio/streams/sink.js';

/** What an underrun adds to the reserve, and how much that may come to. */
const RAISE_SECONDS = 0.0025;
const LARGEST_RESERVE_SECONDS = 0.03;
/** Sound that comes with less than this to spare was nearly late: that adds half as much. */
const NARROW_SECONDS = 0.001;
/** So long it takes until a raise is there: the drift is all it is made by. */
const RAISING_SECONDS = 5;
/** The least that was to spare for so long should be as much as this; the reserve gives back half of the rest. */
const WATCHED_SECONDS = 30;
const AMPLE_SECONDS = 0.002;
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
/** No more is repeated at once. */
const LONGEST_STRETCH_SECONDS = 0.07;
const STRETCH_PATIENCE_MS = 200;

/**
 * What stands before a sink: it measures the drift between the two clocks by the sink's level, and takes a
 * backlog out, oldest sound first, joined by a crossfade. On a machine that is late, or nearly, now and then the
 * reserve grows, and shrinks again when that has passed.
 */
export class PlaybackQueue {
  readonly sink: AudioSink;
  readonly drift: DriftController;

  readonly #now: () => number;
  readonly #onDropout: (kind: DropoutKind, ms: number) => void;
  /** Underruns and silence of the sink that were reported. */
  #reported = { xruns: 0, insertedFrames: 0 };
  /** What is held back while a cut is made. */
  readonly #ring: SampleRing;
  readonly #splice: Float32Array;
  #joined = new Float32Array(0);
  /** What was pushed last, for a repetition. */
  readonly #last: Float32Array;
  #stretch: { readonly samples: number; done(): void } | null = null;
  #dropped = 0;
  #inserted = 0;
  /** Samples that the cut under way takes out; 0 while there is none. */
  #cut = 0;
  #pushedAt: number | null = null;
  #backlogSeconds = 0;
  #lowestLevel = 0;
  #xruns = 0;
  #watchedSeconds = 0;
  /** The least that was to spare meanwhile. */
  #least = Infinity;
  #sinceRaise = RAISING_SECONDS;

  /**
   * @param now       clock in ms
   * @param onDropout told how much sound was missing, taken out or played twice, ms
   */
  constructor(
    sink: AudioSink,
    now: () => number,
    onDropout: (kind: DropoutKind, ms: number) => void = () => undefined,
  ) {
    this.sink = sink;
    this.#onDropout = onDropout;
    this.drift = new DriftController(sink.reserveSeconds);
    this.#now = now;
    this.#ring = new SampleRing(Math.round(2 * LONGEST_CUT_SECONDS * sink.sampleRate));
    this.#splice = new Float32Array(2 * Math.round(SPLICE_SECONDS * sink.sampleRate));
    this.#last = new Float32Array(Math.round(LONGEST_STRETCH_SECONDS * sink.sampleRate));
  }

  get droppedFrames(): number {
    return this.#dropped + this.sink.droppedFrames;
  }

  get insertedFrames(): number {
    return this.#inserted + this.sink.insertedFrames;
  }

  /**
   * Repeats what is being said, joined by a crossfade, so that so much more is in reserve for a while: the way to
   * hold the sound up on purpose. It is taken out again as a backlog. Resolves when it is done, or when no sound
   * comes that could be held up.
   *
   * @param seconds up to 0.07; what is longer counts as that
   */
  stretch(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#stretch = null;
        resolve();
      };
      const timer = setTimeout(done, STRETCH_PATIENCE_MS);
      const samples = Math.min(this.#last.length, Math.round(seconds * this.sink.sampleRate));
      this.#stretch = { samples, done };
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
    if (this.#stretch) this.#repeatLast(samples, this.#stretch.samples);
    this.sink.write(samples);
    this.#reportUnderruns();
    keepLast(this.#last, samples);
  }

  close(): Promise<void> {
    return this.sink.close();
  }

  #reportUnderruns(): void {
    const { xruns, insertedFrames } = this.sink;
    const frames = insertedFrames - this.#reported.insertedFrames;
    if (frames > 0 || xruns > this.#reported.xruns) this.#onDropout('underrun', this.#msOf(frames));
    this.#reported.xruns = xruns;
    this.#reported.insertedFrames = insertedFrames;
  }

  #msOf(frames: number): number {
    return (1000 * frames) / this.sink.sampleRate;
  }

  /** Goes by the level that these samples find: it may begin a cut. */
  #observe(samples: Float32Array): void {
    const now = this.#now();
    const elapsed = this.#pushedAt === null ? Infinity : (now - this.#pushedAt) / 1000;
    this.#pushedAt = now;
    const { level } = this.sink;
    if (elapsed > BACKLOG_PATIENCE_SECONDS) this.drift.forgetLevel();
    else {
      this.#adaptReserve(level, elapsed);
      this.drift.update(level, elapsed);
      this.#watchBacklog(level, elapsed, samples);
    }
  }

  /** @param level what is to spare now, seconds */
  #adaptReserve(level: number, elapsed: number): void {
    const { drift, sink } = this;
    this.#sinceRaise += elapsed;
    this.#watchedSeconds += elapsed;
    this.#least = Math.min(this.#least, level);
    const wasLate = sink.xruns > this.#xruns;
    this.#xruns = sink.xruns;
    if ((wasLate || level < NARROW_SECONDS) && this.#sinceRaise > RAISING_SECONDS) {
      const raise = wasLate ? RAISE_SECONDS : RAISE_SECONDS / 2;
      drift.targetSeconds = Math.min(LARGEST_RESERVE_SECONDS, drift.targetSeconds + raise);
      this.#sinceRaise = 0;
    }
    if (this.#watchedSeconds < WATCHED_SECONDS) return;
    const surplus = Math.max(0, this.#least - AMPLE_SECONDS);
    drift.targetSeconds = Math.max(sink.reserveSeconds, drift.targetSeconds - surplus / 2);
    this.#watchedSeconds = 0;
    this.#least = Infinity;
  }

  /** What was said last comes once more; these samples fade into it, and follow it. */
  #repeatLast(next: Float32Array, count: number): void {
    const repeated = this.#last.subarray(this.#last.length - count);
    const fade = Math.min(this.#splice.length >> 1, next.length, count);
    crossfade(next, repeated, repeated.subarray(0, fade), 0.5 / fade, 1 / fade);
    this.sink.write(repeated);
    this.#inserted += count;
    this.#onDropout('repeat', this.#msOf(count));
    this.#stretch?.done();
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
    this.#onDropout('cut', this.#msOf(this.#cut));
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
