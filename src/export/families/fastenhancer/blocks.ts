import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import type { Tensor } from '../../weights/weights.js';
import type { LayerContext } from '../../layers/context.js';
import { addBidirectionalGru, addGru } from '../../layers/gru.js';
import { addProduct, asMatrix, shifted, sumOf, transposed } from '../../layers/linear.js';
import { addCausalAttention, addSelfAttention } from './attention.js';
import { addCentringNorm } from './centring-norm.js';
import type { Activation, Block, BlockHalf, FastEnhancer } from './network.js';
import { addActivation, addGroupNorm } from './stages.js';

type AnyHalf = Block['time'] | Block['frequency'];

/** A value in the graph, and what is still missing from it: a constant for each channel. */
interface Deferred {
  readonly value: Value;
  /** The true signal less `value`, [c]; zeros where biases are added at once. */
  readonly excess: Float64Array;
}

/** The properties that all blocks of a network share. */
interface BlockContext extends LayerContext {
  readonly activation: Activation;
  /** Whether the biases of all blocks are added once, in the first one. */
  readonly deferred: boolean;
  /** Sum of the output biases of all halves but the first, [c]. */
  readonly laterBiases: Float64Array;
}

/**
 * The blocks, the layers that lead into them and the way back to all frequencies: [1, C, F] to [1, c, F].
 *
 * Between the residuals of the blocks everything is linear, unless there is a normalisation or an activation. So
 * the biases of all these layers are added once, together with the positional embedding, and every core makes up
 * by its own bias for the excess that its input lacks.
 */
export function addBlocks(graph: GraphBuilder, x: Value, network: FastEnhancer, caches: CacheList): Value {
  const { blocks, blocksPre, blocksPost, activation } = network;
  const channels = blocksPre.channels.bias.length;
  const [frequencies, bands] = blocksPre.frequency.shape as [number, number];
  const halves = blocks.flatMap<AnyHalf>(({ time, frequency }) => [time, frequency]);
  const context: BlockContext = {
    graph,
    caches,
    frequencies,
    channels,
    activation,
    deferred: !blocksPre.channels.groupNorm && blocks.every(isLinear),
    laterBiases: sumOf(
      halves.slice(1).map(({ output }) => output.bias),
      channels,
    ),
  };
  const first = addBlocksPre({ ...context, graph: graph.scope('blocks_pre') }, x, network);
  const { value } = blocks.reduce(
    (input, block, i) => addBlock({ ...context, graph: graph.scope(`blocks.${i}`) }, input, block, i === 0),
    first,
  );
  const post = graph.scope('blocks_post');
  const weight = post.floats('frequency_weight', transposed(blocksPost.frequency).data, [frequencies, bands]);
  return post.node('com.microsoft.FusedMatMul', 'frequency', [value, weight], { transA: 1 });
}

/** One block; the first one also adds the biases of all blocks where they are deferred. */
function addBlock(context: BlockContext, input: Deferred, block: Block, isFirst: boolean): Deferred {
  const { graph, channels, deferred, laterBiases } = context;
  const { positionalEmbedding } = block;
  const half = ({ value, excess }: Deferred, name: 'time' | 'frequency'): Deferred => ({
    value: addHalf({ ...context, graph: graph.scope(name) }, value, block[name], excess),
    excess: deferred ? sumOf([excess, block[name].output.bias], channels) : excess,
  });
  const { value, excess } = half(input, 'time');
  if (deferred && isFirst) {
    // Every bias to come is added here as well, so that nothing is left over behind the last block.
    const constant = sumOf([excess, laterBiases], channels);
    const shifted = addConstant(graph, value, constant, positionalEmbedding, context);
    return half({ value: shifted, excess: laterBiases.map((bias) => -bias) }, 'frequency');
  }
  if (!positionalEmbedding) return half({ value, excess }, 'frequency');
  const shifted = addConstant(graph, value, new Float64Array(channels), positionalEmbedding, context);
  return half({ value: shifted, excess }, 'frequency');
}

const isLinear = ({ time, frequency }: Block): boolean =>
  [time, frequency].every(({ preNorm, postNorm, activated }) => !preNorm && !postNorm && !activated);

/** Linear over frequency and the 1×1 convolution, whose bias may be deferred: [1, C, F] to [1, f, c]. */
function addBlocksPre(context: BlockContext, x: Value, { blocksPre }: FastEnhancer): Deferred {
  const { graph, deferred } = context;
  const { frequency, channels } = blocksPre;
  const [c, width] = channels.weight.shape as [number, number];
  const f = frequency.shape[0] as number;
  const fewer = addProduct(graph, 'frequency', x, frequency);
  const weight = graph.floats('channels_weight', transposed(asMatrix(channels).weight).data, [width, c]);
  const y = graph.node('com.microsoft.FusedMatMul', 'channels', [fewer, weight], { transA: 1 });
  if (deferred) return { value: y, excess: channels.bias };
  const excess = new Float64Array(c);
  if (!channels.groupNorm) return { value: addConstant(graph, y, channels.bias, undefined, context), excess };
  const biased = graph.node('Add', 'biased', [y, graph.floats('bias', channels.bias, [c])]);
  return { value: addGroupNorm(graph, biased, channels.groupNorm, [f, c], 1), excess };
}

/** Adds a constant for each channel and, where there is one, the positional embedding. */
function addConstant(
  graph: GraphBuilder,
  x: Value,
  constant: Float64Array,
  embedding: Tensor | undefined,
  { frequencies, channels }: LayerContext,
): Value {
  const values = embedding
    ? graph.floats(
        'positional_embedding_and_biases',
        embedding.data.map((value, i) => value + (constant[i % channels] as number)),
        [frequencies, channels],
      )
    : graph.floats('biases', constant, [channels]);
  return graph.node('Add', 'shifted', [x, values]);
}

/** A half with its residual: [1, f, c] to [1, f, c]. */
function addHalf(context: BlockContext, x: Value, half: AnyHalf, excess: Float64Array): Value {
  const { graph, channels, activation, deferred } = context;
  const { input, residual } = half.preNorm
    ? addCentringNorm({ ...context, graph: graph.scope('pre_norm') }, x, half.preNorm)
    : { input: x, residual: x };
  const core = addCore(context, input, half, excess);
  let y = addProduct(graph, 'output', core, half.output.weight);
  if (!deferred && half.output.bias.some((bias) => bias !== 0))
    y = graph.node('Add', 'output_biased', [y, graph.floats('output_bias', half.output.bias, [channels])]);
  if (half.postNorm)
    y = addCentringNorm({ ...context, graph: graph.scope('post_norm') }, y, half.postNorm).input;
  if (half.activated) y = addActivation(graph, y, activation);
  return graph.node('Add', 'residual', [y, residual]);
}

function addCore(
  context: LayerContext,
  x: Value,
  { core }: BlockHalf<AnyHalf['core']>,
  excess: Float64Array,
): Value {
  switch (core.kind) {
    case 'gru':
      return addGru(context, x, { input: shifted(core.input, excess), hidden: core.hidden });
    case 'bidirectional-gru':
      return addBidirectionalGru(context, x, {
        forward: { ...core.forward, input: shifted(core.forward.input, excess) },
        backward: { ...core.backward, input: shifted(core.backward.input, excess) },
      });
    case 'self-attention':
      return addSelfAttention(context, x, { ...core, qkv: shifted(core.qkv, excess) });
    case 'causal-attention':
      return addCausalAttention(context, x, { ...core, qkv: shifted(core.qkv, excess) });
  }
}
