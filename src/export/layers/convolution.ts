import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { CacheList } from '../graph/cache-list.js';
import type { Layer } from '../weights/fold.js';

/** Stride, padding and groups of a convolution. */
export interface ConvolutionOptions {
  /** 1 when left out. */
  readonly stride?: number;
  /** Padding on each side; by default it keeps the number of frequencies, or divides it by the stride. */
  readonly padding?: number;
}

/**
 * A convolution over the frequencies of [1, in, f].
 *
 * @param layer weight [out, in, kernel]; axes of length 1 may stand before the kernel
 */
export function addConvolution(
  graph: GraphBuilder,
  name: string,
  x: Value,
  { weight, bias }: Layer,
  { stride = 1, padding }: ConvolutionOptions = {},
): Value {
  const [outputs, inputs] = weight.shape as [number, number];
  const kernel = weight.shape.at(-1) as number;
  const pad = padding ?? (kernel - stride) >> 1;
  return graph.node(
    'Conv',
    name,
    [
      x,
      graph.floats(`${name}_weight`, weight.data, [outputs, inputs, kernel]),
      graph.floats(`${name}_bias`, bias, [outputs]),
    ],
    { kernel_shape: [kernel], strides: [stride], pads: [pad, pad] },
  );
}

/**
 * A transposed convolution over the frequencies of [1, in, f], which multiplies their number by the stride.
 *
 * @param layer weight [in, out, kernel]; an empty bias is left out
 * @param extra frequencies at the end
 */
export function addTransposedConvolution(
  graph: GraphBuilder,
  name: string,
  x: Value,
  { weight, bias }: Layer,
  stride: number,
  extra = 0,
): Value {
  const kernel = weight.shape.at(-1) as number;
  const pad = (kernel - stride) >> 1;
  const weightValue = graph.floats(`${name}_weight`, weight.data, weight.shape);
  return graph.node(
    'ConvTranspose',
    name,
    bias.length > 0 ? [x, weightValue, graph.floats(`${name}_bias`, bias, [bias.length])] : [x, weightValue],
    { kernel_shape: [kernel], strides: [stride], pads: [pad, pad], output_padding: [extra] },
  );
}

/**
 * The frames that a layer over time sees: those of its cache and the newest one.
 *
 * @param newest [a, b, 1, d]
 * @param shape of all frames, [a, b, frames, d]
 * @returns all frames, the newest one last
 */
export function addHistory(
  graph: GraphBuilder,
  name: string,
  newest: Value,
  shape: readonly [number, number, number, number],
  caches: CacheList,
): Value {
  const [a, b, frames, d] = shape;
  const cache = caches.add([a, b, frames - 1, d]);
  const all = graph.node('Concat', `${name}_of_frames`, [cache.value, newest], { axis: 2 });
  cache.carry(
    graph.node('Slice', `${name}_to_keep`, [
      all,
      graph.ints('second_frame', [1]),
      graph.ints('frames_end', [frames]),
      graph.ints('time_axis', [2]),
    ]),
  );
  return all;
}

/**
 * A convolution over time and frequency, with the frames before this one in a cache.
 *
 * @param x [1, in, f]
 * @param layer weight [out, in ÷ groups, frames, kernel]
 * @returns [1, out, 1, f]
 */
export function addCausalConvolution(
  graph: GraphBuilder,
  name: string,
  x: Value,
  { weight, bias }: Layer,
  { caches, frequencies, groups = 1 }: CausalConvolutionOptions,
): Value {
  const [outputs, groupInputs, frames, kernel] = weight.shape as [number, number, number, number];
  const inputs = groupInputs * groups;
  const frame = graph.node('Reshape', 'frame', [x, graph.ints('frame_shape', [1, inputs, 1, frequencies])]);
  const pad = (kernel - 1) / 2;
  return graph.node(
    'Conv',
    name,
    [
      addHistory(graph, 'input', frame, [1, inputs, frames, frequencies], caches),
      graph.floats(`${name}_weight`, weight.data, weight.shape),
      graph.floats(`${name}_bias`, bias, [outputs]),
    ],
    { kernel_shape: [frames, kernel], pads: [0, pad, 0, pad], group: groups },
  );
}

/** Caches, size and groups of a causal convolution. */
export interface CausalConvolutionOptions {
  readonly caches: CacheList;
  readonly frequencies: number;
  /** 1 when left out; as many as there are channels for a depthwise convolution. */
  readonly groups?: number;
}
