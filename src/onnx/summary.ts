import { externalLocation } from './model-file.js';
import { type ModelProto, TensorProto_DataLocation, TensorProto_DataType } from './onnx_pb.js';
import { elementsOf, shapeOf } from './tensor.js';
import { allNodes, allTensors } from './walk.js';

/** The parts of an ONNX file, counted. */
export interface ModelSummary {
  /** How often each operator occurs, most frequent first; outside ai.onnx as `domain.Operator`. */
  readonly operators: readonly { readonly name: string; readonly count: number }[];
  /** Nodes in all. */
  readonly nodes: number;
  /** Floating-point values in initialisers and constants: weights, and tables such as windows. */
  readonly parameters: number;
  /** Operator sets that it needs: domain (`ai.onnx` for the standard one) and version. */
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly producer: string;
  /** Files beside the model that hold some of its tensors. */
  readonly externalFiles: readonly string[];
}

const FLOAT_TYPES: readonly number[] = [
  TensorProto_DataType.FLOAT,
  TensorProto_DataType.FLOAT16,
  TensorProto_DataType.BFLOAT16,
  TensorProto_DataType.DOUBLE,
];

/** Counts the parts of a model. */
export function summarise(model: ModelProto): ModelSummary {
  const counts = new Map<string, number>();
  for (const { opType, domain } of allNodes(model)) {
    const name = domain ? `${domain}.${opType}` : opType;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const tensors = [...allTensors(model)];
  const operators = Array.from(counts, ([name, count]) => ({ name, count }));
  return {
    operators: operators.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
    nodes: operators.reduce((sum, { count }) => sum + count, 0),
    parameters: tensors
      .filter(({ dataType }) => FLOAT_TYPES.includes(dataType))
      .reduce((sum, tensor) => sum + elementsOf(shapeOf(tensor)), 0),
    opsets: model.opsetImport.map(({ domain, version }) => ({
      domain: domain || 'ai.onnx',
      version: Number(version),
    })),
    producer: [model.producerName, model.producerVersion].filter(Boolean).join(' '),
    externalFiles: [
      ...new Set(
        tensors
          .filter(({ dataLocation }) => dataLocation === TensorProto_DataLocation.EXTERNAL)
          .map(externalLocation),
      ),
    ],
  };
}
