import { clone } from '@bufbuild/protobuf';
import {
  NodeProtoSchema,
  TensorProtoSchema,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from './onnx_pb.js';

/** Gives every value a new name; '' (an absent value) is never asked for. */
export type Rename = (name: string) => string;

/** A copy of a node with its values renamed, also in the graphs inside it. */
export function renamedNode(node: NodeProto, rename: Rename): NodeProto {
  const copy = clone(NodeProtoSchema, node);
  renameNode(copy, (name) => name && rename(name));
  return copy;
}

/** A copy of a tensor under its new name. */
export function renamedTensor(tensor: TensorProto, rename: Rename): TensorProto {
  const copy = clone(TensorProtoSchema, tensor);
  copy.name = rename(copy.name);
  return copy;
}

function renameNode(node: NodeProto, rename: Rename): void {
  node.input = node.input.map(rename);
  node.output = node.output.map(rename);
  for (const { g, graphs } of node.attribute)
    for (const graph of g ? [g, ...graphs] : graphs) renameGraph(graph, rename);
}

function renameGraph(graph: GraphProto, rename: Rename): void {
  for (const node of graph.node) renameNode(node, rename);
  for (const value of [...graph.initializer, ...graph.input, ...graph.output, ...graph.valueInfo])
    value.name = rename(value.name);
}
