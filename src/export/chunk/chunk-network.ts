import { float, intAttribute, intsAttribute, type Attributes } from '../../onnx/attributes.js';
import { AttributeProto_AttributeType as Type, type NodeProto } from '../../onnx/onnx_pb.js';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { cacheInput, FIRST_NETWORK_CACHE, outputOfCache } from '../../shared/graph-names.js';
import { addGruOverHops, isPartOfUnrolledGru, readUnrolledGru, UNROLLED_GRU_RESULT } from './chunk-gru.js';
import { NotRecognised } from '../recover/not-recognised.js';
import { convolutionOfTransposed } from './transposed-convolution.js';
import type { LeanGraph } from './lean-graph.js';

/** Scope of the network's nodes in a lean graph, and its result. */
const SCOPE = 'network/';
const RESULT = 'network/expand/expanded';

/** Operators that treat each frame alike, whatever stands before the last axes. */
const SAME_FOR_EACH_FRAME = new Set([
  'Add',
  'Attention',
  'Concat',
  'FusedMatMul',
  'MatMul',
  'Max',
  'Mul',
  'QuickGelu',
  'ReduceSum',
  'Relu',
  'Sigmoid',
  'Tanh',
]);

/** States of the network that the graph takes and gives. */
interface State {
  readonly input: Value;
  readonly shape: readonly number[];
  output?: Value;
}

/**
 * The network of a lean graph over all frames of a chunk: [hops, 2, bins] to [hops, 2, bins]. Frames are the batch of
 * every layer but the GRUs, which run along them. Convolutions have two axes, of which the first has the length 1:
 * ONNX Runtime has faster ones for those than for one axis.
 */
export class ChunkNetwork {
  readonly #graph: GraphBuilder;
  readonly #lean: LeanGraph;
  readonly #states = new Map<string, State>();
  /** Values of this graph by the names that they have in the lean one. */
  readonly #values = new Map<string, Value>();

  constructor(graph: GraphBuilder, lean: LeanGraph) {
    this.#graph = graph;
    this.#lean = lean;
    const own = lean.states.slice(FIRST_NETWORK_CACHE.wav2wav);
    own.forEach((name, index) => {
      if (name !== cacheInput(FIRST_NETWORK_CACHE.wav2wav + index)) throw new NotRecognised(`state ${name}`);
      const shape = lean.inputShape(name);
      this.#states.set(name, { input: graph.input(name, shape), shape });
    });
  }

  /** @throws NotRecognised when a layer of it sees other frames than the GRUs do */
  build(spectra: Value): Value {
    this.#values.set('stft/spectrum', spectra);
    for (const node of this.#lean.nodes) if (node.name.startsWith(SCOPE)) this.#add(node);
    return this.#value(RESULT);
  }

  /** Declares the outputs of the states. */
  giveOut(): void {
    for (const [name, { output, shape }] of this.#states) {
      if (output === undefined) throw new NotRecognised(`state ${name}`);
      this.#graph.output(outputOfCache(name), output, shape);
    }
  }

  #add(node: NodeProto): void {
    if (isPartOfUnrolledGru(this.#lean, node)) {
      if (node.name.endsWith(UNROLLED_GRU_RESULT)) this.#addUnrolledGru(node);
      return;
    }
    this.#define(node, this.#result(node));
  }

  #result(node: NodeProto): Value {
    const [first = ''] = node.input;
    switch (node.opType) {
      case 'Conv':
        return this.#addConvolution(node);
      case 'ConvTranspose':
        return this.#addTransposedConvolution(node);
      case 'GRU':
        return this.#addGruOperator(node);
      case 'Pow':
        return this.#addPower(node);
      case 'ReduceSumSquare': {
        const squares = this.#node(
          'Mul',
          `${node.name}_squares`,
          [first, first].map((x) => this.#value(x)),
        );
        const axes = this.#graph.ints(`${node.name}_axes`, intsAttribute(node, 'axes') ?? []);
        return this.#node('ReduceSum', node.name, [squares, axes], { keepdims: 1 });
      }
      case 'Reshape':
        // The only one outside a GRU: both parts of the mask for both parts of the spectrum.
        if (!node.name.endsWith('/factors')) throw new NotRecognised(node.name);
        return this.#reshaped(node.name, this.#value(first), [0, 2, 2, -1]);
      default:
        if (!SAME_FOR_EACH_FRAME.has(node.opType)) throw new NotRecognised(node.name);
        return this.#copy(node);
    }
  }

  #copy(node: NodeProto): Value {
    const inputs = node.input.map((name) => this.#value(name));
    const [first = '', second = ''] = inputs;
    const { name } = node;
    // From two axes of frequency to one and back: blocks have none for the convolutions' first one.
    if (name.endsWith('blocks_pre/frequency')) inputs[0] = this.#reshaped(`${name}_of`, first, [0, 0, -1]);
    if (name.endsWith('mask/products')) inputs[1] = this.#reshaped(`${name}_of`, second, [0, 1, 2, -1]);
    const operator = node.domain ? `${node.domain}.${node.opType}` : node.opType;
    const result = this.#node(operator, name, inputs, attributesOf(node));
    return name.endsWith('blocks_post/frequency')
      ? this.#reshaped(`${name}_result`, result, [0, 0, 1, -1])
      : result;
  }

