import { UserError } from '../../../shared/user-error.js';
import { words } from '../../../words/words.js';
import { readFrameNorm } from '../../layers/frame-norm.js';
import { batchNorm, foldOutput, NORM_EPS, readLayer, scaleFinal, type Layer } from '../../weights/fold.js';
import type { Tensor, Weights } from '../../weights/weights.js';
import { stftOf } from '../options.js';
import type { Block, FastEnhancer, Stage } from './network.js';
import type { CommonOptions } from './options.js';

/** The blocks between encoder and decoder. */
export interface BlockStack {
  /** Their name in the checkpoint: `rf`, `dprnn` or `dpt`. */
  readonly name: string;
  readonly frequencies: number;
  readonly channels: number;
  readonly blocks: readonly Block[];
}

/** The differences between the members of the family, outside the blocks. */
export interface Structure {
  /** Kernel sizes over frequency: the strided convolution's, then the others'. */
  readonly kernels: readonly number[];
  /** Kernel size over time of the other convolutions; without it they see one frame. */
  readonly kernelTime?: number;
  /** Normalisation after convolutions: by fixed statistics (folded away, the default) or by the frame's own. */
  readonly norm?: 'batch' | 'group';
  /** False unless given. */
  readonly resnet?: boolean;
  /** Scale of the last convolution: none, as stored, or its exponential. */
  readonly finalScale: boolean | 'exp';
}

/** Reads and folds everything of a network but its blocks, and joins them. */
export function readStages(
  weights: Weights,
  options: CommonOptions,
  stack: BlockStack,
  { kernels, kernelTime, norm = 'batch', resnet = false, finalScale }: Structure,
): FastEnhancer {
  const { channels, stride, n_fft: nFft } = options;
  const { frequencies, channels: blockChannels } = stack;
  const firstKernel = kernels[0] as number;
  checkFrequencies(nFft, stride, firstKernel);
  const bands = nFft / 2 / stride;
  const inTime = kernelTime === undefined ? [] : [kernelTime];
  const stage = (module: Weights, conv: number, shape: readonly number[], biased = norm === 'group'): Stage =>
    readStage(module, conv, shape, norm, biased);
  const encoder = kernels.slice(1);
  /** 1×1 convolutions over two axes where the network sees several frames. */
  const pointwise = (output: number, input: number): number[] => [output, input, ...inTime.map(() => 1), 1];
  const pre = weights.scope(`${stack.name}_pre`);
  const post = weights.scope(`${stack.name}_post`);
  const decoderPost = weights.scope('dec_post');
  return {
    stft: stftOf(options),
    inputCompression: options.input_compression,
    activation: options.activation,
    mask: options.mask,
    resnet,
    stride,
    encoderPre: unfoldPhases(
      stage(weights.scope('enc_pre'), 0, [channels, 2 * stride, firstKernel / stride]),
      stride,
    ),
    encoder: encoder.map((kernel, i) =>
      stage(weights.scope(`encoder.${i}`), 0, [channels, channels, ...inTime, kernel]),
    ),
    blocksPre: {
      frequency: pre.read('0.weight', [frequencies, bands]),
      channels: stage(pre, 1, pointwise(blockChannels, channels)),
    },
    blocks: stack.blocks,
    blocksPost: {
      frequency: post.read('0.weight', [bands, frequencies]),
      channels: stage(post, 1, pointwise(channels, blockChannels)),
    },
    decoder: [...encoder].reverse().map((kernel, i) => {
      const module = weights.scope(`decoder.${i}`);
      return {
        merge: stage(module, 0, pointwise(channels, 2 * channels)),
        convolution: stage(module, 3, [channels, channels, ...inTime, kernel], false),
      };
    }),
    decoderPost: {
      merge: stage(decoderPost, 0, [channels, 2 * channels, 1], false),
      upsample: readUpsample(decoderPost.scope('3'), [channels, 2, firstKernel], finalScale, options),
    },
  };
}

function checkFrequencies(nFft: number, stride: number, kernel: number): void {
  if (kernel % stride !== 0 || (kernel - stride) % 2 !== 0)
    throw new UserError(words('export.kernelMismatch', { kernel, stride }));
  if (nFft % (2 * stride) !== 0) throw new UserError(words('export.strideMismatch', { nFft, stride }));
}

/** A convolution at index `conv` of a sequential module and the normalisation behind it. */
function readStage(
  module: Weights,
  conv: number,
  shape: readonly number[],
  norm: 'batch' | 'group',
  biased: boolean,
): Stage {
  const channels = shape[0] as number;
  const layer = readLayer(module.scope(`${conv}`), shape, biased);
  const after = module.scope(`${conv + 1}`);
  if (norm === 'batch') return foldOutput(layer, batchNorm(after, channels, NORM_EPS));
  return { ...layer, groupNorm: readFrameNorm(after, [channels]) };
}

/** The strided convolution is stored as one over stride·2 channels, phase outermost; here it is [C, 2, kernel]. */
export function unfoldPhases(stage: Stage, stride: number): Stage {
  const [channels, phases, taps] = stage.weight.shape as [number, number, number];
  const inputs = phases / stride;
  const data = new Float64Array(stage.weight.data.length);
  let at = 0;
  for (let c = 0; c < channels; c++)
    for (let input = 0; input < inputs; input++)
      for (let tap = 0; tap < taps * stride; tap++) {
        const phase = (tap % stride) * inputs + input;
        data[at++] = stage.weight.data[(c * phases + phase) * taps + Math.floor(tap / stride)] as number;
      }
  return { ...stage, weight: { shape: [channels, inputs, taps * stride], data } };
}

function readUpsample(
  module: Weights,
  shape: readonly number[],
  finalScale: Structure['finalScale'],
  { normalize_final_conv: normalised }: CommonOptions,
): Layer {
  const weight = module.read('weight', shape);
  const bias = module.read('bias', [2]).data;
  if (finalScale === false) return { weight, bias };
  const scale: Tensor = module.read('scale', [1]);
  const factor = scale.data[0] as number;
  return { weight: scaleFinal(weight, finalScale === 'exp' ? Math.exp(factor) : factor, normalised), bias };
}
