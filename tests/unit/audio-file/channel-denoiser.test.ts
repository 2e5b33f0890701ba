import { describe, expect, it } from 'vitest';
import { ChannelDenoiser } from '../../../src/audio-file/channel-denoiser.js';
import type { ChunkEnhancer } from '../../../src/enhancer/chunk-enhancer.js';
import { seededNoise } from '../../support/signals.js';

const HOP = 16;
const SPEC = { sampleRate: 16_000, nFft: 48, hop: HOP, latencySamples: 32 };

/** Gives its input n − h samples late. A hop that begins with this sample spoils it until it is reset. */
const POISON = 0.123;

class DelayingEnhancer implements ChunkEnhancer {
  readonly spec = SPEC;
  readonly sessionMs = 0;
  /** Hops of each call. */
  readonly calls: number[] = [];
  #state = { late: new Float32Array(SPEC.latencySamples), isSpoilt: false };
  #before = this.#state;

  constructor(readonly maxHops: number) {}

  async process(input: Float32Array, output: Float32Array): Promise<void> {
    expect(input.length / HOP).toBeLessThanOrEqual(this.maxHops);
    this.calls.push(input.length / HOP);
    this.#before = this.#state;
    for (let at = 0; at < input.length; at += HOP) {
      const { late, isSpoilt } = this.#state;
      const all = new Float32Array(late.length + HOP);
      all.set(late);
      all.set(input.subarray(at, at + HOP), late.length);
      const spoilt = isSpoilt || input[at] === Math.fround(POISON);
      output.set(spoilt ? new Float32Array(HOP).fill(NaN) : all.subarray(0, HOP), at);
      this.#state = { late: all.slice(HOP), isSpoilt: spoilt };
    }
  }

  stepBack(): void {
    this.#state = this.#before;
  }

  reset(): void {
    this.#state = { late: new Float32Array(SPEC.latencySamples), isSpoilt: false };
  }
}

async function run(input: Float64Array, maxHops: number, blockLength: number, keepDelay = false) {
  const enhancer = new DelayingEnhancer(maxHops);
  const channel = await ChannelDenoiser.create(enhancer, SPEC.sampleRate, keepDelay);
  for (let at = 0; at < input.length; at += blockLength)
    await channel.push(input.subarray(at, at + blockLength));
  await channel.flush();
  const output = new Float64Array(channel.enhanced.length);
  channel.enhanced.shift(output, output.length);
  return { output, figures: channel.figures, calls: enhancer.calls };
}

const noise = (length: number): Float64Array => Float64Array.from(seededNoise(length), (x) => 0.5 * x);

describe('ChannelDenoiser in chunks', () => {
  it.each([1, HOP - 1, HOP, 7 * HOP, 8 * HOP, 8 * HOP + 1, 100 * HOP + 5])(
    'gives %i samples as hop by hop does, whatever the chunk and the blocks',
    async (length) => {
      const input = noise(length);
      for (const keepDelay of [false, true]) {
        const { output: expected } = await run(input, 1, 100, keepDelay);
        expect(expected.length).toBe(length);
        for (const maxHops of [2, 8, 64])
          for (const blockLength of [1, 33, 4096])
            expect((await run(input, maxHops, blockLength, keepDelay)).output).toEqual(expected);
      }
      expect((await run(input, 8, 100)).output).toEqual(Float64Array.from(Float32Array.from(input)));
    },
  );

  it('runs whole chunks, and no more hops than the rest needs', async () => {
    const { calls } = await run(noise(20 * HOP), 8, 4096);
    expect(calls).toEqual([8, 8, 6]);
  });

  it('finds the hops that failed within a chunk, and gives the input in their place', async () => {
    const input = noise(100 * HOP);
    input[21 * HOP] = input[61 * HOP] = POISON;
    const expected = await run(input, 1, 4096);
    expect(expected.figures.failedHops).toBe(6);
    const { output, figures, calls } = await run(input, 8, 4096);
    expect(figures).toEqual(expected.figures);
    expect(output).toEqual(expected.output);
    expect(output).toEqual(Float64Array.from(Float32Array.from(input)));
    expect(calls.filter((hops) => hops === 8).length).toBeGreaterThan(8);
  });
});
