import { DelayLine } from '../../dsp/delay.js';
import { GlidingGain } from '../../dsp/fade.js';
import { VOICE_GATE_LOOK_AHEAD_MS } from '../../shared/live.js';

/**
 * The signal waits for three of Silero's blocks: the one in which an onset falls, and two more until the detector is
 * certain. In the demo recording (5 dB SNR) it is certain 108 to 111 ms after the onset; the model's own n − h makes
 * up the rest.
 */
const LOOK_AHEAD_SECONDS = VOICE_GATE_LOOK_AHEAD_MS / 1000;
const ATTACK_SECONDS = 0.01;
const RELEASE_SECONDS = 0.1;
/** Pauses within and between words are shorter than this. */
const HOLD_SECONDS = 0.4;
/** Silero's own thresholds: a voice begins at the upper one and ends below the lower one. */
const OPENING_PROBABILITY = 0.5;
const HOLDING_PROBABILITY = 0.35;

/** Detects speech in a stream. */
export interface VoiceDetector {
  /**
   * @param samples  newest samples of the microphone [any length]
   * @param onSpeech called with the probability of speech, 0–1, for every block that they complete
   */
  push(samples: Float32Array, onSpeech: (probability: number) => void): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * Lets only speech through. The detector gets the microphone at once and the signal comes after the look-ahead, so
 * that the gate is open before a first syllable arrives. It starts open: switching it on in the middle of a word
 * mutes nothing.
 */
export class VoiceGate {
  /** Delay of the signal, milliseconds. */
  readonly lookAheadMs = VOICE_GATE_LOOK_AHEAD_MS;
  readonly #detector: VoiceDetector;
  readonly #delay: DelayLine;
  readonly #gain: GlidingGain;
  readonly #attack: number;
  readonly #release: number;
  readonly #hold: number;
  /** Samples until it closes, unless speech comes before. */
  #openFor: number;

  /** @param sampleRate Hz of the signal and of what the detector is given */
  constructor(detector: VoiceDetector, sampleRate: number) {
    const samples = (seconds: number): number => Math.round(seconds * sampleRate);
    this.#detector = detector;
    this.#delay = new DelayLine(samples(LOOK_AHEAD_SECONDS));
    this.#attack = samples(ATTACK_SECONDS);
    this.#release = samples(RELEASE_SECONDS);
    this.#gain = new GlidingGain(1, this.#attack);
    // Speech that was just detected leaves the look-ahead only later.
    this.#hold = samples(LOOK_AHEAD_SECONDS + HOLD_SECONDS);
    this.#openFor = this.#hold;
  }

  /**
   * Detects speech in the newest samples and delays them.
   *
   * @param input   from the microphone [h]
   * @param delayed the input of the look-ahead ago [h], another array
   */
  async detect(input: Float32Array, delayed: Float32Array): Promise<void> {
    await this.#detector.push(input, this.#decide);
    this.#delay.process(input, delayed);
  }

  /** Mutes or passes, in place, the hop that `detect` delayed, in whatever form it is by now [h]. */
  apply(samples: Float32Array): void {
    const gain = this.#gain;
    if (this.#openFor > 0) this.#openFor -= samples.length;
    else gain.glideTo(0, this.#release);
    if (gain.isSettled && gain.target === 1) return;
    for (let i = 0; i < samples.length; i++) samples[i] = gain.next() * (samples[i] as number);
  }

  dispose(): Promise<void> {
    return this.#detector.dispose();
  }

  readonly #decide = (probability: number): void => {
    const isOpen = this.#openFor > 0;
    if (probability < (isOpen ? HOLDING_PROBABILITY : OPENING_PROBABILITY)) return;
    this.#openFor = this.#hold;
    this.#gain.glideTo(1, this.#attack);
  };
}
