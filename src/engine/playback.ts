import { DriftController } from './dsp/drift.js';
import { SampleRing } from './dsp/ring.js';
import { RESERVE_SECONDS, type AudioSink } from './audio/sink.js';

/** What an underrun adds to the reserve, and how much that may come to. */
const RAISE_SECONDS = 0.0025;
const LARGEST_RESERVE_SECONDS = 0.03;
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
/** Crossfade where a backlog is taken out. */
const SPLICE_SECONDS = 0.005;

/**
 * What stands before a sink: it measures the drift between the two clocks by the sink's level, and takes a
 * backlog out, oldest sound first, joined by a crossfade. On a machine that is late now and then the reserve
 * grows, and shrinks again when that has passed.
 */
export class PlaybackQueue {
  readonly sink: AudioSink;
  readonly drift = new DriftController(RESERVE_SECONDS);

  readonly #now: () => number;
  /** What is held back while a cut is made. */
  readonly #ring: SampleRing;
  readonly #splice: Float32Array;
  #joined = new Float32Array(0);
  #dropped = 0;
  /** Samples that the cut under way takes out; 0 while there is none. */
  #cut = 0;
  #pushedAt: number | null = null;
  #backlogSeconds = 0;
  #lowestLevel = 0;
  #xruns = 0;
  #calmSeconds = 0;

  /** @param now clock in ms */
  constructor(sink: AudioSink, now: () => number) {
    this.sink = sink;
    this.#now = now;
    this.#ring = new SampleRing(Math.round(2 * LONGEST_CUT_SECONDS * sink.sampleRate));
    this.#splice = new Float32Array(2 * Math.round(SPLICE_SECONDS * sink.sampleRate));
  }

  get droppedFrames(): number {
    return this.#dropped + this.sink.droppedFrames;
  }

  /** Appends samples at the sink's rate. */
  push(samples: Float32Array): void {
    if (this.#cut > 0) {
      this.#ring.push(samples);
      this.#finishCut();
      return;
    }
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
    if (this.#cut > 0) {
      this.#ring.push(samples);
      this.#finishCut();
    } else this.sink.write(samples);
  }

  close(): Promise<void> {
    return this.sink.close();
  }

  #adaptReserve(elapsed: number): void {
    const { drift, sink } = this;
    this.#calmSeconds += elapsed;
    if (sink.xruns > this.#xruns) {
      drift.targetSeconds = Math.min(LARGEST_RESERVE_SECONDS, drift.targetSeconds + RAISE_SECONDS);
      this.#calmSeconds = 0;
    } else if (this.#calmSeconds > CALM_SECONDS) {
      drift.targetSeconds = Math.max(RESERVE_SECONDS, drift.targetSeconds - LOWER_SECONDS);
      this.#calmSeconds = 0;
    }
    this.#xruns = sink.xruns;
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

function meanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] as number) ** 2;
  return sum / samples.length;
}
