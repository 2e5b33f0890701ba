import { limitToFullScale } from '../../dsp/amplitude.js';
import { DriftController } from '../../dsp/drift.js';
import { crossfade, type GlidingGain } from '../../dsp/fade.js';
import { SampleRing } from '../../dsp/ring.js';
import type { DropoutKind } from '../../shared/live.js';
import type { AudioSink } from '../../audio/streams/sink.js';

/** An underrun adds this much to the reserve, up to the largest one. */
const RAISE_SECONDS = 0.0025;
const LARGEST_RESERVE_SECONDS = 0.03;
/** Sound that comes with less than this to spare was nearly late: it adds half as much. */
const NARROW_SECONDS = 0.001;
/** A raised reserve takes this long to build up, because only the drift correction fills it. */
const RAISING_SECONDS = 5;
/**
 * Over this window the tightest hop should still have had AMPLE_SECONDS to spare; half of any excess is removed from
 * the reserve.
 */
const WATCHED_SECONDS = 30;
const AMPLE_SECONDS = 0.002;
/** A fill level this far above the reserve for a while is a backlog, left by a stall; it is cut out. */
const BACKLOG_SECONDS = 0.005;
/** A backlog must last this long: shorter ones are jitter. */
const BACKLOG_PATIENCE_SECONDS = 0.25;
/** Wait at most this long for a quiet passage, where the cut is inaudible. */
const CUT_PATIENCE_SECONDS = 0.8;
/** −50 dBFS, as a mean square. */
const QUIET = 1e-5;
/** Longest cut. */
const LONGEST_CUT_SECONDS = 1;
/** Crossfade where a backlog is cut out, or sound is repeated. */
const SPLICE_SECONDS = 0.005;
/** Longest repetition. */
const LONGEST_STRETCH_SECONDS = 0.07;
const STRETCH_PATIENCE_MS = 200;
/** The resampling ratio is corrected this often, not at every hop: it rebuilds the filter. */
const STEERING_SECONDS = 1;

/** Clock and listeners of a playback queue. */
export interface PlaybackQueueOptions {
  readonly sink: AudioSink;
  /** Gain at the very end, so that sound which waited or is repeated is muted as well; null for none. */
  readonly gain: GlidingGain | null;
  /** Clock in ms. */
  now(): number;
  /** Sets the resampler in front of this queue: its output becomes shorter (positive) or longer. */
  steer(ppm: number): void;
  /** Called with the length of sound that was missing, cut out or played twice, ms. */
  onDropout(kind: DropoutKind, ms: number): void;
}

/**
 * Queue in front of a sink. It estimates the drift between the two clocks from the sink's fill level and steers the
 * resampler in front of it; it cuts a backlog out, oldest sound first, joined by a crossfade; and it limits what it
 * passes on to full scale. On a machine that is late now and then, the reserve grows, and shrinks again later.
 */
export class PlaybackQueue {
  readonly sink: AudioSink;
  readonly drift: DriftController;

  readonly #options: PlaybackQueueOptions;
  /** Underruns and silence of the sink that were reported. */
  #reported = { xruns: 0, insertedFrames: 0 };
  /** Sound that is held back while a cut is made. */
  readonly #ring: SampleRing;
  readonly #splice: Float32Array;
  #joined = new Float32Array(0);
  /** The newest sound that was pushed, for a repetition. */
  readonly #last: Float32Array;
  #stretch: { readonly samples: number; done(): void } | null = null;
  #dropped = 0;
  #inserted = 0;
  /** Samples that the cut under way takes out; 0 while there is none. */
  #cut = 0;
  #pushedAt: number | null = null;
  #steeredAgo = 0;
  #backlogSeconds = 0;
  #lowestFill = 0;
  #xruns = 0;
  #watchedSeconds = 0;
  /** Lowest fill level since the reserve was adapted last, seconds. */
  #tightest = Infinity;
  #sinceRaise = RAISING_SECONDS;

