import { UserError } from '../../../shared/user-error.js';
import { words } from '../../../words/words.js';
import { batchNorm, foldInput, foldOutput, unbiased, weightNormed, type Affine } from '../../weights/fold.js';
import type { Weights } from '../../weights/weights.js';
import { readBidirectionalGru, readGru } from '../../layers/gru.js';
import type { Block, BlockHalf, SelfAttention } from './network.js';
import type { DprnnBlockOptions, DptBlockOptions, RnnformerOptions } from './options.js';
import type { BlockStack } from './read-stages.js';

/** How the layers of a block are stored. */
export interface BlockContext {
  readonly isWeightNormed: boolean;
  /** Normalisation by the frame's own statistics (the variant `ln`) instead of BatchNorm. */
  readonly isLayerNormed?: boolean;
}

interface StackOptions {
  readonly num_blocks: number;
  readonly channels: number;
  readonly freq: number;
}

/** Reads each block from its place in the checkpoint, `NAME_block.INDEX`. */
const stackOf = (
  weights: Weights,
  name: string,
  { num_blocks: length, channels, freq: frequencies }: StackOptions,
  readBlock: (module: Weights, index: number) => Block,
): BlockStack => ({
  name,
  frequencies,
  channels,
  blocks: Array.from({ length }, (_, index) => readBlock(weights.scope(`${name}_block.${index}`), index)),
});

/** RNNFormer: a GRU over time, then attention over frequency. */
export const readRnnformerBlocks = (
  weights: Weights,
  options: RnnformerOptions,
  context: BlockContext,
): BlockStack =>
  stackOf(weights, 'rf', options, (module, index) => {
    const half = halfContext(options, context);
    return {
      ...readPositionalEmbedding(module, index, options),
      time: readGruHalf(module, 'rnn', half),
      frequency: readHalf(module, 'attn', options.channels, half, (inputNorm) =>
        readSelfAttention(module.scope('attn'), options, context, inputNorm),
      ),
    };
  });

/** Dual-path RNN: a GRU over time, then a bidirectional one over frequency. */
export const readDprnnBlocks = (
  weights: Weights,
  options: DprnnBlockOptions,
  context: BlockContext,
): BlockStack =>
  stackOf(weights, 'dprnn', options, (module) => {
    const { channels, channels_frnn: hidden } = options;
    const half = halfContext({ ...options, post_act: false }, context);
    const frequency = module.scope('frnn');
    return {
      time: readGruHalf(module, 'trnn', half),
      frequency: readHalf(module, 'frnn', 2 * hidden, half, (inputNorm) => ({
        kind: 'bidirectional-gru',
        ...readBidirectionalGru(frequency, channels, hidden, { ...context, inputNorm }),
      })),
    };
  });

/** Dual-path transformer: causal attention over time, then attention over frequency. */
export function readDptBlocks(weights: Weights, options: DptBlockOptions, context: BlockContext): BlockStack {
  const { channels, lookbehind, num_heads: heads } = options;
  const positions = weights.read('pe', [heads, lookbehind + 1]);
  return stackOf(weights, 'dpt', options, (module, index) => {
    const half = halfContext(options, context);
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

const halfContext = (
  { channels, eps, pre_norm, post_act }: Pick<RnnformerOptions, 'channels' | 'eps' | 'pre_norm' | 'post_act'>,
  context: BlockContext,
): HalfContext => ({ ...context, channels, eps, preNorm: pre_norm, activated: post_act });

/** The half over time of the blocks that have a GRU there. */
const readGruHalf = (module: Weights, name: string, half: HalfContext): Block['time'] =>
  readHalf(module, name, half.channels, half, (inputNorm) => ({
    kind: 'gru',
    ...readGru(module.scope(name), half.channels, half.channels, {
      isWeightNormed: half.isWeightNormed,
      inputNorm,
    }),
  }));

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
