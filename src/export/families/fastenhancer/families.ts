import type { z } from 'zod';
import { checkOptions } from '../../training-run/config.js';
import type { Weights } from '../../weights/weights.js';
import type { Family } from '../family.js';
import { fastEnhancerNetwork } from './build.js';
import type { FastEnhancer } from './network.js';
import {
  defaultOptions,
  dprnnOptions,
  dptransformerOptions,
  layerNormOptions,
  timeKernelOptions,
  type CommonOptions,
  type RnnformerOptions,
} from './options.js';
import { readDprnnBlocks, readDptBlocks, readRnnformerBlocks, type BlockContext } from './read-blocks.js';
import { readStages, type BlockStack, type Structure } from './read-stages.js';

/**
 * FastEnhancer (Ahn, Kwon and Kim, "FastEnhancer: speed-optimized streaming neural speech enhancement", 2025)
 * and the variants of its ablation study, as https://github.com/aask1357/fastenhancer trains them.
 */
export const fastEnhancerFamilies: readonly Family[] = [
  family('fastenhancer.default', defaultOptions, readDefault),
  // Its STFT is a convolution with weights that follow from n_fft and window; the exact STFT is the same.
  family('fastenhancer.conv_stft', defaultOptions, readDefault),
  family('fastenhancer.ln', layerNormOptions, (weights, options) =>
    readStages(weights, options, readRnnformer(weights, options, { isLayerNormed: true }), {
      kernels: options.kernel_size,
      norm: 'group',
      resnet: options.resnet,
      finalScale: options.final_scale,
    }),
  ),
  family('fastenhancer.time_kernel', timeKernelOptions, (weights, options) =>
    readStages(weights, options, readRnnformer(weights, options), {
      kernels: options.kernel_size_freq,
      kernelTime: options.kernel_size_time,
      // This variant always has the scale: `false` only says that it is no exponential.
      finalScale: options.final_scale === 'exp' ? 'exp' : true,
    }),
  ),
  family('fastenhancer.dprnn', dprnnOptions, (weights, options) => {
    const stack = readDprnnBlocks(weights, options.dprnn_kwargs, contextOf(options));
    return readStages(weights, options, stack, structureOf(options));
  }),
  family('fastenhancer.dptransformer', dptransformerOptions, (weights, options) => {
    const stack = readDptBlocks(weights, options.dpt_kwargs, contextOf(options));
    return readStages(weights, options, stack, structureOf(options));
  }),
];

function family<Options>(
  name: string,
  schema: z.ZodType<Options>,
  read: (weights: Weights, options: Options) => FastEnhancer,
): Family {
  return {
    name,
    readNetwork: (kwargs, weights) =>
      fastEnhancerNetwork(read(weights, checkOptions(schema, kwargs, 'model_kwargs'))),
  };
}

const contextOf = ({ weight_norm: isWeightNormed }: CommonOptions): BlockContext => ({ isWeightNormed });

/** The structure outside the blocks of the variants that differ in them alone. */
const structureOf = ({
  kernel_size: kernels,
  final_scale: finalScale,
}: Pick<z.infer<typeof dprnnOptions>, 'kernel_size' | 'final_scale'>): Structure => ({ kernels, finalScale });

const readRnnformer = (
  weights: Weights,
  options: CommonOptions & { readonly rnnformer_kwargs: RnnformerOptions },
  context: Pick<BlockContext, 'isLayerNormed'> = {},
): BlockStack =>
  readRnnformerBlocks(weights, options.rnnformer_kwargs, { ...contextOf(options), ...context });

function readDefault(weights: Weights, options: z.infer<typeof defaultOptions>): FastEnhancer {
  const { kernel_size: kernels, resnet } = options;
  return readStages(weights, options, readRnnformer(weights, options), { kernels, resnet, finalScale: true });
}
