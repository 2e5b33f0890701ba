import { describe, expect, it } from 'vitest';
import { readContract, type Graph } from '../../../src/enhancer/contract.js';
import type { GraphValue } from '../../../src/enhancer/session.js';
import { MAX_STATE_VALUES, MODEL_LIMITS } from '../../../src/shared/model-limits.js';
import { CONTRACT_IDS, type ContractId, type ModelSettings } from '../../../src/shared/model-spec.js';
import { UserError } from '../../../src/shared/user-error.js';

const MUTATIONS = 2000;

const tensor = (name: string, shape: (number | string)[], type = 'float32'): GraphValue => ({
  name,
  isTensor: true,
  type,
  shape,
});

/** A whole graph of each contract. */
const GRAPHS: Readonly<Record<ContractId, Graph>> = {
  waveform: {
    inputs: [tensor('wav_in', [1, 256]), tensor('cache_in_0', [1, 256]), tensor('cache_in_1', [1, 256])],
    outputs: [tensor('wav_out', [1, 256]), tensor('cache_out_0', [1, 256]), tensor('cache_out_1', [1, 256])],
    metadata: {},
  },
  spectrum: {
    inputs: [tensor('spec_in', [1, 257, 1, 2]), tensor('cache_in_0', [1, 16, 20])],
    outputs: [tensor('spec_out', [1, 257, 1, 2]), tensor('cache_out_0', [1, 16, 20])],
    metadata: {},
  },
  gtcrn: {
    inputs: [
      tensor('mix', ['batch', 257, 1, 2]),
      tensor('conv_cache', [2, 'batch', 16, 16, 33]),
      tensor('tra_cache', [2, 3, 1, 1, 16]),
      tensor('inter_cache', [2, 1, 33, 16]),
    ],
    outputs: [
      tensor('enh', ['batch', 257, 1, 2]),
      tensor('conv_cache_out', [2, 'batch', 16, 16, 33]),
      tensor('tra_cache_out', [2, 3, 1, 1, 16]),
      tensor('inter_cache_out', [2, 1, 33, 16]),
    ],
    metadata: {},
  },
  dpdfnet: {
    inputs: [tensor('spec', [1, 1, 161, 2]), tensor('state_in', [1000])],
    outputs: [tensor('spec_e', [1, 1, 161, 2]), tensor('state_out', [1000])],
    metadata: {
      sample_rate: '16000',
      n_fft: '320',
      hop_length: '160',
      window_length: '320',
      window_type: 'vorbis',
      state_size: '1000',
      erb_norm_state_size: '3',
      spec_norm_state_size: '2',
      erb_norm_init: '0.5,-60,1e-3',
      spec_norm_init: '1,2',
    },
  },
  'paired-states': {
    inputs: [tensor('x', [1, 1, 161, 2]), tensor('a', [4, 5]), tensor('b', [1, 2])],
    outputs: [tensor('y', [1, 1, 161, 2]), tensor('c', [1, 2]), tensor('d', [4, 5])],
    metadata: {},
  },
};

/** A generator of whole numbers below a limit, the same on every machine (mulberry32). */
function seededNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const SIZES = ['batch', '', 'frames', 0, -1, 1, 2, 3, 161, 2 ** 24, 2 ** 31, 2 ** 53, 0.5, NaN, Infinity];
const TYPES = ['float16', 'int64', 'complex64', 'complex128', 'string', 'bool'];
const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '321',
  '999999999',
  'NaN',
  '1,2',
  ',,,',
  'x'.repeat(5000),
  '٣',
  '1'.repeat(4000),
];
const SETTINGS: readonly ModelSettings[] = [
  { sampleRate: 1e9 },
  { sampleRate: 7999 },
  { hop: 2 ** 24 },
  { hop: 0 },
  { hop: 0.5 },
  { hop: NaN },
  { nFft: 511 },
  { windowLength: -1 },
  { windowLength: 3 },
  { window: 'vorbis' },
  ...CONTRACT_IDS.map((contract) => ({ contract })),
];

/** A graph with up to three things wrong, or with settings that may contradict it. */
function mutate(graph: Graph, random: (limit: number) => number): [Graph, ModelSettings] {
  const copy = {
    inputs: graph.inputs.map((value) => ({ ...value, shape: [...value.shape] })),
    outputs: graph.outputs.map((value) => ({ ...value, shape: [...value.shape] })),
    metadata: { ...graph.metadata },
  };
  let settings: ModelSettings = {};
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const changes: (() => void)[] = [
    () => {
      const value = pick([...copy.inputs, ...copy.outputs]);
      value.shape[random(value.shape.length)] = pick(SIZES);
    },
    () => (pick([...copy.inputs, ...copy.outputs]).type = pick(TYPES)),
    () => (pick([...copy.inputs, ...copy.outputs]).isTensor = false),
    () =>
      (pick([...copy.inputs, ...copy.outputs]).name = pick([
        '',
        'x',
        'wav_in',
        'cache_out_0',
        '\u001b[2J',
        'mix',
      ])),
    () => pick([copy.inputs, copy.outputs]).splice(random(3), 1),
    () => void pick([...copy.inputs, ...copy.outputs]).shape.pop(),
    () => pick([...copy.inputs, ...copy.outputs]).shape.push(pick(SIZES)),
    () => pick([copy.inputs, copy.outputs]).push({ ...tensor('extra', []), shape: [pick(SIZES), 3] }),
    () => {
      const key = pick(Object.keys(copy.metadata).concat('n_fft'));
      copy.metadata[key] = pick(TEXTS);
    },
    () => delete copy.metadata[pick(Object.keys(copy.metadata).concat('n_fft'))],
    () => (settings = { ...settings, ...pick(SETTINGS) }),
  ];
  for (let change = 0; change <= random(3); change++)
    if (copy.inputs.length > 0 && copy.outputs.length > 0) pick(changes)();
  return [copy, settings];
}

describe('the readers of contracts', () => {
  it.each(CONTRACT_IDS)('%s: a whole graph is read', (id) => {
    expect(readContract(GRAPHS[id], { contract: id }).contract).toBe(id);
    if (id === 'paired-states') expect(() => readContract(GRAPHS[id])).toThrow(/--contract paired-states/);
    else expect(readContract(GRAPHS[id])).toEqual(readContract(GRAPHS[id], { contract: id }));
  });

  it.each(CONTRACT_IDS)(`%s: ${MUTATIONS} damaged graphs give a bounded contract or a sentence`, (id) => {
    const random = seededNumbers(CONTRACT_IDS.indexOf(id) + 1);
    let refused = 0;
    for (let mutation = 0; mutation < MUTATIONS; mutation++) {
      const [graph, settings] = mutate(GRAPHS[id], random);
      const confirmed = id === 'paired-states' ? { contract: id, ...settings } : settings;
      try {
        const spec = readContract(graph, confirmed);
        const values = spec.caches.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
        expect(values).toBeLessThanOrEqual(MAX_STATE_VALUES);
        expect(spec.nFft).toBeLessThanOrEqual(MODEL_LIMITS.nFft.max);
        expect(spec.sampleRate).toBeLessThanOrEqual(MODEL_LIMITS.sampleRate.max);
        expect(Number.isInteger(spec.hop) && spec.hop >= 1 && spec.hop <= spec.nFft).toBe(true);
        for (const { start = [], shape } of spec.caches)
          for (const { offset, values: starts } of start)
            expect(offset + starts.length).toBeLessThanOrEqual(shape.reduce((a, b) => a * b, 1));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.message).toMatch(/[.:]/);
        expect(error.message.length).toBeLessThan(1000);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 3);
  });
});
