import type { MicrophoneChannel } from '../../shared/live.js';

/** A channel must be this much louder than the one in use (power ratio, 6 dB) … */
const LOUDER = 4;
/** … for this long before it takes over. */
const LOUDER_SECONDS = 0.06;
/** Or, at this moment, this much louder (power ratio, 30 dB), because the voice has moved to another channel … */
const MUCH_LOUDER = 1000;
/** … for this long, and about as loud as it was in the channel in use (power ratio, −10 dB), unlike noise in a pause. */
const MUCH_LOUDER_SECONDS = 0.3;
const ABOUT_AS_LOUD = 0.1;
/** A sound is measured by the weakest of so many blocks in a row, so that a click counts for nothing. */
const SUSTAINED_BLOCKS = 3;
/** Time constants of a channel's loudness: it follows the start of a word at once, and remembers it over pauses. */
const ATTACK_SECONDS = 0.05;
const RELEASE_SECONDS = 10;
/** Nothing but noise (mean square, −70 dBFS): a channel in use that is below need not be kept. */
const SILENCE = 1e-7;
/** The old channel fades into the new one over this long. */
const FADE_SECONDS = 0.005;

/**
 * Makes one voice of a microphone with several channels: the loudest channel as it is, or a chosen one. Channels are
 * never mixed, because a sum cancels where they are in opposite phase, clips where they are alike, and buries a voice
 * that only one of them carries. All arrays are allocated once.
 */
export class VoiceChannel {
  readonly #loudness: Float64Array;
  readonly #momentary: Float64Array;
  /** Powers of the last blocks, of all channels each. */
  readonly #recent: readonly Float64Array[];
  #block = 0;
  readonly #sampleRate: number;
  readonly #fadeFrames: number;
  readonly #isFixed: boolean;
  #used = 0;
  #previous = 0;
  #fadeLeft = 0;
  #louderFor = 0;
  #muchLouderFor = 0;

  /**
   * @param channels   of the microphone
   * @param sampleRate Hz
   * @param choice     a number counts from 1; one that the microphone does not have stands for the loudest
   */
  constructor(
    readonly channels: number,
    sampleRate: number,
    choice: MicrophoneChannel,
  ) {
    this.#sampleRate = sampleRate;
    this.#loudness = new Float64Array(channels);
    this.#momentary = new Float64Array(channels);
    this.#recent = Array.from({ length: SUSTAINED_BLOCKS }, () => new Float64Array(channels));
    this.#fadeFrames = Math.max(1, Math.round(FADE_SECONDS * sampleRate));
    this.#isFixed = choice !== 'loudest' && choice <= channels;
    if (choice !== 'loudest' && this.#isFixed) this.#used = choice - 1;
  }

  /** Number of the channel in use, from 1. */
  get channel(): number {
    return this.#used + 1;
  }

  /**
   * @param interleaved frames of all channels
   * @param voice       as many samples as there are frames; filled
   */
  process(interleaved: Float32Array, voice: Float32Array): void {
    if (this.channels === 1) return voice.set(interleaved);
    if (!this.#isFixed && voice.length > 0) {
      this.#measure(interleaved, voice.length);
      this.#choose(voice.length / this.#sampleRate);
    }
    this.#pick(interleaved, voice);
  }

  #measure(interleaved: Float32Array, frames: number): void {
    const seconds = frames / this.#sampleRate;
    const attack = 1 - Math.exp(-seconds / ATTACK_SECONDS);
    const release = 1 - Math.exp(-seconds / RELEASE_SECONDS);
    const powers = this.#recent[this.#block] as Float64Array;
    this.#block = (this.#block + 1) % SUSTAINED_BLOCKS;
    for (let channel = 0; channel < this.channels; channel++) {
      powers[channel] = powerOf(interleaved, channel, this.channels, frames);
      const power = this.#sustainedPower(channel);
      const before = this.#loudness[channel] as number;
      this.#loudness[channel] = before + (power - before) * (power > before ? attack : release);
      const momentary = this.#momentary[channel] as number;
      this.#momentary[channel] = momentary + (power - momentary) * attack;
    }
  }

  #sustainedPower(channel: number): number {
    let least = Infinity;
    for (let block = 0; block < SUSTAINED_BLOCKS; block++)
      least = Math.min(least, (this.#recent[block] as Float64Array)[channel] as number);
    return least;
  }

  #choose(seconds: number): void {
    const loudnessInUse = this.#loudness[this.#used] as number;
    const loudest = indexOfLargest(this.#loudness);
    const isLouder = loudest !== this.#used && (this.#loudness[loudest] as number) > LOUDER * loudnessInUse;
    this.#louderFor = isLouder ? this.#louderFor + seconds : 0;
    if (isLouder && (loudnessInUse < SILENCE || this.#louderFor >= LOUDER_SECONDS))
      return this.#switchTo(loudest);

    const momentaryInUse = this.#momentary[this.#used] as number;
    const now = indexOfLargest(this.#momentary);
    const enough = Math.max(SILENCE, MUCH_LOUDER * momentaryInUse, ABOUT_AS_LOUD * loudnessInUse);
    const hasMoved = now !== this.#used && (this.#momentary[now] as number) > enough;
    this.#muchLouderFor = hasMoved ? this.#muchLouderFor + seconds : 0;
    if (this.#muchLouderFor < MUCH_LOUDER_SECONDS) return;
    this.#loudness[this.#used] = momentaryInUse;
    this.#switchTo(now);
  }

  #switchTo(channel: number): void {
    this.#previous = this.#used;
    this.#used = channel;
    this.#fadeLeft = this.#fadeFrames;
    this.#louderFor = this.#muchLouderFor = 0;
  }

  #pick(interleaved: Float32Array, voice: Float32Array): void {
    const { channels } = this;
    let at = 0;
    for (let frame = 0; frame < voice.length; frame++, at += channels) {
      const sample = interleaved[at + this.#used] as number;
      if (this.#fadeLeft === 0) {
        voice[frame] = sample;
        continue;
      }
      const before = interleaved[at + this.#previous] as number;
      voice[frame] = sample + ((before - sample) * this.#fadeLeft) / this.#fadeFrames;
      this.#fadeLeft--;
    }
  }
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/** Mean square of a channel; 0 where it has values that are no numbers. */
function powerOf(interleaved: Float32Array, channel: number, channels: number, frames: number): number {
  let energy = 0;
  for (let at = channel; at < interleaved.length; at += channels) {
    const sample = interleaved[at] as number;
    energy += sample * sample;
  }
  return Number.isFinite(energy) ? energy / frames : 0;
}
