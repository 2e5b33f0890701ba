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
} from './options.js';
import { readDprnnBlocks, readDptBlocks, readRnnformerBlocks } from './read-blocks.js';
import { readStages } from './read-stages.js';

/**
 * FastEnhancer (Ahn, Kwon and Kim, "FastEnhancer: speed-optimized streaming neural speech enhancement", 2025)
 * and the variants of its ablation study, as https://github.com/aask1357/fastenhancer trains them.
 */
export const fastEnhancerFamilies: readonly Family[] = [
  family('fastenhancer.default', defaultOptions, readDefault),
  // Its STFT is a convolution with weights that follow from n_fft and window; the exact STFT is the same.
  family('fastenhancer.conv_stft', defaultOptions, readDefault),
  family('fastenhancer.ln', layerNormOptions, (weights, options) => {
    const blocks = options.rnnformer_kwargs;
    return readStages(weights, options, {
      kernels: options.kernel_size,
      blockName: 'rf',
      frequencies: blocks.freq,
      blockChannels: blocks.channels,
      blocks: readRnnformerBlocks(weights, blocks, {
        isWeightNormed: options.weight_norm,
        isLayerNormed: true,
      }),
      norm: 'group',
      resnet: options.resnet,
      finalScale: options.final_scale,
    });
  }),
  family('fastenhancer.time_kernel', timeKernelOptions, (weights, options) => {
    const blocks = options.rnnformer_kwargs;
    return readStages(weights, options, {
      kernels: options.kernel_size_freq,
      kernelTime: options.kernel_size_time,
      blockName: 'rf',
      frequencies: blocks.freq,
      blockChannels: blocks.channels,
      blocks: readRnnformerBlocks(weights, blocks, { isWeightNormed: options.weight_norm }),
      norm: 'batch',
      resnet: false,
      // This variant always has the scale: `false` only says that it is no exponential.
      finalScale: options.final_scale === 'exp' ? 'exp' : true,
    });
  }),
  family('fastenhancer.dprnn', dprnnOptions, (weights, options) => {
    const blocks = options.dprnn_kwargs;
    return readStages(weights, options, {
      kernels: options.kernel_size,
      blockName: 'dprnn',
      frequencies: blocks.freq,
      blockChannels: blocks.channels,
      blocks: readDprnnBlocks(weights, blocks, { isWeightNormed: options.weight_norm }),
      norm: 'batch',
      resnet: false,
      finalScale: options.final_scale,
    });
  }),
  family('fastenhancer.dptransformer', dptransformerOptions, (weights, options) => {
    const blocks = options.dpt_kwargs;
    return readStages(weights, options, {
      kernels: options.kernel_size,
      blockName: 'dpt',
      frequencies: blocks.freq,
      blockChannels: blocks.channels,
      blocks: readDptBlocks(weights, blocks, { isWeightNormed: options.weight_norm }),
      norm: 'batch',
      resnet: false,
      finalScale: options.final_scale,
    });
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

function readDefault(weights: Weights, options: z.infer<typeof defaultOptions>): FastEnhancer {
  const blocks = options.rnnformer_kwargs;
  return readStages(weights, options, {
    kernels: options.kernel_size,
    blockName: 'rf',
    frequencies: blocks.freq,
    blockChannels: blocks.channels,
    blocks: readRnnformerBlocks(weights, blocks, { isWeightNormed: options.weight_norm }),
    norm: 'batch',
    resnet: options.resnet,
    finalScale: true,
  });
}
