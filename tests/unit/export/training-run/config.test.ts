import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkOptions, parseConfig, readConfigFile } from '../../../../src/export/training-run/config.js';

const text = `
model: fastenhancer.default
model_kwargs:
    channels: 24
    activation_kwargs:
        inplace: True
wrapper: ns
data:
    dataset: NoiseSuppression
    sampling_rate: 16000
train: { batch_size: 64 }
`;

describe('parseConfig', () => {
  it('reads what the network depends on and leaves training aside', () => {
    expect(parseConfig(text)).toEqual({
      model: 'fastenhancer.default',
      kwargs: { channels: 24, activation_kwargs: { inplace: true } },
      sampleRate: 16000,
    });
  });

  it('leaves sections that it does not know aside', () => {
    expect(parseConfig(`${text}\nwandb: { project: x }\n`.replace('ns\n', 'my_wrapper\n')).sampleRate).toBe(
      16000,
    );
  });

  it('reads YAML as the trainer does, and JSON', () => {
    const yaml = `
model: fastenhancer.default
model_kwargs: { a: yes, b: Off, c: 16_000, d: 010, e: on, f: No }
data: { sampling_rate: 16_000 }
data: { sampling_rate: 48_000 }
`;
    expect(parseConfig(yaml)).toEqual({
      model: 'fastenhancer.default',
      kwargs: { a: true, b: false, c: 16_000, d: 8, e: true, f: false },
      sampleRate: 48_000,
    });
    const json = { model: 'bsrnn', model_kwargs: { eps: 1e-5 }, data: { sampling_rate: 16_000 } };
    expect(parseConfig(`\uFEFF${JSON.stringify(json, null, '\t')}`)).toEqual({
      model: 'bsrnn',
      kwargs: { eps: 1e-5 },
      sampleRate: 16_000,
    });
    expect(parseConfig(text, ['model_kwargs.mask=None']).kwargs).toMatchObject({ mask: null });
  });

  it('applies overrides', () => {
    const config = parseConfig(text, [
      'model_kwargs.channels=48',
      'model_kwargs.activation_kwargs.inplace=false',
      'model_kwargs.mask=null',
      'data.sampling_rate=48000',
    ]);
    expect(config).toEqual({
      model: 'fastenhancer.default',
      kwargs: { channels: 48, activation_kwargs: { inplace: false }, mask: null },
      sampleRate: 48000,
    });
  });

  it.each<[string, string, string[], RegExp]>([
    ['a missing rate', 'model: a\nmodel_kwargs: {}\ndata: {}', [], /“data\.sampling_rate” is missing/],
    [
      'a rate that is no rate',
      text.replace('16000', '-1'),
      [],
      /“data\.sampling_rate” in config is -1.*≥ 8000/,
    ],
    ['what is no YAML', 'a: [', [], /not valid YAML/],
    ['an override without a value', text, ['mask'], /“mask” is no KEY=VALUE/],
    ['an override of nothing', text, ['kwargs.mask=tanh'], /no place for “kwargs\.mask”/],
    ['an override of the prototype', text, ['model_kwargs.__proto__.x=1'], /no place for/],
  ])('refuses %s', (_, yaml, overrides, message) => {
    expect(() => parseConfig(yaml, overrides)).toThrow(message);
  });

  it('names the key or value of an option that is not known', () => {
    const schema = z.strictObject({
      mask: z.enum(['sigmoid', 'tanh']),
      inner: z.strictObject({ a: z.int() }),
    });
    expect(() => checkOptions(schema, { mask: 'softmax', inner: { a: 1 } }, 'model_kwargs')).toThrow(
      /“mask” in model_kwargs is "softmax", which is not known/,
    );
    expect(() => checkOptions(schema, { mask: 'tanh', inner: { a: 1, b: 2 } }, 'model_kwargs')).toThrow(
      /“inner\.b” in model_kwargs is not known/,
    );
    expect(() => checkOptions(schema, { mask: 'tanh', inner: {} }, 'model_kwargs')).toThrow(
      /“inner\.a” is missing in model_kwargs/,
    );
  });

  it('names a file that is not there', async () => {
    await expect(readConfigFile('/nowhere/config.yaml')).rejects.toThrow(/no file .*config\.yaml/);
  });
});
