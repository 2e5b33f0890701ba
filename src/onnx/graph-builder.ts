import { create } from '@bufbuild/protobuf';
import { createHash } from 'node:crypto';
import { version } from '../../package.json';
import { makeAttributes, type Attributes } from './attributes.js';
import { setMetadata } from './metadata.js';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  ValueInfoProtoSchema,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx_pb.js';
import { renamedNode, renamedTensor } from './rename.js';
import { floatTensor, intTensor } from './tensor.js';

/** Name of a value in a graph: an input, an initialiser or a node's output. '' means an absent one. */
export type Value = string;

/** Sizes of an input or output; a name stands for a size that is open until the graph is run. */
export type Shape = readonly (number | string)[];

/** Default standard operator set of graphs: IR version 8 carries it, which runtimes know since 2021. */
const DEFAULT_OPSET = 17;
const IR_VERSION = 8;
/** IR version that a graph must state from this operator set on (onnx.proto, Version). */
const LATER_IR_VERSIONS: readonly { readonly opset: number; readonly irVersion: number }[] = [
  { opset: 21, irVersion: 10 },
  { opset: 19, irVersion: 9 },
];

/** Metadata and operator sets of a finished model. */
export interface BuildOptions {
  /** Key-value pairs to carry along, `metadata_props`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Standard operator set; the nodes that are written must be of this version. */
  readonly opset?: number;
  /** The model whose graph was included: its operator sets, IR version and functions go along. */
  readonly including?: ModelProto;
}

interface GraphParts {
  readonly inputs: ValueInfoProto[];
  readonly outputs: { readonly name: string; readonly value: Value; readonly shape: Shape }[];
  readonly initialisers: TensorProto[];
  readonly nodes: NodeProto[];
  /** Values that are defined so far. */
  readonly names: Set<Value>;
  /** Initialisers by type, shape and content, so that equal ones are stored once. */
  readonly byContent: Map<string, Value>;
}

const floatValue = (name: string, shape: Shape): ValueInfoProto =>
  create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType: TensorProto_DataType.FLOAT,
          shape: {
            dim: shape.map((size) => ({
              value:
                typeof size === 'string'
                  ? { case: 'dimParam' as const, value: size }
                  : { case: 'dimValue' as const, value: BigInt(size) },
            })),
          },
        },
      },
    },
  });

