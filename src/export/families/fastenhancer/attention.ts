import { float } from '../../../onnx/attributes.js';
import type { Value } from '../../../onnx/graph-builder.js';
import type { Layer } from '../../weights/fold.js';
import type { LayerContext } from '../../layers/context.js';
import { addHistory } from '../../layers/convolution.js';
import { addLinear, pickRows, transposed } from '../../layers/linear.js';
import type { CausalAttention, SelfAttention } from './network.js';

/** Attention over the frequencies of [1, f, c]. */
export function addSelfAttention(
  { graph, channels }: LayerContext,
  x: Value,
  { heads, qkv }: SelfAttention,
): Value {
  const { weight, bias } = queriesKeysValues(qkv, heads);
  return graph.node(
    'com.microsoft.Attention',
    'attention',
    [
      x,
      graph.floats('qkv_weight', transposed(weight).data, [channels, 3 * channels]),
      graph.floats('qkv_bias', bias, [3 * channels]),
    ],
    { num_heads: heads },
  );
}

/** Rows for each head's queries, keys and values, as all queries, all keys, all values. */
function queriesKeysValues(qkv: Layer, heads: number): Layer {
  const size = qkv.bias.length / 3 / heads;
  const rows: number[] = [];
  for (let kind = 0; kind < 3; kind++)
    for (let head = 0; head < heads; head++)
      for (let i = 0; i < size; i++) rows.push((head * 3 + kind) * size + i);
  return pickRows(qkv, rows);
}

/**
 * Attention of each frequency of [1, f, c] to its last frames. Keys and values of `lookbehind` frames are the
 * caches, [f, heads, lookbehind, size of a head] each.
 */
export function addCausalAttention(
  { graph, caches, frequencies, channels }: LayerContext,
  x: Value,
  { heads, qkv, lookbehind, positions }: CausalAttention,
): Value {
  const size = channels / heads;
  const frames = lookbehind + 1;
  const projected = addLinear(graph, 'qkv', x, queriesKeysValues(qkv, heads));
  const parts = graph.nodeOf(
    'Split',
    'qkv_parts',
    [projected, graph.ints('part_sizes', [channels, channels, channels])],
    ['queries', 'keys', 'values'],
    { axis: 2 },
  );
  const headShape = graph.ints('head_shape', [frequencies, heads, 1, size]);
  const [queries, keys, values] = parts.map((part, i) =>
    graph.node('Reshape', ['queries', 'keys', 'values'][i] as string, [part, headShape]),
  ) as [Value, Value, Value];
  const shape = [frequencies, heads, frames, size] as const;
  const allKeys = addHistory(graph, 'keys', keys, shape, caches);
  const allValues = addHistory(graph, 'values', values, shape, caches);
  const scores = graph.node('com.microsoft.FusedMatMul', 'scores', [queries, allKeys], {
    transB: 1,
    alpha: float(1 / Math.sqrt(size)),
  });
  const placed = graph.node('Add', 'placed_scores', [
    scores,
    graph.floats('positions', positions.data, [heads, 1, frames]),
  ]);
  const attended = graph.node('MatMul', 'attended', [
    graph.node('Softmax', 'shares', [placed], { axis: -1 }),
    allValues,
  ]);
  return graph.node('Reshape', 'joined', [attended, graph.ints('joined_shape', [1, frequencies, channels])]);
}
