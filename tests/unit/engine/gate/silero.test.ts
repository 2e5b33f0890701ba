import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Resampler } from '../../../../src/dsp/resampler.js';
import { Lane } from '../../../../src/engine/pipeline/lane.js';
import { openModel } from '../../../../src/enhancer/model.js';
import { SileroDetector } from '../../../../src/engine/gate/silero.js';
import { VoiceGate } from '../../../../src/engine/gate/voice-gate.js';
import { embeddedModelFile, embeddedVoiceDetectorFile } from '../../../../src/models/embedded.js';
import { maxDifference, peak } from '../../../support/signals.js';
import { readMonoWav } from '../../../support/wav.js';

const DEMO = fileURLToPath(new URL('../../../../assets/demo/noisy-speech.wav', import.meta.url));
/** At 16 kHz. */
const HOP = 256;
/** The voice begins 0.5 s after the start (scripts/make-demo-recording.mjs) and ends soon after `END`. */
const ONSET = 0.5;
const END = 5.9;
/** Without a model's n − h behind it, the gate alone may cut so much of the first consonant. */
const CONSONANT = 0.025;

/** From one second to another, of a signal that comes later by `delayMs`. */
function stretch(signal: Float32Array, rate: number, from: number, to: number, delayMs = 0): Float32Array {
  const delay = Math.round((delayMs * rate) / 1000);
  return signal.subarray(Math.round(from * rate) + delay, Math.round(to * rate) + delay);
}

/** The demo recording two times in a row: fan and keys alone for a second between its two voices. */
function demoTwice(): { samples: Float32Array; second: number } {
  const { samples } = readMonoWav(DEMO);
  const twice = new Float32Array(2 * samples.length);
  twice.set(samples);
  twice.set(samples, samples.length);
  return { samples: twice, second: samples.length / 16_000 };
}

async function resampled(samples: Float32Array, rate: number): Promise<Float32Array> {
  if (rate === 16_000) return samples;
  const resampler = await Resampler.create(16_000, rate);
  const output = new Float32Array(resampler.maxOutputLength(samples.length));
  const count = resampler.process(samples, output);
  resampler.dispose();
  return output.subarray(0, count);
}

const openGate = async (rate: number): Promise<VoiceGate> =>
  new VoiceGate(await SileroDetector.open(embeddedVoiceDetectorFile(), rate), rate);

/** Sound that goes through a lane. */
async function listen(
  lane: Lane,
  samples: Float32Array,
): Promise<{ before: Float32Array; after: Float32Array }> {
  const before = new Float32Array(samples.length);
  const after = new Float32Array(samples.length);
  for (let at = 0; at + HOP <= samples.length; at += HOP)
    await lane.push(samples.subarray(at, at + HOP), 16_000, {
      onFault: () => undefined,
      onHop: (_input, dry, played) => {
        before.set(dry, at);
        after.set(played, at);
      },
    });
  return { before, after };
}

describe('the voice gate with Silero VAD', () => {
  it.each([16_000, 48_000])(
    'lets a noisy voice through and mutes fan and keys alone, at %i Hz',
    async (rate) => {
      const demo = demoTwice();
      const input = await resampled(demo.samples, rate);
      const gate = await openGate(rate);
      const hop = (HOP * rate) / 16_000;
      const output = new Float32Array(Math.floor(input.length / hop) * hop);
      for (let at = 0; at < output.length; at += hop) {
        const delayed = output.subarray(at, at + hop);
        await gate.detect(input.subarray(at, at + hop), delayed);
        gate.apply(delayed);
      }
      await gate.dispose();
      for (const start of [0, demo.second]) {
        const [from, to] = [start + ONSET + CONSONANT, start + END];
        const voice = stretch(input, rate, from, to);
        expect(peak(voice)).toBeGreaterThan(0.1);
        expect(maxDifference(stretch(output, rate, from, to, gate.lookAheadMs), voice)).toBe(0);
      }
      const [from, to] = [END + 0.65, demo.second + ONSET - 0.15];
      expect(peak(stretch(input, rate, from, to))).toBeGreaterThan(0.02);
      expect(peak(stretch(output, rate, from, to, gate.lookAheadMs))).toBe(0);
    },
  );

  it('sits in the lane behind the model, keeps the first syllable whole and dry and wet signal aligned', async () => {
    const { samples, second } = demoTwice();
    const model = await openModel(embeddedModelFile());
    const gate = await openGate(16_000);
    const mix = { strength: 100, bypass: false };
    const gated = await Lane.create(model.createEnhancer(), 16_000, mix, gate);
    const plain = await Lane.create(model.createEnhancer(), 16_000, mix, null);
    expect([gated.gateMs, plain.gateMs]).toEqual([gate.lookAheadMs, 0]);
    const gatedSound = await listen(gated, samples);
    const plainSound = await listen(plain, samples);
    await Promise.all([gated.dispose(), plain.dispose()]);
    await model.dispose();
    // The part heard of one of them, and of the other, later by the look-ahead.
    const pair = (tap: 'before' | 'after', from: number, to: number): [Float32Array, Float32Array] => [
      stretch(plainSound[tap], 16_000, from, to),
      stretch(gatedSound[tap], 16_000, from, to, gate.lookAheadMs),
    ];
    expect(maxDifference(...pair('before', 0, second + END))).toBe(0);
    // Both taps lag the microphone by n − h. At first the model's states differ: one began with the look-ahead's
    // silence.
    const lag = model.spec.latencySamples / 16_000;
    const [whole, heard] = pair('after', second + ONSET + lag, second + END);
    expect(peak(whole)).toBeGreaterThan(0.1);
    expect(maxDifference(heard, whole)).toBeLessThan(0.005);
    expect(peak(pair('after', END + 0.65, second + ONSET - 0.15)[1])).toBe(0);
  });
});
