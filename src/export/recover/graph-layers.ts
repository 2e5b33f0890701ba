import { intAttribute, intsAttribute } from '../../onnx/attributes.js';
import type { GraphProto, ModelProto, NodeProto } from '../../onnx/onnx_pb.js';
import { floatsOf, intsOf, shapeOf } from '../../onnx/tensor.js';
import { transposed } from '../layers/linear.js';
import type { GruWeights } from '../layers/gru.js';
import type { Layer } from '../weights/fold.js';
import type { Tensor } from '../weights/weights.js';

/** A step of a graph that has weights. */
export type GraphLayer =
  /** To the power of a constant. */
  | { readonly kind: 'power'; readonly exponent: number }
  | { readonly kind: 'convolution'; readonly layer: Layer; readonly stride: number }
  | { readonly kind: 'transposed-convolution'; readonly layer: Layer; readonly node: NodeProto }
  /** Weight [out, in]; `bias` is empty where there is none. */
  | { readonly kind: 'linear'; readonly layer: Layer; readonly node: NodeProto }
  /** A constant [rows, columns] that is added. */
  | { readonly kind: 'added'; readonly tensor: Tensor }
  | { readonly kind: 'gru'; readonly gru: GruWeights };

/** Reads constants and follows values of a graph. */
export class GraphReader {
  readonly graph: GraphProto;
  readonly #constants = new Map<string, Tensor>();
  readonly #integers = new Map<string, number[]>();

  constructor(model: ModelProto) {
    if (!model.graph) throw new Error('A model without a graph.');
    this.graph = model.graph;
    const constants = this.graph.node.flatMap(({ opType, output, attribute }) =>
      opType === 'Constant' && attribute[0]?.t ? [{ name: output[0] ?? '', tensor: attribute[0].t }] : [],
    );
    const initialisers = this.graph.initializer.map((tensor) => ({ name: tensor.name, tensor }));
    for (const { name, tensor } of [...initialisers, ...constants]) {
      const floats = floatsOf(tensor);
      if (floats) this.#constants.set(name, { shape: shapeOf(tensor), data: Float64Array.from(floats) });
      const integers = intsOf(tensor);
      if (integers) this.#integers.set(name, integers);
    }
  }

  constant(name: string | undefined): Tensor | undefined {
    return this.#constants.get(name ?? '');
  }

  integers(name: string | undefined): number[] | undefined {
    return this.#integers.get(name ?? '');
  }

  /** Nodes that take a value. */
  consumers(value: string | undefined): NodeProto[] {
    return value ? this.graph.node.filter(({ input }) => input.includes(value)) : [];
  }
}

/** The layers of a graph; what has no weights (shapes, activations, attention's own products) is left out. */
export function readLayers(reader: GraphReader): GraphLayer[] {
  const biases = new Set<NodeProto>();
  return reader.graph.node.flatMap((node): GraphLayer[] => {
    const layer = biases.has(node) ? undefined : readLayer(reader, node, biases);
    return layer ? [layer] : [];
  });
}

function readLayer(reader: GraphReader, node: NodeProto, biases: Set<NodeProto>): GraphLayer | undefined {
  const [first, second] = [reader.constant(node.input[0]), reader.constant(node.input[1])];
  switch (node.opType) {
    case 'Pow':
      return second?.data.length === 1 ? { kind: 'power', exponent: second.data[0] as number } : undefined;
    case 'Conv':
    case 'ConvTranspose': {
      if (!second) return undefined;
      const outputs = second.shape[node.opType === 'Conv' ? 0 : 1] as number;
      const bias = reader.constant(node.input[2])?.data ?? new Float64Array(outputs);
      const layer: Layer = { weight: second, bias };
      return node.opType === 'Conv'
        ? { kind: 'convolution', layer, stride: intsAttribute(node, 'strides')?.[0] ?? 1 }
        : { kind: 'transposed-convolution', layer, node };
    }
    case 'MatMul':
      return second?.shape.length === 2 ? readMatMul(reader, node, transposed(second), biases) : undefined;
    case 'Gemm': {
      if (second?.shape.length !== 2) return undefined;
      const weight = intAttribute(node, 'transB') ? second : transposed(second);
      return {
        kind: 'linear',
        layer: { weight, bias: reader.constant(node.input[2])?.data ?? new Float64Array(0) },
        node,
      };
    }
    case 'Add': {
      const added = first ?? second;
      return added && added.shape.length >= 2
        ? { kind: 'added', tensor: withoutLeadingOnes(added) }
        : undefined;
    }
    case 'GRU':
      return recoverGru(reader, node);
    default:
      return undefined;
  }
}

/** A product with a constant matrix, and the vector that is added to it right afterwards. */
function readMatMul(
  reader: GraphReader,
  node: NodeProto,
  weight: Tensor,
  biases: Set<NodeProto>,
): GraphLayer {
  const consumers = reader.consumers(node.output[0]);
  const [next] = consumers;
  const outputs = weight.shape[0] as number;
  if (consumers.length === 1 && next?.opType === 'Add') {
    const bias = next.input.map((input) => reader.constant(input)).find((constant) => constant);
    if (bias?.shape.length === 1 && bias.data.length === outputs) {
      biases.add(next);
      return { kind: 'linear', layer: { weight, bias: bias.data }, node };
    }
  }
  return { kind: 'linear', layer: { weight, bias: new Float64Array(0) }, node };
}

/** ONNX has the gates z, r, n; here they are r, z, n. */
function recoverGru(reader: GraphReader, node: NodeProto): GraphLayer | undefined {
  const [input, hidden, bias] = [1, 2, 3].map((index) => reader.constant(node.input[index]));
  if (!input || !hidden || !bias || input.shape[0] !== 1 || intAttribute(node, 'linear_before_reset') !== 1)
    return undefined;
  const size = hidden.shape[2] as number;
  const reordered = (values: Float64Array): Float64Array => {
    const gate = values.length / 3;
    const result = values.slice();
    result.set(values.subarray(gate, 2 * gate), 0);
    result.set(values.subarray(0, gate), gate);
    return result;
  };
  const layer = (weight: Tensor, part: number): Layer => ({
    weight: { shape: weight.shape.slice(1), data: reordered(weight.data) },
    bias: reordered(bias.data.slice(part * 3 * size, (part + 1) * 3 * size)),
  });
  return { kind: 'gru', gru: { input: layer(input, 0), hidden: layer(hidden, 1) } };
}

function withoutLeadingOnes({ shape, data }: Tensor): Tensor {
  const sizes = [...shape];
  while (sizes.length > 2 && sizes[0] === 1) sizes.shift();
  return { shape: sizes, data };
}
