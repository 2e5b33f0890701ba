import { describe, expect, it } from 'vitest';
import { ModelContractError, readContract as read } from '../../../src/enhancer/contract.js';
import type { ModelSettings } from '../../../src/shared/model-spec.js';
import type { GraphValue } from '../../../src/enhancer/session.js';

const readContract = (inputs: GraphValue[], outputs: GraphValue[], settings: ModelSettings = {}) =>
  read({ inputs, outputs, metadata: {} }, settings);

const value = (name: string, shape: (number | string)[], type = 'float32'): GraphValue => ({
  name,
  isTensor: true,
  type,
  shape,
});
const caches = (direction: 'in' | 'out', ...shapes: (number | string)[][]): GraphValue[] =>
  shapes.map((shape, k) => value(`cache_${direction}_${k}`, shape));

/** Inputs and outputs of a wav2wav graph that takes `taken` samples a step. */
const waveform = (taken: number, hop: number, ...shapes: number[][]): [GraphValue[], GraphValue[]] => [
  [value('wav_in', [1, taken]), ...caches('in', ...shapes)],
  [value('wav_out', [1, hop]), ...caches('out', ...shapes)],
];
const spectral = (bins: number, ...shapes: number[][]): [GraphValue[], GraphValue[]] => [
  [value('spec_in', [1, bins, 1, 2]), ...caches('in', ...shapes)],
  [value('spec_out', [1, bins, 1, 2]), ...caches('out', ...shapes)],
];

describe('readContract', () => {
  it.each([
    [256, 512, 16_000],
    [160, 512, 16_000],
    [100, 512, 16_000],
    [512, 1024, 48_000],
    [320, 1024, 48_000],
    [200, 1024, 48_000],
  ])('reads hop %i, n_fft %i from both wav2wav framings', (hop, nFft, sampleRate) => {
    const overlap = [1, nFft - hop];
    const expected = {
      kind: 'wav2wav',
      sampleRate,
      nFft,
      hop,
      windowLength: nFft,
      latencySamples: nFft - hop,
    };
    expect(readContract(...waveform(hop, hop, overlap, overlap, [1, 16, 20]))).toMatchObject({
      ...expected,
      inputFraming: 'hop',
    });
    expect(readContract(...waveform(nFft, hop, overlap, [1, 16, 20]))).toMatchObject({
      ...expected,
      inputFraming: 'window',
    });
  });

  it('reads n_fft of a spec2spec graph and takes hop and window from the settings', () => {
    const spec = readContract(...spectral(257, [2, 1, 33, 16]), { hop: 100, window: 'hann-sqrt' });
    expect(spec).toMatchObject({
      kind: 'spec2spec',
      nFft: 512,
      hop: 100,
      window: 'hann-sqrt',
      latencySamples: 412,
    });
    expect(spec.caches).toEqual([
      { inputName: 'cache_in_0', outputName: 'cache_out_0', shape: [2, 1, 33, 16] },
    ]);
    expect(readContract(...spectral(513)).nFft).toBe(1024);
  });

  const [inputs, outputs] = waveform(256, 256, [1, 256], [1, 256]);
  const wrong: [string, GraphValue[], GraphValue[], RegExp][] = [
    [
      'another task',
      [value('pixels', [1, 3, 224, 224])],
      [value('logits', [1, 1000])],
      /neither “wav_in” nor “spec_in”.*pixels/,
    ],
    ['no output signal', inputs, caches('out', [1, 256], [1, 256]), /gives no “wav_out”/],
    [
      'a dynamic cache',
      [value('wav_in', [1, 256]), ...caches('in', ['batch', 256], [1, 256])],
      outputs,
      /\[batch, 256\].*no dynamic/,
    ],
    ['a cache that is never fed', inputs, [value('wav_out', [1, 256])], /“cache_in_0” has no “cache_out_0”/],
    [
      'a cache that goes nowhere',
      inputs,
      [...outputs, value('cache_out_2', [1])],
      /no “cache_in_2” to go back/,
    ],
    [
      'mismatched caches',
      inputs,
      [value('wav_out', [1, 256]), ...caches('out', [1, 256], [1, 255])],
      /“cache_in_1” is \[1, 256\] but “cache_out_1” is \[1, 255\]/,
    ],
    ['wrong type', [value('wav_in', [1, 256], 'int64'), ...inputs.slice(1)], outputs, /“wav_in” is int64/],
    ['no input cache', ...waveform(256, 256, [1, 16, 20]), /input and the output cache/],
    ['a hop that the window contradicts', ...waveform(512, 160, [1, 256]), /should be \[1, 352\]/],
    ['more out than in', ...waveform(100, 256, [1, 256]), /takes 100 samples but “wav_out” gives 256/],
    ['a batch', [value('wav_in', [2, 256])], [value('wav_out', [2, 256])], /\[1, samples\] was expected/],
    [
      'an extra input',
      [...inputs, value('speaker', [1, 64])],
      outputs,
      /“speaker” is neither of “wav_in”, “cache_in_k”/,
    ],
    [
      'a spectrum of another layout',
      [value('spec_in', [1, 2, 257])],
      [value('spec_out', [1, 2, 257])],
      /real, imaginary/,
    ],
    ['unlike spectra', spectral(257)[0], spectral(513)[1], /must be alike/],
  ];
  it.each(wrong)('says in words what is wrong: %s', (_, someInputs, someOutputs, message) => {
    expect(() => readContract(someInputs, someOutputs)).toThrow(ModelContractError);
    expect(() => readContract(someInputs, someOutputs)).toThrow(message);
  });

  it('names both sides where a setting contradicts the graph', () => {
    expect(() => readContract(inputs, outputs, { hop: 160 })).toThrow(/hop is 256.*160 was asked/);
    expect(() => readContract(inputs, outputs, { nFft: 1024 })).toThrow(/FFT size is 512.*1024 was asked/);
    expect(() => readContract(...spectral(257), { hop: 600 })).toThrow(/hop of 600.*FFT size of 512/);
    expect(() => readContract(...spectral(257), { hop: 256, windowLength: 200 })).toThrow(/window of 200/);
  });
});
