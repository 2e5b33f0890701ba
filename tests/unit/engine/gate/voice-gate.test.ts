import { describe, expect, it } from 'vitest';
import { VoiceGate, type VoiceDetector } from '../../../../src/engine/gate/voice-gate.js';

const RATE = 16_000;
const HOP = 256;
const BLOCK = 512;
const LOOK_AHEAD = 1536;

/** Finds speech in every block whose predecessor was loud as well: one block late, as Silero at an onset. */
class LateDetector implements VoiceDetector {
  #block: number[] = [];
  #wasLoud = false;

  push(samples: Float32Array, onSpeech: (probability: number) => void): Promise<void> {
    for (const sample of samples) {
      this.#block.push(sample);
      if (this.#block.length < BLOCK) continue;
      const isLoud = Math.max(...this.#block) > 0.5;
      onSpeech(isLoud && this.#wasLoud ? 0.9 : 0.1);
      this.#wasLoud = isLoud;
      this.#block = [];
    }
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** A detector that says the next of these at every block, and the last one from then on. */
const scripted = (probabilities: number[]): VoiceDetector => {
  let heard = 0;
  let block = 0;
  return {
    push: (samples, onSpeech) => {
      for (heard += samples.length; heard >= BLOCK; heard -= BLOCK)
        onSpeech(probabilities[Math.min(block++, probabilities.length - 1)] as number);
      return Promise.resolve();
    },
    dispose: () => Promise.resolve(),
  };
};

/** Output, moved back by the look-ahead: at each index the result for that sample of the input. */
async function pass(detector: VoiceDetector, input: Float32Array): Promise<Float32Array> {
  const gate = new VoiceGate(detector, RATE);
  const padded = new Float32Array(Math.ceil((input.length + LOOK_AHEAD) / HOP) * HOP);
  padded.set(input);
  const output = new Float32Array(padded.length);
  for (let at = 0; at < padded.length; at += HOP) {
    const hop = output.subarray(at, at + HOP);
    await gate.detect(padded.subarray(at, at + HOP), hop);
    gate.apply(hop);
  }
  return output.subarray(LOOK_AHEAD, LOOK_AHEAD + input.length);
}

/** Noise of 0.1 with speech of 1 in these stretches of seconds. */
function scene(seconds: number, ...speech: [from: number, to: number][]): Float32Array {
  const signal = new Float32Array(seconds * RATE).fill(0.1);
  for (const [from, to] of speech) signal.fill(1, Math.round(from * RATE), Math.round(to * RATE));
  return signal;
}

const between = (signal: Float32Array, from: number, to: number): Float32Array =>
  signal.subarray(Math.round(from * RATE), Math.round(to * RATE));
const nearly = (value: number) => expect.closeTo(value, 6) as unknown as number;

describe('VoiceGate', () => {
  it('delays by its look-ahead and changes nothing while there is speech', async () => {
    const input = Float32Array.from({ length: 2 * RATE }, (_, i) => Math.sin(i));
    expect(new VoiceGate(scripted([1]), RATE).lookAheadMs).toBe((1000 * LOOK_AHEAD) / RATE);
    expect(await pass(scripted([1]), input)).toEqual(input);
  });

  // Wherever in the detector's blocks an onset falls.
  it.each([0, 1, 130, 255, 256, 400, 511])(
    'keeps the first syllable, found one block late, at an onset %i samples into a block',
    async (offset) => {
      const onset = (60 * BLOCK + offset) / RATE;
      const output = await pass(new LateDetector(), scene(3, [onset, onset + 0.3]));
      expect(Math.max(...between(output, 1, onset - 0.1))).toBe(0);
      expect(Math.min(...between(output, onset, onset + 0.3))).toEqual(nearly(1));
    },
  );

  it('mutes all but speech, once it has closed', async () => {
    const output = await pass(new LateDetector(), scene(4, [1.5, 2]));
    // It starts open, holds for 0.4 s and fades for 0.1 s; a block may be counted as speech in part.
    expect(Math.min(...between(output, 0, 0.39))).toEqual(nearly(0.1));
    expect(Math.max(...between(output, 0.55, 1.4))).toBe(0);
    expect(Math.max(...between(output, 2.6, 4))).toBe(0);
  });

  it('holds through pauses within speech', async () => {
    const output = await pass(new LateDetector(), scene(4, [1, 1.5], [1.85, 2.3]));
    expect(Math.min(...between(output, 1.05, 2.3))).toEqual(nearly(0.1));
    expect(Math.max(...between(output, 3, 4))).toBe(0);
  });

  it('opens at a higher probability than the one that keeps it open', async () => {
    const ones = new Float32Array(3 * RATE).fill(1);
    expect(Math.min(...(await pass(scripted([0.4]), ones)))).toBe(1);
    const closed = [...Array<number>(40).fill(0), 0.4];
    expect(Math.max(...between(await pass(scripted(closed), ones), 1, 3))).toBe(0);
  });

  it('fades in within 10 ms and out within 100 ms, without a step, also when it turns half-way', async () => {
    const ones = new Float32Array(4 * RATE).fill(1);
    // It closes from 0.4 s on; the speech found at 0.544 s opens it from 0.448 s on.
    const probabilities = [...Array<number>(16).fill(0), 1, ...Array<number>(40).fill(0), 1, 0];
    const output = await pass(scripted(probabilities), ones);
    const steps = Array.from(output.subarray(1), (value, i) => value - (output[i] as number));
    expect(Math.max(...steps)).toBeLessThan(Math.PI / 2 / 160 + 1e-6);
    expect(Math.max(...steps)).toBeGreaterThan(0.005);
    expect(Math.min(...steps)).toBeGreaterThan(-(Math.PI / 2 / 1600 + 1e-6));
    expect(Math.min(...steps)).toBeLessThan(-0.0005);
    const turned = between(output, 0.3, 0.6);
    expect(Math.min(...turned)).toBeGreaterThan(0.05);
    expect(Math.min(...turned)).toBeLessThan(0.95);
  });
});
