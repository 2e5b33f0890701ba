import { create, type MessageInitShape } from '@bufbuild/protobuf';
import type { AttributeProtoSchema } from '../../src/onnx/onnx_pb.js';
import {
  AttributeProto_AttributeType,
  GraphProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  TensorProto_DataType,
  ValueInfoProtoSchema,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
} from '../../src/onnx/onnx_pb.js';
import { floatTensor, intTensor } from '../../src/onnx/tensor.js';
import { RIG_RATE } from './sound/servers.js';
import { tinyWaveform } from './tiny-models.js';

/** Rows and columns of the matrices. */
const SIZE = 256;
/** A tenth of a second at full scale, in which a model that hangs at less does so. */
export const HANGING_BURST = new Float32Array(RIG_RATE / 10).fill(1);

/** Loop's largest number of turns: years. */
const FOR_EVER = 2n ** 62n;

type ElementType = (typeof TensorProto_DataType)[keyof typeof TensorProto_DataType] & number;

export interface BusyWaveform {
  /** Amplitude beyond which a hop is a lot of work. */
  readonly threshold: number;
  /** Matrix products, 34 million operations each, for such a hop; `hangs` for a number that never ends. */
  readonly products: number | 'hangs';
}

const value = (name: string, elemType: ElementType, shape: readonly number[]) =>
  create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType,
          shape: {
            dim: shape.map((size) => ({ value: { case: 'dimValue' as const, value: BigInt(size) } })),
          },
        },
      },
    },
  });

const node = (
  opType: string,
  input: string[],
  output: string,
  attribute: MessageInitShape<typeof AttributeProtoSchema>[] = [],
): NodeProto => create(NodeProtoSchema, { opType, name: output, input, output: [output], attribute });

const integer = (name: string, i: number) => ({ name, type: AttributeProto_AttributeType.INT, i: BigInt(i) });

/** One turn: the matrix times the weights. */
const turn: GraphProto = create(GraphProtoSchema, {
  name: 'turn',
  input: [
    value('turn_number', TensorProto_DataType.INT64, []),
    value('go_on', TensorProto_DataType.BOOL, []),
    value('matrix', TensorProto_DataType.FLOAT, [SIZE, SIZE]),
  ],
  output: [
    value('go_on_out', TensorProto_DataType.BOOL, []),
    value('matrix_out', TensorProto_DataType.FLOAT, [SIZE, SIZE]),
  ],
  node: [node('Identity', ['go_on'], 'go_on_out'), node('MatMul', ['busy_weights', 'matrix'], 'matrix_out')],
});

const longTensor = (name: string, long: bigint): TensorProto =>
  create(TensorProtoSchema, { name, dims: [], dataType: TensorProto_DataType.INT64, int64Data: [long] });

/**
 * The tiny model at 16 kHz with a hop of 256, whose output is its input n − h samples late, but which works hard
 * at loud hops: that makes it too slow, or hangs it, while the test wants it to be.
 */
export function busyWaveform({ threshold, products }: BusyWaveform): ModelProto {
  const model = tinyWaveform({ hop: 256, nFft: 512, framing: 'hop' });
  const graph = model.graph as GraphProto;
  const last = graph.node.find(({ output }) => output.includes('wav_out')) as NodeProto;
  last.output = last.output.map((name) => (name === 'wav_out' ? 'wav_passed' : name));
  graph.initializer.push(
    floatTensor('busy_threshold', [threshold], []),
    floatTensor('busy_share', [1e-20], []),
    floatTensor('busy_weights', new Float32Array(SIZE * SIZE).fill(1 / SIZE), [SIZE, SIZE]),
    products === 'hangs' ? longTensor('busy_turns', FOR_EVER) : intTensor('busy_turns', [products], []),
  );
  const body = { name: 'body', type: AttributeProto_AttributeType.GRAPH, g: turn };
  graph.node.push(
    node('Abs', ['wav_in'], 'busy_abs'),
    node('ReduceMax', ['busy_abs'], 'busy_peak', [integer('keepdims', 0)]),
    node('Greater', ['busy_peak', 'busy_threshold'], 'busy_loud'),
    node('Cast', ['busy_loud'], 'busy_one', [integer('to', TensorProto_DataType.INT64)]),
    node('Mul', ['busy_one', 'busy_turns'], 'busy_count'),
    node('Loop', ['busy_count', '', 'busy_weights'], 'busy_done', [body]),
    node('ReduceMean', ['busy_done'], 'busy_mean', [integer('keepdims', 0)]),
    node('Mul', ['busy_mean', 'busy_share'], 'busy_nothing'),
    node('Add', ['wav_passed', 'busy_nothing'], 'wav_out'),
  );
  return model;
}