  #addConvolution(node: NodeProto): Value {
    const { name } = node;
    const weight = this.#lean.constant(node, 1);
    const [outputs, inputs, kernel, ...others] = weight.shape as [number, number, number];
    if (others.length > 0) throw new NotRecognised(`convolution over time ${name}`);
    const [before = 0, after = 0] = intsAttribute(node, 'pads') ?? [];
    const [stride = 1] = intsAttribute(node, 'strides') ?? [];
    const x = this.#value(node.input[0]);
    return this.#node(
      'Conv',
      name,
      [
        // The network's input comes with one axis.
        name.endsWith('enc_pre/conv') ? this.#reshaped(`${name}_of`, x, [0, 0, 1, -1]) : x,
        this.#graph.floats(`${name}_weight`, weight.data, [outputs, inputs, 1, kernel]),
        this.#value(node.input[2]),
      ],
      { kernel_shape: [1, kernel], strides: [1, stride], pads: [0, before, 0, after] },
    );
  }

  #addTransposedConvolution(node: NodeProto): Value {
    const { name } = node;
    const [stride = 1] = intsAttribute(node, 'strides') ?? [];
    const [pad = 0] = intsAttribute(node, 'pads') ?? [];
    const [extra = 0] = intsAttribute(node, 'output_padding') ?? [];
    if (extra > 0) throw new NotRecognised(name);
    const layer = { weight: this.#lean.constant(node, 1), bias: this.#lean.constant(node, 2).data };
    const { weight, bias, reach } = convolutionOfTransposed(layer, stride, pad);
    const bands = this.#lean.nFft / 2 / stride;
    const phases = this.#node(
      'Conv',
      name,
      [
        this.#value(node.input[0]),
        this.#graph.floats(`${name}_weight`, weight.data, weight.shape),
        this.#graph.floats(`${name}_bias`, bias, [bias.length]),
      ],
      { kernel_shape: [1, 2 * reach + 1], pads: [0, reach, 0, reach] },
    );
    const apart = this.#reshaped(`${name}_phases`, phases, [0, -1, stride, bands]);
    return this.#node('Transpose', `${name}_in_order`, [apart], { perm: [0, 1, 3, 2] });
  }

  #addGruOperator(node: NodeProto): Value {
    const [x = '', input = '', hidden = '', bias = '', , state = ''] = node.input;
    const weights = [input, hidden, bias].map((name) => this.#value(name));
    return this.#overHops(node.name, this.#value(x), weights, state, intAttribute(node, 'hidden_size') ?? 0);
  }

  #addUnrolledGru(node: NodeProto): void {
    const { signal, state, weights, size } = readUnrolledGru(this.#lean, node, this.#graph);
    this.#values.set(
      node.output[0] as string,
      this.#overHops(node.name, this.#value(signal), weights, state, size),
    );
  }

  #overHops(name: string, x: Value, weights: readonly Value[], state: string, size: number): Value {
    const known = this.#states.get(state);
    if (!known) throw new NotRecognised(name);
    const { states, last } = addGruOverHops(this.#graph, name, [x, ...weights, '', known.input], size);
    known.output = last;
    return states;
  }

  /** A power of a positive value; the operator's own function is four times as slow. */
  #addPower(node: NodeProto): Value {
    const { name } = node;
    const exponent = this.#graph.floats(`${name}_exponent`, this.#lean.constant(node, 1).data, []);
    const logarithm = this.#node('Log', `${name}_log`, [this.#value(node.input[0])]);
    return this.#node('Exp', name, [this.#node('Mul', `${name}_scaled`, [logarithm, exponent])]);
  }

  #node(operator: string, name: string, inputs: readonly Value[], attributes?: Attributes): Value {
    return this.#graph.node(operator, name, inputs, attributes);
  }

  /** @param shape may hold −1 for one size that follows, 0 for one that stays */
  #reshaped(name: string, value: Value, shape: readonly number[]): Value {
    return this.#node('Reshape', `${name}_reshaped`, [value, this.#graph.ints(`${name}_shape`, shape)]);
  }

  #define({ output }: NodeProto, value: Value): void {
    for (const name of output) if (name) this.#values.set(name, value);
  }

  /** The value of a name of the lean graph; constants are taken over when they are asked for. */
  #value(name = ''): Value {
    if (name === '') return '';
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const { floats, integers } = this.#lean.find(name);
    if (!floats && !integers) throw new NotRecognised(`value ${name}`);
    const value = floats
      ? this.#graph.floats(name, floats.data, floats.shape)
      : this.#graph.ints(name, integers ?? []);
    this.#values.set(name, value);
    return value;
  }
}

function attributesOf({ name, attribute }: NodeProto): Attributes {
  return Object.fromEntries(
    attribute.map((one) => {
      if (one.type === Type.INT) return [one.name, Number(one.i)];
      if (one.type === Type.FLOAT) return [one.name, float(one.f)];
      if (one.type === Type.INTS) return [one.name, one.ints.map(Number)];
      throw new NotRecognised(`attribute ${one.name} of ${name}`);
    }),
  );
}
