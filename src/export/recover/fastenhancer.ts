import type { ModelProto, NodeProto } from '../../onnx/onnx_pb.js';
import type { ModelSpec } from '../../shared/model-spec.js';
import { unfoldPhases } from '../families/fastenhancer/read-stages.js';
import type { Block, FastEnhancer, Mask, Stage } from '../families/fastenhancer/network.js';
import type { GruWeights } from '../layers/gru.js';
import type { Layer } from '../weights/fold.js';
import type { Tensor } from '../weights/weights.js';
import { GraphReader, readLayers, type GraphLayer } from './graph-layers.js';
import { NotRecognised } from './not-recognised.js';

/** Digits of the compression's exponent that float32 keeps. */
const EXPONENT_DIGITS = 6;

/**
 * Reads the weights of a FastEnhancer network back from a graph that the reference exported. Only the order and
 * the shapes of its layers are looked at, no names, so that the exporters of several PyTorch versions are
 * understood; whoever uses the result has to compare what both give.
 *
 * @throws NotRecognised when the layers are not FastEnhancer's
 */
export function recoverFastEnhancer(model: ModelProto, spec: ModelSpec): FastEnhancer {
  const reader = new GraphReader(model);
  const layers = new LayerQueue(readLayers(reader));
  const power = layers.next('power');
  const first = layers.next('convolution');
  const encoderPre = stridedStage(first);
  const encoder: Stage[] = [];
  while (layers.upcoming?.kind === 'convolution') encoder.push(layers.next('convolution').layer);
  const blocksPre = {
    frequency: layers.next('linear').layer.weight,
    channels: layers.next('convolution').layer,
  };
  const blocks: Block[] = [];
  // Behind the blocks is a linear layer as well, but a convolution follows it.
  while (layers.after?.kind !== 'convolution') blocks.push(readBlock(layers, reader));
  const blocksPost = {
    frequency: layers.next('linear').layer.weight,
    channels: layers.next('convolution').layer,
  };
  const decoder: { merge: Stage; convolution: Stage }[] = [];
  while (layers.after?.kind === 'convolution')
    decoder.push({ merge: layers.next('convolution').layer, convolution: layers.next('convolution').layer });
  const merge = layers.next('convolution').layer;
  const upsample = layers.next('transposed-convolution');
  layers.next('power');
  layers.end();
  return {
    stft: { nFft: spec.nFft, hop: spec.hop, windowLength: spec.windowLength, window: spec.window },
    inputCompression: Number((1 + power.exponent).toFixed(EXPONENT_DIGITS)),
    activation: reader.graph.node.some(({ opType }) => opType === 'Relu') ? 'ReLU' : 'SiLU',
    mask: maskBehind(reader, upsample.node),
    resnet: false,
    stride: encoderPre.stride,
    encoderPre: encoderPre.stage,
    encoder,
    blocksPre,
    blocks,
    blocksPost,
    decoder,
    decoderPost: { merge, upsample: upsample.layer },
  };
}

type LayerOf<Kind extends GraphLayer['kind']> = Extract<GraphLayer, { kind: Kind }>;

/** Gives layers in their order, each of the kind that has to come. */
class LayerQueue {
  readonly #layers: readonly GraphLayer[];
  #at = 0;

  constructor(layers: readonly GraphLayer[]) {
    this.#layers = layers;
  }

  get upcoming(): GraphLayer | undefined {
    return this.#layers[this.#at];
  }

  /** The layer behind the upcoming one. */
  get after(): GraphLayer | undefined {
    return this.#layers[this.#at + 1];
  }

  next<Kind extends GraphLayer['kind']>(kind: Kind): LayerOf<Kind> {
    const layer = this.#layers[this.#at++];
    if (layer?.kind !== kind)
      throw new NotRecognised(`layer ${this.#at}: ${layer?.kind ?? '–'}, not ${kind}`);
    return layer as LayerOf<Kind>;
  }

  end(): void {
    if (this.upcoming) throw new NotRecognised(`layer ${this.#at + 1}: ${this.upcoming.kind}`);
  }
}

/** Exported with its phases as channels, [C, 2·stride, kernel/stride], or as a strided convolution [C, 2, kernel]. */
function stridedStage({ layer, stride }: LayerOf<'convolution'>): { stage: Stage; stride: number } {
  const inputs = layer.weight.shape[1] as number;
  return inputs === 2
    ? { stage: layer, stride }
    : { stage: unfoldPhases(layer, inputs / 2), stride: inputs / 2 };
}

function readBlock(layers: LayerQueue, reader: GraphReader): Block {
  const gru = readGruLayers(layers);
  const timeOutput = withBias(layers.next('linear').layer);
  const embedding: { positionalEmbedding?: Tensor } =
    layers.upcoming?.kind === 'added' ? { positionalEmbedding: layers.next('added').tensor } : {};
  const qkv = layers.next('linear');
  const output = withBias(layers.next('linear').layer);
  return {
    ...embedding,
    time: { core: { kind: 'gru', ...gru }, output: timeOutput, activated: false },
    frequency: {
      core: { kind: 'self-attention', heads: headsOf(reader, qkv.node), qkv: withBias(qkv.layer) },
      output,
      activated: false,
    },
  };
}

/** One operator, or its two products: of the input and of the state. */
function readGruLayers(layers: LayerQueue): GruWeights {
  if (layers.upcoming?.kind === 'gru') return layers.next('gru').gru;
  return { input: withBias(layers.next('linear').layer), hidden: withBias(layers.next('linear').layer) };
}

const withBias = ({ weight, bias }: Layer): Layer => ({
  weight,
  bias: bias.length > 0 ? bias : new Float64Array(weight.shape[0] as number),
});

/** Queries, keys and values are reshaped to [1, frequencies, heads, …]. */
function headsOf(reader: GraphReader, qkv: NodeProto): number {
  const reshape = following(reader, qkv, ({ opType }) => opType === 'Reshape');
  const heads = reader.integers(reshape?.input[1])?.[2];
  if (heads === undefined) throw new NotRecognised('attention heads');
  return heads;
}

function maskBehind(reader: GraphReader, upsample: NodeProto): Mask {
  const next = following(reader, upsample, ({ opType }) => !['Reshape', 'Transpose'].includes(opType));
  if (next?.opType === 'Sigmoid') return 'sigmoid';
  return next?.opType === 'Tanh' ? 'tanh' : null;
}

/** The first node behind this one, along single consumers, that is wanted. */
function following(
  reader: GraphReader,
  node: NodeProto,
  wanted: (node: NodeProto) => boolean,
): NodeProto | undefined {
  const [next] = reader.consumers(node.output[0]);
  return !next || wanted(next) ? next : following(reader, next, wanted);
}
