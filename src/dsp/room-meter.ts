import { SILENCE_DBFS, toDbfs } from '../shared/dbfs.js';
import type { RoomFigures } from '../shared/live.js';
import { LEAST_SPEECH_SHARE, QUIETEST_SHARE, SPEECH_OVER_NOISE } from '../shared/speech-figures.js';

const FRAME_SECONDS = 0.02;
/** Sound counts half as much after this long, so that the figures follow the room. */
const HALF_LIFE_SECONDS = 60;
/** Bins of 1 dB, from this level up to full scale. */
const LOWEST_DB = -100;
const BINS = 1 - LOWEST_DB;
/**
 * Corner of the high-pass. A microphone of 16 kHz that a driver converts to 48 kHz has nothing above 8 kHz, and the
 * filter leaves less than −22 dB of what lies just below.
 */
const CORNER_HZ = 11_000;
/** Q of the sections of a Butterworth filter of 8th order. */
const SECTION_QS = [0.5098, 0.6013, 0.9, 2.5629] as const;
/** A device whose rate is at most this has no high band to speak of, Hz. */
const LEAST_RATE = 2.2 * CORNER_HZ;

/** One section of a high-pass (R. Bristow-Johnson, Audio EQ Cookbook), in transposed direct form II. */
class HighPass {
  readonly #b: number;
  readonly #a1: number;
  readonly #a2: number;
  #s1 = 0;
  #s2 = 0;

  constructor(sampleRate: number, q: number) {
    const omega = (2 * Math.PI * CORNER_HZ) / sampleRate;
    const alpha = Math.sin(omega) / (2 * q);
    const cos = Math.cos(omega);
    this.#b = (1 + cos) / 2 / (1 + alpha);
    this.#a1 = (-2 * cos) / (1 + alpha);
    this.#a2 = (1 - alpha) / (1 + alpha);
  }

  step(x: number): number {
    const y = this.#b * x + this.#s1;
    this.#s1 = -2 * this.#b * x - this.#a1 * y + this.#s2;
    this.#s2 = this.#b * x - this.#a2 * y;
    return y;
  }
}

/**
 * Estimates noise floor, speech level and band of a microphone while it is used, as `speechFigures` does for a
 * recording: frames of 20 ms in a histogram of levels, so that nothing is kept of the sound itself.
 */
export class RoomMeter {
  readonly sampleRate: number;
  readonly #frameLength: number;
  readonly #sections: readonly HighPass[];
  readonly #counts = new Float64Array(BINS);
  readonly #powers = new Float64Array(BINS);
  readonly #highPowers = new Float64Array(BINS);
  #filled = 0;
  #power = 0;
  #highPower = 0;
  #frames = 0;

  /** @param sampleRate of the device, Hz */
  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.#frameLength = Math.round(FRAME_SECONDS * sampleRate);
    this.#sections = sampleRate > LEAST_RATE ? SECTION_QS.map((q) => new HighPass(sampleRate, q)) : [];
  }

  measure(samples: Float32Array): void {
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] as number;
      let high = sample;
      for (let k = 0; k < this.#sections.length; k++) high = (this.#sections[k] as HighPass).step(high);
      this.#power += sample * sample;
      this.#highPower += high * high;
      if (++this.#filled === this.#frameLength) this.#endFrame();
    }
  }

  /** The figures so far; null before the first frame. */
  read(): RoomFigures | null {
    const total = this.#sum(this.#counts, 0, BINS);
    if (total === 0) return null;
    let quietEnd = 0;
    for (let count = 0; count < total * QUIETEST_SHARE; quietEnd++) count += this.#counts[quietEnd] as number;
    const noise = this.#mean(this.#powers, 0, quietEnd);
    const loudStart = Math.max(
      quietEnd,
      binOf(Math.max(noise, 10 ** (SILENCE_DBFS / 10)) * SPEECH_OVER_NOISE) + 1,
    );
    const seconds = this.#frames * FRAME_SECONDS;
    const noiseFloorDbfs = toDbfs(Math.sqrt(noise));
    const { sampleRate } = this;
    const hasSpeech = this.#sum(this.#counts, loudStart, BINS) >= total * LEAST_SPEECH_SHARE;
    if (!hasSpeech) return { seconds, sampleRate, noiseFloorDbfs, speechDbfs: null, snrDb: null, high: null };
    const speech = Math.max(0, this.#mean(this.#powers, loudStart, BINS) - noise);
    const speechDbfs = toDbfs(Math.sqrt(speech));
    const high = this.#sections.length > 0 ? this.#high(quietEnd, loudStart) : null;
    return { seconds, sampleRate, noiseFloorDbfs, speechDbfs, snrDb: speechDbfs - noiseFloorDbfs, high };
  }

  #high(quietEnd: number, loudStart: number): RoomFigures['high'] {
    const speechDbfs = toDbfs(Math.sqrt(this.#mean(this.#highPowers, loudStart, BINS)));
    return { speechDbfs, noiseDbfs: toDbfs(Math.sqrt(this.#mean(this.#highPowers, 0, quietEnd))) };
  }

  #endFrame(): void {
    const power = this.#power / this.#filled;
    const bin = binOf(power);
    this.#counts[bin]! += 1;
    this.#powers[bin]! += power;
    this.#highPowers[bin]! += this.#highPower / this.#filled;
    this.#filled = this.#power = this.#highPower = 0;
    this.#frames++;
    if (this.#frames % (HALF_LIFE_SECONDS / FRAME_SECONDS) === 0) this.#forgetHalf();
  }

  #forgetHalf(): void {
    for (let bin = 0; bin < BINS; bin++) {
      this.#counts[bin]! /= 2;
      this.#powers[bin]! /= 2;
      this.#highPowers[bin]! /= 2;
    }
  }

  #sum(values: Float64Array, start: number, end: number): number {
    let sum = 0;
    for (let bin = start; bin < end; bin++) sum += values[bin] as number;
    return sum;
  }

  #mean(values: Float64Array, start: number, end: number): number {
    return this.#sum(values, start, end) / Math.max(1e-9, this.#sum(this.#counts, start, end));
  }
}

const binOf = (power: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.floor(10 * Math.log10(power + 1e-12)) - LOWEST_DB));
