import { describe, expect, it } from 'vitest';
import { CheckpointError } from '../../../../src/export/checkpoint/checkpoint-error.js';
import { selectWeights } from '../../../../src/export/checkpoint/select-weights.js';
import { inEnglish } from '../../../../src/words/say.js';

class Weight {
  constructor(readonly of: string) {}
}
const isWeight = (value: unknown): value is Weight => value instanceof Weight;

/** Two weights whose names begin with `prefix`. */
const set = (of: string, prefix = ''): Map<string, Weight> =>
  new Map([
    [`${prefix}encoder.0.weight`, new Weight(of)],
    [`${prefix}decoder.weight`, new Weight(of)],
  ]);
const plain = ['encoder.0.weight', 'decoder.weight'];

const selected = (root: unknown, wanted?: string) => {
  const { tensors, notes } = selectWeights(root, isWeight, wanted);
  return {
    names: [...tensors.keys()],
    of: [...tensors.values()][0]?.of,
    notes: notes.map(inEnglish),
  };
};

describe('selectWeights', () => {
  it.each<[string, unknown]>([
    ['a bare state dict', set('it')],
    ['the reference’s own form', new Map<string, unknown>([['model', set('it')]]).set('epoch', 5)],
    ['a state_dict', new Map([['state_dict', set('it')]])],
    ['a name that nobody knows', new Map([['denoiser_v2', set('it')]])],
    ['a module in a module', new Map([['ema', new Map([['module', set('it')]])]])],
    [
      'an optimiser beside it',
      new Map<string, unknown>([
        ['optimizer', new Map([['state', new Map([['exp_avg', new Weight('optimiser')]])]])],
        ['net', set('it')],
      ]),
    ],
    ['numbers among the weights', new Map<string, unknown>(set('it')).set('epoch', 7)],
  ])('finds weights in %s', (_, root) => {
    expect(selected(root)).toEqual({ names: plain, of: 'it', notes: [] });
  });

  it.each([
    'module.',
    '_orig_mod.',
    'model.',
    'module._orig_mod.',
    '_orig_mod.module.',
    'model.generator.module.',
  ])('strips %s and says so', (prefix) => {
    const { names, notes } = selected(new Map([['model', set('it', prefix)]]));
    expect(names).toEqual(plain);
    expect(notes).toEqual([expect.stringContaining(`“${prefix}” before the names`)]);
  });

  it('strips the wrapper of a compiled part, and leaves an average’s counter aside', () => {
    const tensors = new Map([
      ['module.encoder._orig_mod.0.weight', new Weight('it')],
      ['module.decoder.weight', new Weight('it')],
      ['n_averaged', new Weight('it')],
    ]);
    expect(selected(tensors).names).toEqual(plain);
  });

  it('leaves a first part alone that not every name has', () => {
    const tensors = new Map([
      ['module.weight', new Weight('it')],
      ['other.weight', new Weight('it')],
    ]);
    expect(selected(tensors)).toMatchObject({ names: ['module.weight', 'other.weight'], notes: [] });
  });

  it('takes the trained weights unless averages are asked for', () => {
    const root = new Map([
      ['ema', set('average')],
      ['model', set('trained')],
    ]);
    expect(selected(root)).toMatchObject({
      of: 'trained',
      notes: [expect.stringMatching(/under “model” are used.*“ema”.*stillmic export --weights/)],
    });
    expect(selected(root, 'ema').of).toBe('average');
    expect(selected(root, 'model').of).toBe('trained');
    const lightning = new Map([
      ['state_dict', set('trained', 'model.')],
      ['model_ema', set('average', 'module.')],
    ]);
    expect(selected(lightning).of).toBe('trained');
    expect(selected(lightning, 'ema')).toMatchObject({ of: 'average', names: plain });
  });

  it('names what is there when it can’t choose', () => {
    const two = new Map([
      ['one', set('1')],
      ['two', set('2')],
    ]);
    const choose = (root: unknown, wanted?: string) => () => selectWeights(root, isWeight, wanted);
    expect(choose(two)).toThrow(CheckpointError);
    expect(choose(two)).toThrow(
      /several sets of weights: “one”, “two”\. Choose one with “stillmic export --weights”/,
    );
    expect(choose(two, 'three')).toThrow(/no weights under “three”\. It has “one”, “two”/);
    expect(choose(new Map([['epoch', 3]]))).toThrow(/keys are “epoch”/);
    expect(choose([])).toThrow(/no named tensors/);
  });

  it('visits a dictionary once, however often it occurs', () => {
    let nested: unknown = new Map();
    for (let depth = 0; depth < 4; depth++)
      nested = new Map(Array.from({ length: 2000 }, (_, i) => [`k${i}`, nested]));
    expect(() => selectWeights(nested, isWeight)).toThrow(/no named tensors/);
  });
});