  constructor(options: PlaybackQueueOptions) {
    const { sink } = options;
    this.#options = options;
    this.sink = sink;
    this.drift = new DriftController(sink.reserveSeconds);
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
   * Repeats the newest sound once, joined by a crossfade, so that this much more is in reserve while the audio thread
   * blocks. It is cut out again as a backlog. Resolves when it is done, or when no sound comes.
   *
   * @param seconds up to 0.07; longer ones count as that
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

  /** Appends samples at the sink's rate; they are limited to full scale in place. */
  push(samples: Float32Array): void {
    limitToFullScale(samples);
    this.#steerAfter(samples.length / this.sink.sampleRate);
    if (this.#cut === 0) this.#observe(samples);
    if (this.#cut > 0) {
      this.#ring.push(samples);
      this.#finishCut();
      return;
    }
    if (this.#stretch) this.#repeatLast(samples, this.#stretch.samples);
    keepLast(this.#last, samples);
    this.#play(samples);
    this.#reportUnderruns();
  }

  close(): Promise<void> {
    return this.sink.close();
  }

  #steerAfter(seconds: number): void {
    this.#steeredAgo += seconds;
    if (this.#steeredAgo < STEERING_SECONDS) return;
    this.#steeredAgo = 0;
    this.#options.steer(this.drift.ppm);
  }

  /** Crossfades may exceed full scale. */
  #write(samples: Float32Array): void {
    limitToFullScale(samples);
    this.#play(samples);
  }

  #play(samples: Float32Array): void {
    this.#options.gain?.apply(samples);
    this.sink.write(samples);
  }

  #reportUnderruns(): void {
    const { xruns, insertedFrames } = this.sink;
    const frames = insertedFrames - this.#reported.insertedFrames;
    if (frames > 0 || xruns > this.#reported.xruns) this.#options.onDropout('underrun', this.#msOf(frames));
    this.#reported.xruns = xruns;
    this.#reported.insertedFrames = insertedFrames;
  }

  #msOf(frames: number): number {
    return (1000 * frames) / this.sink.sampleRate;
  }

  /** Checks the fill level before these samples are written, and may begin a cut. */
  #observe(samples: Float32Array): void {
    const now = this.#options.now();
    const elapsed = this.#pushedAt === null ? Infinity : (now - this.#pushedAt) / 1000;
    this.#pushedAt = now;
    const { fillSeconds } = this.sink;
    if (elapsed > BACKLOG_PATIENCE_SECONDS) this.drift.forgetFill();
    else {
      this.#adaptReserve(fillSeconds, elapsed);
      this.drift.update(fillSeconds, elapsed);
      this.#watchBacklog(fillSeconds, elapsed, samples);
    }
  }

  #adaptReserve(fillSeconds: number, elapsed: number): void {
    const { drift, sink } = this;
    this.#sinceRaise += elapsed;
    this.#watchedSeconds += elapsed;
    this.#tightest = Math.min(this.#tightest, fillSeconds);
    const wasLate = sink.xruns > this.#xruns;
    this.#xruns = sink.xruns;
    if ((wasLate || fillSeconds < NARROW_SECONDS) && this.#sinceRaise > RAISING_SECONDS) {
      const raise = wasLate ? RAISE_SECONDS : RAISE_SECONDS / 2;
      drift.targetSeconds = Math.min(LARGEST_RESERVE_SECONDS, drift.targetSeconds + raise);
      this.#sinceRaise = 0;
    }
    if (this.#watchedSeconds < WATCHED_SECONDS) return;
    const surplus = Math.max(0, this.#tightest - AMPLE_SECONDS);
    drift.targetSeconds = Math.max(sink.reserveSeconds, drift.targetSeconds - surplus / 2);
    this.#watchedSeconds = 0;
    this.#tightest = Infinity;
  }

  /** Plays the newest sound once more; the next samples fade into it and follow it. */
  #repeatLast(next: Float32Array, count: number): void {
    const repeated = this.#last.subarray(this.#last.length - count);
    const fade = Math.min(this.#splice.length >> 1, next.length, count);
    crossfade(next, repeated, repeated.subarray(0, fade), 0.5 / fade, 1 / fade);
    this.#write(repeated);
    this.#inserted += count;
    this.#options.onDropout('repeat', this.#msOf(count));
    this.#stretch?.done();
  }

  /** Begins a cut when even the lowest fill level of a while was too high. */
  #watchBacklog(fillSeconds: number, elapsed: number, next: Float32Array): void {
    if (fillSeconds <= this.drift.targetSeconds + BACKLOG_SECONDS) {
      this.#backlogSeconds = 0;
      return;
    }
    this.#lowestFill = this.#backlogSeconds === 0 ? fillSeconds : Math.min(this.#lowestFill, fillSeconds);
    this.#backlogSeconds += elapsed;
    if (this.#backlogSeconds < BACKLOG_PATIENCE_SECONDS) return;
    if (meanSquare(next) > QUIET && this.#backlogSeconds < CUT_PATIENCE_SECONDS) return;
    const surplus = Math.min(LONGEST_CUT_SECONDS, this.#lowestFill - this.drift.targetSeconds);
    this.#cut = Math.round(surplus * this.sink.sampleRate);
    this.#backlogSeconds = 0;
  }

  /** The sink plays the backlog until all that is cut out has arrived, and the crossfade's length besides. */
  #finishCut(): void {
    if (!this.#ring.splice(this.#cut, this.#splice)) return;
    this.#dropped += this.#cut;
    this.#options.onDropout('cut', this.#msOf(this.#cut));
    this.#cut = 0;
    if (this.#joined.length < this.#ring.length) this.#joined = new Float32Array(2 * this.#ring.length);
    const joined = this.#joined.subarray(0, this.#ring.length);
    this.#ring.read(joined);
    this.#write(joined);
    this.#pushedAt = null;
  }
}

/** Keeps the newest samples, in place. */
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
