import { type GraphProto, type ModelProto, type NodeProto, type TensorProto } from './onnx_pb.js';

/** Every node of a model: of its graph, of the graphs inside its nodes and of its functions. */
export function* allNodes(model: ModelProto): Generator<NodeProto> {
  if (model.graph) yield* nodesOf(model.graph.node);
  for (const { node } of model.functions) yield* nodesOf(node);
}

function* nodesOf(nodes: readonly NodeProto[]): Generator<NodeProto> {
  for (const node of nodes) {
    yield node;
    for (const graph of graphsIn(node)) yield* nodesOf(graph.node);
  }
}

function* graphsIn(node: NodeProto): Generator<GraphProto> {
  for (const attribute of node.attribute) {
    if (attribute.g) yield attribute.g;
    yield* attribute.graphs;
  }
}

/** Every tensor that a model holds: initialisers and nodes' attributes, at every depth. */
export function* allTensors(model: ModelProto): Generator<TensorProto> {
  if (model.graph) yield* initialisersOf(model.graph);
  for (const node of allNodes(model)) {
    for (const graph of graphsIn(node)) yield* initialisersOf(graph);
    for (const { t, tensors, sparseTensor } of node.attribute) {
      if (t) yield t;
      yield* tensors;
      if (sparseTensor?.values) yield sparseTensor.values;
    }
  }
}

function* initialisersOf(graph: GraphProto): Generator<TensorProto> {
  yield* graph.initializer;
  for (const { values, indices } of graph.sparseInitializer) {
    if (values) yield values;
    if (indices) yield indices;
  }
}
