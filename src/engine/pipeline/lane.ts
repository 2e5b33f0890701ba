import { hopMs, type ModelSpec } from '../../shared/model-spec.js';
import { isPlausible } from '../../dsp/amplitude.js';
import { DelayLine } from '../../dsp/delay.js';
import { GlidingGain } from '../../dsp/fade.js';
import { LOW_LATENCY_QUALITY, Resampler } from '../../dsp/resampler.js';
import { SampleRing } from '../../dsp/ring.js';
import type { Enhancer } from '../../enhancer/enhancer.js';
import type { VoiceGate } from '../gate/voice-gate.js';

/** A change of strength or bypass glides for this long, or one hop where that is longer. */
const GLIDE_SECONDS = 0.02;
/** This much is enhanced silently first, so that a reset recurrent state settles. */
const WARM_UP_SECONDS = 0.1;
/** The dry signal takes over from output that is no sound within this time. */
const RESCUE_SECONDS = 0.005;
const QUEUE_SECONDS = 1;

/** Shares of dry and wet signal. */
export interface Mix {
  /** 0–100 % */
  readonly strength: number;
  readonly bypass: boolean;
}

/** Observes every hop that went through, at the model's rate. The arrays hold only during the call. */
export interface HopObserver {
  /**
   * @param input  newest hop as it came in [h]
   * @param before dry signal, aligned with `after` [h]
   * @param after  hop that is played [h]
   * @param inferenceMs time inside the session; 0 when there was no inference
   * @param totalMs     time for the whole hop
   */
  onHop(
    input: Float32Array,
    before: Float32Array,
    after: Float32Array,
    inferenceMs: number,
    totalMs: number,
  ): void;
  /** The model's output was no sound: it was reset, and the dry signal is played until its state has settled. */
  onFault(): void;
}

/**
 * One stream through one model. Two lanes run side by side while one model fades into another.
 *
 *     capture rate                    model rate, in hops                          playback rate
 *     push ─► resampler ─► input ─► gate's detector and look-ahead ─┬─► enhancer ─┐
 *                                                                   └─► delay n−h ┴─► mix ─► gate ─► resampler ─► output
 *                                                                          │                  │
 *                                                                     headphones.before   headphones.after
 *
 * Output of the enhancer that is no sound (not finite, or absurdly loud) never leaves it: the enhancer is reset
 * and the dry signal takes its place.
 */
export class Lane {
  readonly spec: ModelSpec;
  /** Sound for the virtual microphone that is ready, at the playback rate. */
  readonly output: SampleRing;
  /** The same sound for the headphones before and after the model, aligned, at the model's rate. */
  readonly headphones: { readonly before: SampleRing; readonly after: SampleRing };
  readonly #enhancer: Enhancer;
  /** By capture rate; none is needed for the model's own. */
  readonly #intoModel = new Map<number, Resampler>();
  readonly #toDevice: Resampler;
  readonly #input: SampleRing;
  readonly #delay: DelayLine;
  readonly #gate: VoiceGate | null;
  readonly #share: GlidingGain;
  readonly #hop: Float32Array;
  /** The hop after the gate's look-ahead; without a gate it is the same array. */
  readonly #delayed: Float32Array;
  readonly #dry: Float32Array;
  readonly #wet: Float32Array;
  readonly #resampled: Float32Array;
  #warmUpHops = 0;
  #mix: Mix;
  /** The last sample that was played, from which a rescue begins. */
  #lastSample = 0;

  /** @param playbackRate Hz of `output` */
  static async create(
    enhancer: Enhancer,
    playbackRate: number,
    mix: Mix,
    gate: VoiceGate | null,
  ): Promise<Lane> {
    // Always there, also between equal rates: it is what corrects the drift.
    const toDevice = await Resampler.create(enhancer.spec.sampleRate, playbackRate, LOW_LATENCY_QUALITY);
    return new Lane(enhancer, toDevice, playbackRate, mix, gate);
  }