/**
 * Writes an ONNX graph node by node. Each node, and its output, has a name that says where it belongs:
 * `builder.scope('encoder.0').node('Conv', 'conv', [...])` makes the value `encoder.0/conv`.
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #prefix: string;
  readonly #parts: GraphParts;

  /** @param name of the graph, shown by model viewers */
  constructor(name: string, scope?: { readonly prefix: string; readonly parts: GraphParts }) {
    this.#name = name;
    this.#prefix = scope?.prefix ?? '';
    this.#parts = scope?.parts ?? {
      inputs: [],
      outputs: [],
      initialisers: [],
      nodes: [],
      names: new Set(),
      byContent: new Map(),
    };
  }

  /** The same graph, with `name/` before the names that are given to it. */
  scope(name: string): GraphBuilder {
    return new GraphBuilder(this.#name, { prefix: `${this.#prefix}${name}/`, parts: this.#parts });
  }

  /** A float32 input of the graph, by its full name. */
  input(name: string, shape: Shape): Value {
    this.#parts.inputs.push(floatValue(name, shape));
    return this.#define(name);
  }

  /** Makes `value` the graph's float32 output `name`. */
  output(name: string, value: Value, shape: Shape): void {
    this.#parts.outputs.push({ name, value, shape });
  }

  /** A float32 initialiser. One of the same content is used again, under the name that it has. */
  floats(name: string, data: ArrayLike<number>, shape: readonly number[]): Value {
    return this.#initialiser(floatTensor(this.#prefix + name, data, shape));
  }

  /** An int64 initialiser; a vector unless a shape is given. */
  ints(name: string, data: readonly number[], shape?: readonly number[]): Value {
    return this.#initialiser(intTensor(this.#prefix + name, data, shape));
  }

  /**
   * A node with one output.
   *
   * @param operator name, with its domain before it when that is not ai.onnx: `com.microsoft.QuickGelu`
   * @returns the output, named as the node
   */
  node(operator: string, name: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.#node(operator, this.#prefix + name, inputs, [this.#prefix + name], attributes);
  }

  /**
   * A node with several outputs.
   *
   * @param outputs a name each, '' for one that is not wanted
   * @returns the outputs, named `node.output`
   */
  nodeOf(
    operator: string,
    name: string,
    inputs: readonly Value[],
    outputs: readonly string[],
    attributes: Attributes = {},
  ): Value[] {
    const full = this.#prefix + name;
    const values = outputs.map((output) => output && `${full}.${output}`);
    this.#node(operator, full, inputs, values, attributes);
    return values;
  }

  /**
   * Splits a value in two along its axis 1.
   *
   * @param sizes   of the two along that axis, and the name of the constant that holds them
   * @param outputs a name each
   */
  splitInTwo(
    name: string,
    value: Value,
    sizes: { readonly name: string; readonly values: readonly [number, number] },
    outputs: readonly [string, string],
  ): [Value, Value] {
    const inputs = [value, this.ints(sizes.name, sizes.values)];
    return this.nodeOf('Split', name, inputs, outputs, { axis: 1 }) as [Value, Value];
  }

  /**
   * Takes in the nodes and initialisers of another graph, named under this scope.
   *
   * @param bindings values that stand for that graph's inputs
   * @returns the name that a value of that graph has in this one
   */
  include(graph: GraphProto, bindings: ReadonlyMap<string, Value>): (name: string) => Value {
    const rename = (name: string): Value => bindings.get(name) ?? this.#prefix + name;
    for (const tensor of graph.initializer) {
      if (bindings.has(tensor.name)) continue;
      this.#parts.initialisers.push(renamedTensor(tensor, rename));
      this.#define(rename(tensor.name));
    }
    for (const node of graph.node) {
      const copy = renamedNode(node, rename);
      copy.name = this.#prefix + node.name;
      this.#append(copy);
    }
    return rename;
  }

  /** The finished model. */
  build({ metadata = {}, opset = DEFAULT_OPSET, including }: BuildOptions = {}): ModelProto {
    const { inputs, initialisers, outputs } = this.#parts;
    const nodes = this.#nodesWithOutputs();
    const imports = new Map(including?.opsetImport.map(({ domain, version }) => [domain, version]));
    if (!imports.has('')) imports.set('', BigInt(opset));
    for (const { domain } of nodes) if (!imports.has(domain)) imports.set(domain, 1n);
    const irVersion = LATER_IR_VERSIONS.find((later) => opset >= later.opset)?.irVersion ?? IR_VERSION;
    const model = create(ModelProtoSchema, {
      irVersion: including?.irVersion ?? BigInt(irVersion),
      producerName: 'stillmic',
      producerVersion: version,
      opsetImport: Array.from(imports, ([domain, version]) =>
        create(OperatorSetIdProtoSchema, { domain, version }),
      ),
      functions: including?.functions ?? [],
      graph: create(GraphProtoSchema, {
        name: this.#name,
        node: nodes,
        initializer: initialisers,
        input: inputs,
        output: outputs.map(({ name, shape }) => floatValue(name, shape)),
      }),
    });
    setMetadata(model, metadata);
    return model;
  }

  #node(
    operator: string,
    name: string,
    inputs: readonly Value[],
    outputs: readonly Value[],
    attributes: Attributes,
  ): Value {
    const dot = operator.lastIndexOf('.');
    this.#append(
      create(NodeProtoSchema, {
        name,
        opType: operator.slice(dot + 1),
        domain: operator.slice(0, Math.max(dot, 0)),
        input: [...inputs],
        output: [...outputs],
        attribute: makeAttributes(attributes),
      }),
    );
    return outputs[0] ?? '';
  }

  #append(node: NodeProto): void {
    for (const input of node.input)
      if (input && !this.#parts.names.has(input))
        throw new Error(`${node.name} takes “${input}”, which is no value.`);
    for (const output of node.output) if (output) this.#define(output);
    this.#parts.nodes.push(node);
  }

  #initialiser(tensor: TensorProto): Value {
    const content = createHash('sha1').update(tensor.rawData).digest('hex');
    const key = `${tensor.dataType} ${tensor.dims.join()} ${content}`;
    const known = this.#parts.byContent.get(key);
    if (known !== undefined) return known;
    this.#parts.byContent.set(key, tensor.name);
    this.#parts.initialisers.push(tensor);
    return this.#define(tensor.name);
  }

  #define(name: Value): Value {
    if (this.#parts.names.has(name)) throw new Error(`Two values of the graph are called “${name}”.`);
    this.#parts.names.add(name);
    return name;
  }

  /** The nodes, with the values that are outputs renamed; what isn't a node's own value is passed on as is. */
  #nodesWithOutputs(): NodeProto[] {
    const renamed = new Map<Value, string>();
    const passedOn: NodeProto[] = [];
    const produced = new Set(this.#parts.nodes.flatMap(({ output }) => output));
    for (const { name, value } of this.#parts.outputs) {
      if (produced.has(value) && !renamed.has(value)) renamed.set(value, name);
      else
        passedOn.push(
          create(NodeProtoSchema, {
            name,
            opType: 'Identity',
            input: [renamed.get(value) ?? value],
            output: [name],
          }),
        );
    }
    const rename = (value: Value): string => renamed.get(value) ?? value;
    const nodes = this.#parts.nodes.map((node) => renamedNode(node, rename));
    return [...nodes, ...passedOn];
  }
}
