import { create } from '@bufbuild/protobuf';
import { GraphBuilder } from '../../src/onnx/graph-builder.js';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
  type ModelProto,
} from '../../src/onnx/onnx_pb.js';

/** Names and shapes of a wav2wav graph with this hop; `work` is added to the sound. */
function waveformWith(
  work: (graph: GraphBuilder, input: string) => string,
  hop = 256,
  metadata: Readonly<Record<string, string>> = {},
): ModelProto {
  const graph = new GraphBuilder('hostile');
  const input = graph.input('wav_in', [1, hop]);
  const caches = ['cache_in_0', 'cache_in_1'].map((name) => graph.input(name, [1, hop]));
  graph.output('wav_out', graph.node('Add', 'sum', [input, work(graph, input)]), [1, hop]);
  caches.forEach((cache, k) =>
    graph.output(`cache_out_${k}`, graph.node('Identity', `kept_${k}`, [cache]), [1, hop]),
  );
  return graph.build({ metadata });
}

const quiet = (graph: GraphBuilder): string => graph.floats('nothing', [0], [1]);

/** A small file whose graph makes a tensor of `values` floats: when it is opened, or at every step. */
export const hungryModel = (values: number, when: 'opened' | 'run'): ModelProto =>
  waveformWith((graph, input) => {
    const fixed = graph.ints('many', [values]);
    // A size that depends on the input can't be folded into a constant.
    const zero = graph.node('Mul', 'zero', [input, graph.floats('nought', [0], [1])]);
    const whole = graph.node('Cast', 'whole', [zero], { to: TensorProto_DataType.INT64 });
    const total = graph.node('ReduceMax', 'total', [whole], { keepdims: 0 });
    const depending = graph.node('Add', 'size', [
      graph.node('Reshape', 'flat', [total, graph.ints('one', [1])]),
      fixed,
    ]);
    const tensor = graph.node('ConstantOfShape', 'tensor', [when === 'opened' ? fixed : depending]);
    return graph.node('ReduceMean', 'mean', [tensor], { keepdims: 0 });
  });

/** A graph with a Loop of 2^62 turns. */
export function endlessModel(): ModelProto {
  const model = waveformWith((graph) => graph.node('Identity', 'looped', [quiet(graph)]));
  const value = (name: string, elemType: TensorProto_DataType) =>
    create(ValueInfoProtoSchema, {
      name,
      type: create(TypeProtoSchema, {
        value: { case: 'tensorType', value: { elemType, shape: { dim: [] } } },
      }),
    });
  const body = create(GraphProtoSchema, {
    name: 'turn',
    input: [
      value('turn', TensorProto_DataType.INT64),
      value('go_on', TensorProto_DataType.BOOL),
      value('carried', TensorProto_DataType.FLOAT),
    ],
    node: [
      create(NodeProtoSchema, { opType: 'Identity', name: 'again', input: ['go_on'], output: ['still'] }),
      create(NodeProtoSchema, { opType: 'Sin', name: 'carry', input: ['carried'], output: ['carried_on'] }),
    ],
    output: [value('still', TensorProto_DataType.BOOL), value('carried_on', TensorProto_DataType.FLOAT)],
  });
  const graph = model.graph;
  const node = graph?.node.find(({ output }) => output[0] === 'looped');
  if (!graph || !node) throw new Error('no node to replace');
  graph.initializer.push(
    create(TensorProtoSchema, {
      name: 'turns',
      dataType: TensorProto_DataType.INT64,
      int64Data: [2n ** 62n],
    }),
    create(TensorProtoSchema, { name: 'start', dataType: TensorProto_DataType.FLOAT, floatData: [0] }),
  );
  Object.assign(
    node,
    create(NodeProtoSchema, {
      opType: 'Loop',
      name: 'loop',
      input: ['turns', '', 'start'],
      output: ['looped'],
      attribute: [
        create(AttributeProtoSchema, { name: 'body', type: AttributeProto_AttributeType.GRAPH, g: body }),
      ],
    }),
  );
  return model;
}

/** A graph with one hop of 2^24 samples. */
export const largeHopModel = (): ModelProto => waveformWith(quiet, 2 ** 24);

/** A graph that says it is for a sample rate of 999,999,999 Hz. */
export const highRateModel = (): ModelProto => waveformWith(quiet, 256, { sampling_rate: '999999999' });
