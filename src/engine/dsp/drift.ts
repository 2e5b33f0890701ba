/** Largest correction, parts per million: real clocks differ by less, and nobody hears it. */
const LIMIT_PPM = 500;
/** Bandwidth of the loop in rad/s, critically damped: it settles in about a minute. */
const BANDWIDTH = 0.05;
/** The level jitters by some ms from hop to hop; its mean over this many seconds is what counts. */
const AVERAGING_SECONDS = 2;

/**
 * Holds the playback queue at its target although microphone and virtual device have two clocks: a
 * proportional-integral controller from the queue's level to the resampling ratio. A queue that grows is
 * played a little faster.
 */
export class DriftController {
  readonly #targetSeconds: number;
  #meanError = 0;
  #integral = 0;
  #ppm = 0;

  constructor(targetSeconds: number) {
    this.#targetSeconds = targetSeconds;
  }

  /** By how much playback is sped up now; also the clocks' difference once it has settled. */
  get ppm(): number {
    return this.#ppm;
  }

  /**
   * @param level   seconds of audio that wait
   * @param elapsed seconds since the last call
   * @returns the correction in parts per million, within ±500
   */
  update(level: number, elapsed: number): number {
    const error = level - this.#targetSeconds;
    this.#meanError += (error - this.#meanError) * Math.min(1, elapsed / AVERAGING_SECONDS);
    const proportional = 2 * BANDWIDTH * this.#meanError;
    const integral = this.#integral + BANDWIDTH ** 2 * this.#meanError * elapsed;
    const wanted = 1e6 * (proportional + integral);
    this.#ppm = Math.max(-LIMIT_PPM, Math.min(LIMIT_PPM, wanted));
    // At its limit the integral would wind up and overshoot later.
    if (this.#ppm === wanted) this.#integral = integral;
    return this.#ppm;
  }

  /** After a jump of the level that no clock caused: the estimate of the clocks stays. */
  forgetLevel(): void {
    this.#meanError = 0;
  }
}
