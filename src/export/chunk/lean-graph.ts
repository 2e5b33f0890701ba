import { inputShape } from '../../onnx/graph-shapes.js';
import type { ModelProto, NodeProto } from '../../onnx/onnx_pb.js';
import { CACHE_INPUT_PREFIX, cacheInput, INPUT_CACHE, SIGNAL_NAMES } from '../../shared/graph-names.js';
import { GraphReader } from '../recover/graph-layers.js';
import { NotRecognised } from '../recover/not-recognised.js';
import type { Tensor } from '../weights/weights.js';

/** A wav2wav graph that the exporter wrote for one hop, read by the names that it gives to its nodes. */
export class LeanGraph {
  readonly name: string;
  readonly nFft: number;
  readonly hop: number;
  readonly #reader: GraphReader;
  readonly #nodes: ReadonlyMap<string, NodeProto>;

  /** @throws NotRecognised when the exporter did not write it, or not as wav2wav */
  constructor(model: ModelProto) {
    if (model.producerName !== 'stillmic' || !model.graph) throw new NotRecognised('another producer');
    this.#reader = new GraphReader(model);
    this.name = model.graph.name;
    this.#nodes = new Map(model.graph.node.map((node) => [node.name, node]));
    this.hop = this.inputShape(SIGNAL_NAMES.wav2wav.input)[1] as number;
    this.nFft = this.hop + (this.inputShape(cacheInput(INPUT_CACHE))[1] as number);
  }

  get nodes(): readonly NodeProto[] {
    return this.#reader.graph.node;
  }

  /** Names of the recurrent states that the graph takes. */
  get states(): readonly string[] {
    return this.#reader.graph.input
      .map(({ name }) => name)
      .filter((name) => name.startsWith(CACHE_INPUT_PREFIX));
  }

  /** Shape of an input of the graph. */
  inputShape(name: string): readonly number[] {
    const shape = inputShape(this.#reader.graph, name);
    if (!shape) throw new NotRecognised(`input ${name}`);
    return shape;
  }

  /** The node of a name that the exporter gives. */
  node(name: string): NodeProto {
    const node = this.#nodes.get(name);
    if (!node) throw new NotRecognised(`node ${name}`);
    return node;
  }

  has(name: string): boolean {
    return this.#nodes.has(name);
  }

  /** A constant of floats that a node takes. */
  constant({ name, input }: NodeProto, index: number): Tensor {
    const tensor = this.#reader.constant(input[index]);
    if (!tensor) throw new NotRecognised(`constant of ${name}`);
    return tensor;
  }

  /** A constant by its name, if it is one: floats, or integers. */
  find(name: string): { readonly floats?: Tensor; readonly integers?: readonly number[] } {
    const floats = this.#reader.constant(name);
    const integers = this.#reader.integers(name);
    return { ...(floats && { floats }), ...(integers && { integers }) };
  }
}
