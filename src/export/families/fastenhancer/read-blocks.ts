import { UserError } from '../../../shared/user-error.js';
import { words } from '../../../words/words.js';
import { batchNorm, foldInput, foldOutput, unbiased, weightNormed, type Affine } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';
import { readBidirectionalGru, readGru } from '../../layers/gru.js';
import type { Block, BlockHalf, SelfAttention } from './network.js';
import type { DprnnBlockOptions, DptBlockOptions, RnnformerOptions } from './options.js';

interface BlockContext {
  readonly isWeightNormed: boolean;
  /** Normalisation by the frame's own statistics (the variant `ln`) instead of BatchNorm. */
  readonly isLayerNormed?: boolean;
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** RNNFormer: a GRU over time, then attention over frequency. */
export const readRnnformerBlocks = (
  weights: Weights,
  options: RnnformerOptions,
  context: BlockContext,
): Block[] =>
  range(options.num_blocks).map((index) => {
    const module = weights.scope(`rf_block.${index}`);
    const { channels } = options;
    const half = {
      ...context,
      channels,
      eps: options.eps,
      preNorm: options.pre_norm,
      activated: options.post_act,
    };
    return {
      ...readPositionalEmbedding(module, index, options),
      time: readHalf(module, 'rnn', channels, half, (inputNorm) => ({
        kind: 'gru',
        ...readGru(module.scope('rnn'), channels, channels, { ...context, inputNorm }),
      })),
      frequency: readHalf(module, 'attn', channels, half, (inputNorm) =>
        readSelfAttention(module.scope('attn'), options, context, inputNorm),
      ),
    };
  });

/** Dual-path RNN: a GRU over time, then a bidirectional one over frequency. */
export const readDprnnBlocks = (
  weights: Weights,
  options: DprnnBlockOptions,
  context: BlockContext,
): Block[] =>
  range(options.num_blocks).map((index) => {
    const module = weights.scope(`dprnn_block.${index}`);
    const { channels, channels_frnn: hidden } = options;
    const half = { ...context, channels, eps: options.eps, preNorm: options.pre_norm, activated: false };
    const frequency = module.scope('frnn');
    return {
      time: readHalf(module, 'trnn', channels, half, (inputNorm) => ({
        kind: 'gru',
        ...readGru(module.scope('trnn'), channels, channels, { ...context, inputNorm }),
      })),
      frequency: readHalf(module, 'frnn', 2 * hidden, half, (inputNorm) => ({
        kind: 'bidirectional-gru',
        ...readBidirectionalGru(frequency, channels, hidden, { ...context, inputNorm }),
      })),
    };
  });

/** Dual-path transformer: causal attention over time, then attention over frequency. */
export function readDptBlocks(weights: Weights, options: DptBlockOptions, context: BlockContext): Block[] {
  const { channels, lookbehind, num_heads: heads } = options;
  const positions = weights.read('pe', [heads, lookbehind + 1]);
  return range(options.num_blocks).map((index) => {
    const module = weights.scope(`dpt_block.${index}`);
    const half = {
      ...context,
      channels,
      eps: options.eps,
      preNorm: options.pre_norm,
      activated: options.post_act,
    };
    return {
      ...readPositionalEmbedding(module, index, options),
      time: readHalf(module, 'time', channels, half, (inputNorm) => ({
        ...readSelfAttention(module.scope('time_attn'), options, context, inputNorm),
        kind: 'causal-attention',
        lookbehind,
        positions,
      })),
      frequency: readHalf(module, 'freq', channels, half, (inputNorm) =>
        readSelfAttention(module.scope('freq_attn'), options, context, inputNorm),
      ),
    };
  });
}

interface HalfContext extends BlockContext {
  readonly channels: number;
  readonly eps: number;
  readonly preNorm: boolean;
  readonly activated: boolean;
}

/**
 * One half of a block: NAME_pre_norm, its core, NAME_fc, NAME_post_norm.
 *
 * @param width    of what the core gives
 * @param readCore reads the core and folds the normalisation of its input, if there is any, into it
 */
function readHalf<Core>(
  module: Weights,
  name: string,
  width: number,
  { channels, eps, preNorm, activated, isLayerNormed }: HalfContext,
  readCore: (inputNorm: Affine | undefined) => Core,
): BlockHalf<Core> {
  const output = unbiased(module.read(`${name}_fc.weight`, [channels, width]));
  const post = module.scope(`${name}_post_norm`);
  if (isLayerNormed) {
    const scale = post.read('weight', [channels]).data;
    const shift = post.read('bias', [channels]).data.map((value, c) => value * (scale[c] as number));
    return {
      ...(preNorm && { preNorm: { eps } }),
      core: readCore(undefined),
      output,
      postNorm: { eps, shift },
      activated,
    };
  }
  const inputNorm = preNorm ? batchNorm(module.scope(`${name}_pre_norm`), channels, eps, false) : undefined;
  return { core: readCore(inputNorm), output: foldOutput(output, batchNorm(post, channels, eps)), activated };
}

function readSelfAttention(
  module: Weights,
  options: Pick<RnnformerOptions, 'channels' | 'num_heads' | 'attn_bias'>,
  { isWeightNormed }: BlockContext,
  inputNorm: Affine | undefined,
): SelfAttention {
  const { channels, num_heads: heads } = options;
  if (channels % heads !== 0) throw new UserError(words('export.headsMismatch', { channels, heads }));
  const weight = weightNormed(module.scope('qkv'), 'weight', [3 * channels, channels], isWeightNormed);
  const layer = options.attn_bias
    ? { weight, bias: module.read('qkv.bias', [3 * channels]).data }
    : unbiased(weight);
  return { kind: 'self-attention', heads, qkv: inputNorm ? foldInput(layer, inputNorm) : layer };
}

/** Only the first block has one. */
function readPositionalEmbedding(
  module: Weights,
  index: number,
  { positional_embedding, freq, channels }: RnnformerOptions,
): Pick<Block, 'positionalEmbedding'> {
  if (index > 0 || positional_embedding === null) return {};
  return { positionalEmbedding: module.read('pe', [freq, channels]) };
}
