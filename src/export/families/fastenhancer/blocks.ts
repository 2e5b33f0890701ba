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

/**
 * The blocks, the layers that lead into them and the way back to all frequencies: [1, C, F] to [1, c, F].
 *
 * Between the residuals of the blocks everything is linear, unless a normalisation or an activation stands
 * there. So the biases of all these layers are added once, together with the positional embedding, and every
 * core makes up for what its input lacks or has in excess by its own bias: `excess` is by how much the true
 * signal exceeds the value in the graph.
 */
export function addBlocks(graph: GraphBuilder, x: Value, network: FastEnhancer, caches: CacheList): Value {
  const { blocks, blocksPre, blocksPost, activation } = network;
  const channels = blocksPre.channels.bias.length;
  const [frequencies, bands] = blocksPre.frequency.shape as [number, number];
  const context: LayerContext = { graph, caches, frequencies, channels };
  const deferred = !blocksPre.channels.groupNorm && blocks.every(isLinear);

  let value = addBlocksPre(graph.scope('blocks_pre'), x, network);
  let excess = blocksPre.channels.bias;
  if (!deferred) {
    if (!blocksPre.channels.groupNorm)
      value = addConstant(graph.scope('blocks_pre'), value, excess, undefined, context);
    excess = new Float64Array(channels);
  }
  const halves = blocks.flatMap<AnyHalf>(({ time, frequency }) => [time, frequency]);
  const laterBiases = sumOf(
    halves.slice(1).map(({ output }) => output.bias),
    channels,
  );
  blocks.forEach((block, i) => {
    const scope = { ...context, graph: graph.scope(`blocks.${i}`) };
    value = addHalf(
      { ...scope, graph: scope.graph.scope('time') },
      value,
      block.time,
      excess,
      activation,
      deferred,
    );
    excess = deferred ? sumOf([excess, block.time.output.bias], channels) : excess;
    if (deferred && i === 0) {
      // Every bias to come is added here as well, so that nothing is left over behind the last block.
      const constant = sumOf([excess, laterBiases], channels);
      value = addConstant(scope.graph, value, constant, block.positionalEmbedding, context);
      excess = laterBiases.map((bias) => -bias);
    } else if (block.positionalEmbedding) {
      value = addConstant(scope.graph, value, new Float64Array(channels), block.positionalEmbedding, context);
    }
    const { frequency } = block;
    value = addHalf(
      { ...scope, graph: scope.graph.scope('frequency') },
      value,
      frequency,
      excess,
      activation,
      deferred,
    );
    excess = deferred ? sumOf([excess, frequency.output.bias], channels) : excess;
  });
  const post = graph.scope('blocks_post');
  const weight = post.floats('frequency_weight', transposed(blocksPost.frequency).data, [frequencies, bands]);
  return post.node('com.microsoft.FusedMatMul', 'frequency', [value, weight], { transA: 1 });
}

const isLinear = ({ time, frequency }: Block): boolean =>
  [time, frequency].every(({ preNorm, postNorm, activated }) => !preNorm && !postNorm && !activated);

/** Linear over frequency and the 1×1 convolution, without its bias: [1, C, F] to [1, f, c]. */
function addBlocksPre(graph: GraphBuilder, x: Value, { blocksPre }: FastEnhancer): Value {
  const { frequency, channels } = blocksPre;
  const [c, width] = channels.weight.shape as [number, number];
  const f = frequency.shape[0] as number;
  const fewer = addProduct(graph, 'frequency', x, frequency);
  const weight = graph.floats('channels_weight', transposed(asMatrix(channels).weight).data, [width, c]);
  const y = graph.node('com.microsoft.FusedMatMul', 'channels', [fewer, weight], { transA: 1 });
  if (!channels.groupNorm) return y;
  const biased = graph.node('Add', 'biased', [y, graph.floats('bias', channels.bias, [c])]);
  return addGroupNorm(graph, biased, channels.groupNorm, [f, c], 1);
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
function addHalf(
  context: LayerContext,
  x: Value,
  half: AnyHalf,
  excess: Float64Array,
  activation: Activation,
  deferred: boolean,
): Value {
  const { graph, channels } = context;
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
