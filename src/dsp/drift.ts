/** Largest correction, parts per million: real clocks differ by less, and nobody hears it. */
const LIMIT_PPM = 500;
/** Correction for each second that the fill level is off its target: 1 ms asks for 100 ppm. */
const PROPORTIONAL = 0.1;
/** Far below PROPORTIONAL² / 4, the critically damped loop's: it must never swing. */
const INTEGRAL = PROPORTIONAL ** 2 / 40;
/** An error beyond this is a jump, which says nothing about the clocks. */
const INTEGRABLE_SECONDS = 0.004;
/** The fill level jitters by some ms from hop to hop; its mean over this many seconds counts. */
const AVERAGING_SECONDS = 4;
/** The correction has settled when it stays this close to its own mean over this many seconds. */
const SETTLED_PPM = 25;
const SETTLING_SECONDS = 10;
/** And when the fill level is this close to its target. */
const SETTLED_FILL_SECONDS = 0.003;

/**
 * Holds the playback queue at its target although microphone and virtual device have two clocks: a
 * proportional-integral controller from the queue's fill level to the resampling ratio. A queue that grows is
 * played a little faster.
 */
export class DriftController {
  /** Target of the fill level; a change is approached slowly, as drift is. */
  targetSeconds: number;
  #meanFill: number;
  #integral = 0;
  #ppm = 0;
  #meanPpm = 0;
  #seconds = 0;

  constructor(targetSeconds: number) {
    this.targetSeconds = this.#meanFill = targetSeconds;
  }

  /** Correction of the playback speed; also the clocks' difference once it has settled. */
  get ppm(): number {
    return this.#ppm;
  }

  /** Whether correction and fill level no longer move: only then do they show the clocks' difference and the delay. */
  get isSettled(): boolean {
    return (
      this.#seconds > SETTLING_SECONDS &&
      Math.abs(this.#ppm - this.#meanPpm) < SETTLED_PPM &&
      Math.abs(this.#meanFill - this.targetSeconds) < SETTLED_FILL_SECONDS
    );
  }

  /**
   * @param fillSeconds seconds of audio that wait
   * @param elapsed     seconds since the last call
   * @returns the correction in parts per million, within ±500
   */
  update(fillSeconds: number, elapsed: number): number {
    this.#meanFill += (fillSeconds - this.#meanFill) * Math.min(1, elapsed / AVERAGING_SECONDS);
    const error = this.#meanFill - this.targetSeconds;
    if (Math.abs(error) < INTEGRABLE_SECONDS) this.#integral += INTEGRAL * error * elapsed;
    const wanted = 1e6 * (PROPORTIONAL * error + this.#integral);
    this.#ppm = Math.max(-LIMIT_PPM, Math.min(LIMIT_PPM, wanted));
    this.#seconds += elapsed;
    this.#meanPpm += (this.#ppm - this.#meanPpm) * Math.min(1, elapsed / SETTLING_SECONDS);
    return this.#ppm;
  }

  /** The fill level jumped, which no clock caused: the estimate of the clocks stays. */
  forgetFill(): void {
    this.#meanFill = this.targetSeconds;
  }
}
