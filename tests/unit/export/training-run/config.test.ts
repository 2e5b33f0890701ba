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
    ['an unknown section', `${text}\nmodle: 1`, [], /“modle” in the config is not known/],
    ['an unknown wrapper', text.replace('ns\n', 'gan\n'), [], /“wrapper” in the config is "gan"/],
    ['a missing rate', 'model: a\nmodel_kwargs: {}\ndata: {}', [], /“data\.sampling_rate” is missing/],
    ['a rate that is no rate', text.replace('16000', '-1'), [], /“data\.sampling_rate” in the config is -1/],
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
    await expect(readConfigFile('/nowhere/config.yaml')).rejects.toThrow(/config\.yaml can't be read/);
  });
});