  private constructor(
    enhancer: Enhancer,
    toDevice: Resampler,
    playbackRate: number,
    mix: Mix,
    gate: VoiceGate | null,
  ) {
    const { spec } = enhancer;
    this.spec = spec;
    this.#enhancer = enhancer;
    this.#toDevice = toDevice;
    this.#input = new SampleRing(Math.ceil(QUEUE_SECONDS * spec.sampleRate));
    this.output = new SampleRing(Math.ceil(QUEUE_SECONDS * playbackRate));
    this.headphones = {
      before: new SampleRing(Math.ceil(QUEUE_SECONDS * spec.sampleRate)),
      after: new SampleRing(Math.ceil(QUEUE_SECONDS * spec.sampleRate)),
    };
    this.#delay = new DelayLine(spec.latencySamples);
    this.#gate = gate;
    this.#mix = mix;
    this.#share = new GlidingGain(
      shareOf(mix),
      Math.max(spec.hop, Math.round(GLIDE_SECONDS * spec.sampleRate)),
    );
    this.#hop = new Float32Array(spec.hop);
    this.#delayed = gate ? new Float32Array(spec.hop) : this.#hop;
    this.#dry = new Float32Array(spec.hop);
    this.#wet = new Float32Array(spec.hop);
    this.#resampled = new Float32Array(toDevice.maxOutputLength(spec.hop));
  }

  setMix(mix: Mix): void {
    const wasDry = this.#share.target === 0 && this.#share.isSettled && this.#warmUpHops === 0;
    this.#mix = mix;
    if (wasDry && shareOf(mix) > 0) this.#resetEnhancer();
    else if (this.#warmUpHops === 0 || shareOf(mix) === 0) {
      this.#warmUpHops = 0;
      this.#share.glideTo(shareOf(mix));
    }
  }

  /** Corrects the drift: the output becomes shorter (positive) or longer. */
  steer(ppm: number): void {
    this.#toDevice.steer(ppm);
  }

  /** Prepares for a microphone at this rate. */
  async acceptRate(captureRate: number): Promise<void> {
    if (captureRate === this.spec.sampleRate || this.#intoModel.has(captureRate)) return;
    this.#intoModel.set(
      captureRate,
      await Resampler.create(captureRate, this.spec.sampleRate, LOW_LATENCY_QUALITY),
    );
  }

  /** How many samples of the microphone complete the next hop: to read more would only wait for more. */
  framesToHop(captureRate: number): number {
    const missing = this.spec.hop - this.#input.length;
    return Math.max(1, Math.ceil((missing * captureRate) / this.spec.sampleRate));
  }

  /** Delay of the resamplers on both sides, seconds. */
  resamplerSeconds(captureRate: number): number {
    return (this.#intoModel.get(captureRate)?.latencySeconds ?? 0) + this.#toDevice.latencySeconds;
  }

  /** Look-ahead of the voice gate, milliseconds; 0 without one. */
  get gateMs(): number {
    return this.#gate?.lookAheadMs ?? 0;
  }

  /** Takes finite samples at an accepted rate and enhances all hops that they complete. */
  async push(samples: Float32Array, captureRate: number, observer: HopObserver | null): Promise<void> {
    const resampler = this.#intoModel.get(captureRate);
    if (resampler) resampler.processInto(this.#input, samples);
    else this.#input.push(samples);
    while (this.#input.length >= this.spec.hop) await this.#processHop(observer);
  }

  /** Drops sound that is ready but shall not be heard. */
  clearOutput(): void {
    this.output.clear();
    this.headphones.before.clear();
    this.headphones.after.clear();
  }

  async dispose(): Promise<void> {
    for (const resampler of this.#intoModel.values()) resampler.dispose();
    this.#toDevice.dispose();
    await this.#gate?.dispose();
  }

  async #processHop(observer: HopObserver | null): Promise<void> {
    const start = performance.now();
    const sessionMsBefore = this.#enhancer.sessionMs;
    this.#input.read(this.#hop);
    if (this.#gate) await this.#gate.detect(this.#hop, this.#delayed);
    this.#delay.process(this.#delayed, this.#dry);
    await this.#mixHop(observer);
    this.#gate?.apply(this.#wet);
    this.#lastSample = this.#wet[this.#wet.length - 1] as number;
    const count = this.#toDevice.process(this.#wet, this.#resampled);
    this.output.push(this.#resampled.subarray(0, count));
    this.headphones.before.push(this.#dry);
    this.headphones.after.push(this.#wet);
    observer?.onHop(
      this.#hop,
      this.#dry,
      this.#wet,
      this.#enhancer.sessionMs - sessionMsBefore,
      performance.now() - start,
    );
  }

  /** Writes the hop that is played into the wet signal's array. */
  async #mixHop(observer: HopObserver | null): Promise<void> {
    const dry = this.#dry;
    const wet = this.#wet;
    const share = this.#share;
    if (share.isSettled && share.target === 0 && this.#warmUpHops === 0) {
      wet.set(dry);
      return;
    }
    await this.#enhancer.process(this.#delayed, wet);
    if (!isPlausible(wet)) {
      const wasHeard = !share.isSettled || share.target > 0;
      this.#resetEnhancer();
      this.#share.jumpTo(0);
      this.#playDry(wasHeard);
      observer?.onFault();
      return;
    }
    if (this.#warmUpHops > 0 && --this.#warmUpHops === 0) share.glideTo(shareOf(this.#mix));
    if (share.isSettled && share.target === 1) return;
    for (let i = 0; i < wet.length; i++) {
      const wetShare = share.next();
      wet[i] = wetShare * (wet[i] as number) + (1 - wetShare) * (dry[i] as number);
    }
  }

  /** The enhancer begins anew, silently; then its share comes back. */
  #resetEnhancer(): void {
    this.#enhancer.reset();
    this.#warmUpHops = Math.ceil((1000 * WARM_UP_SECONDS) / hopMs(this.spec));
  }

  /** @param fadesIn whether another signal was played until now: its last sample fades into the dry signal */
  #playDry(fadesIn: boolean): void {
    const dry = this.#dry;
    const wet = this.#wet;
    wet.set(dry);
    if (!fadesIn) return;
    const length = Math.min(wet.length, Math.round(RESCUE_SECONDS * this.spec.sampleRate));
    for (let i = 0; i < length; i++) {
      const dryShare = (i + 1) / length;
      wet[i] = dryShare * (dry[i] as number) + (1 - dryShare) * this.#lastSample;
    }
  }
}

const shareOf = ({ strength, bypass }: Mix): number => (bypass ? 0 : strength / 100);
