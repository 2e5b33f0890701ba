import { describe, expect, it } from 'vitest';
import { VoiceChannel } from '../../../../src/audio/streams/voice-channel.js';
import type { MicrophoneChannel } from '../../../../src/shared/live.js';
import { largestStep, power, seededNoise } from '../../../support/signals.js';

const RATE = 48_000;
/** 8 ms, as microphones are read. */
const BLOCK = 384;

/** Power of samples, dBFS. */
const levelOf = (samples: Float32Array): number => 10 * Math.log10(power(samples) + 1e-30);

const scaled = (samples: Float32Array, gain: number): Float32Array => samples.map((value) => gain * value);
const join = (...parts: readonly Float32Array[]): Float32Array =>
  Float32Array.from(parts.flatMap((part) => [...part]));
const silence = (seconds: number): Float32Array => new Float32Array(seconds * RATE);
const voice = (seconds: number): Float32Array => scaled(seededNoise(seconds * RATE), 0.1);

/** Sound made of these channels, block by block, and the channel in use after each block. */
function run(channels: readonly Float32Array[], choice: MicrophoneChannel = 'loudest') {
  const picker = new VoiceChannel(channels.length, RATE, choice);
  const frames = Math.floor((channels[0] as Float32Array).length / BLOCK) * BLOCK;
  const made = new Float32Array(frames);
  const used: number[] = [];
  const interleaved = new Float32Array(BLOCK * channels.length);
  for (let at = 0; at < frames; at += BLOCK) {
    channels.forEach((channel, c) => {
      for (let i = 0; i < BLOCK; i++) interleaved[i * channels.length + c] = channel[at + i] as number;
    });
    picker.process(interleaved, made.subarray(at, at + BLOCK));
    used.push(picker.channel);
  }
  return { made, used };
}

/** All but the first tenth of a second, in which the channel is found. */
const settled = (samples: Float32Array): Float32Array => samples.subarray(RATE / 10);

describe('the voice of several channels', () => {
  it.each([
    ['one', 1, 0],
    ['two, on the left', 2, 0],
    ['two, on the right', 2, 1],
    ['four, in the third', 4, 2],
    ['ten, in the fifth', 10, 4],
    ['32, in the last', 32, 31],
  ])('is that channel as it is: %s', (_, count, index) => {
    const speech = voice(1);
    const channels = Array.from({ length: count }, (_unused, c) => (c === index ? speech : silence(1)));
    expect(settled(run(channels).made)).toEqual(
      settled(speech.subarray(0, Math.floor(RATE / BLOCK) * BLOCK)),
    );
  });

  it('has the level of one channel where all are alike, and where two are in opposite phase', () => {
    const speech = voice(1);
    for (const other of [speech, scaled(speech, -1)])
      expect(levelOf(settled(run([speech, other]).made))).toBeCloseTo(levelOf(settled(speech)), 2);
  });

  it('stays with its channel in pauses in which another one has more noise, and when both are about equal', () => {
    const speech = join(voice(2), silence(3), voice(2), silence(3), voice(2));
    const noise = scaled(seededNoise(speech.length), 0.003);
    expect(new Set(run([noise, speech]).used.slice(20))).toEqual(new Set([2]));
    const similar = scaled(speech, 1.5);
    expect(new Set(run([speech, similar]).used.slice(20)).size).toBe(1);
  });

  it('ignores a click in another channel', () => {
    const speech = voice(3);
    const click = silence(3);
    click.fill(1, RATE, RATE + 50);
    expect(new Set(run([speech, click]).used)).toEqual(new Set([1]));
  });

  it('follows a voice that moves to another channel, within a second and without a jump', () => {
    const first = join(voice(3), silence(3));
    const second = join(silence(3), voice(3));
    const { used, made } = run([first, second]);
    const block = RATE / BLOCK;
    expect(used[Math.floor(2.9 * block)]).toBe(1);
    expect(used[Math.ceil(4 * block)]).toBe(2);
    expect(largestStep(made)).toBeLessThanOrEqual(Math.max(largestStep(first), largestStep(second)));
  });

  it('is the channel that was chosen, or the loudest where there is none with that number', () => {
    const [left, right] = [voice(1), scaled(voice(1), 0.01)];
    expect(run([left, right], 2).made).toEqual(right.subarray(0, Math.floor(RATE / BLOCK) * BLOCK));
    expect(run([left, right], 3).used.at(-1)).toBe(1);
  });

  it('is not lost to values that are no numbers', () => {
    const broken = silence(2).fill(NaN, 0, RATE);
    expect(run([broken, voice(2)]).used.at(-1)).toBe(2);
  });
});
