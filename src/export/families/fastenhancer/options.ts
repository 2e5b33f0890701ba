import { z } from 'zod';
import { inputCompression } from '../options.js';

const count = z.int().min(1).max(4096);
const eps = z.number().positive().max(0.1);

/** Options of `rnnformer_kwargs`; defaults are those of the reference. */
const rnnformer = {
  num_blocks: z.int().min(1).max(64).default(3),
  channels: count.default(32),
  freq: count.default(32),
  num_heads: count.default(4),
  eps: eps.default(1e-8),
  positional_embedding: z.enum(['fixed', 'train']).nullable().default('train'),
  attn_bias: z.boolean().default(false),
  post_act: z.boolean().default(false),
  pre_norm: z.boolean().default(false),
};

/** Only where a layer's weights started from: they are in the checkpoint. */
const initialisation = z.enum(['linear', 'linear_fixed', 'mel', 'mel_fixed']).nullable().default(null);

const common = {
  channels: count.default(64),
  stride: z.int().min(1).max(64).default(4),
  activation: z.enum(['SiLU', 'ReLU']).default('ReLU'),
  activation_kwargs: z.strictObject({ inplace: z.boolean().optional() }).optional(),
  n_fft: z.int().min(16).max(4096).default(512),
  hop_size: count.default(256),
  win_size: count.default(512),
  window: z.literal('hann').default('hann'),
  stft_normalized: z.literal(false).default(false),
  mask: z.enum(['sigmoid', 'tanh']).nullable().default(null),
  input_compression: inputCompression,
  weight_norm: z.boolean().default(false),
  normalize_final_conv: z.boolean().default(false),
  pre_post_init: initialisation,
};

/** Odd kernels keep the number of frequencies; the first one is a multiple of the stride. */
const kernels = z
  .array(z.int().min(1).max(64))
  .min(1)
  .max(64)
  .refine((sizes) => sizes.slice(1).every((size) => size % 2 === 1), 'kernels after the first must be odd');

const kernelSize = kernels.default([8, 3, 3]);
const finalScale = z.union([z.boolean(), z.literal('exp')]).default('exp');
/** Only where the scale started from. */
const finalScaleInit = z.string().optional();

/** `model_kwargs` of the models that were published. */
export const defaultOptions = z.strictObject({
  ...common,
  kernel_size: kernelSize,
  rnnformer_kwargs: z
    .strictObject({ ...rnnformer, p_dropout: z.number().min(0).max(1).default(0) })
    .prefault({}),
  resnet: z.boolean().default(false),
});

/** `model_kwargs` of the variant with layer normalisation. */
export const layerNormOptions = z.strictObject({
  ...common,
  kernel_size: kernelSize,
  rnnformer_kwargs: z.strictObject(rnnformer).prefault({}),
  final_scale: finalScale,
  final_scale_init: finalScaleInit,
  resnet: z.boolean().default(false),
});

/** `model_kwargs` of the variant whose blocks are dual-path transformers. */
export const dptransformerOptions = z.strictObject({
  ...common,
  kernel_size: kernelSize,
  dpt_kwargs: z
    .strictObject({
      ...rnnformer,
      pre_norm: z.boolean().default(true),
      lookbehind: z.int().min(1).max(1024).default(16),
    })
    .prefault({}),
  final_scale: finalScale,
  final_scale_init: finalScaleInit,
});

/** The older variants' own defaults of hop and window can't be exported, so that a config must name them. */
const older = {
  ...common,
  hop_size: count,
  win_size: count,
  window: z.literal('hann'),
  input_compression: common.input_compression.unwrap().default(0.25),
  final_scale: finalScale,
};

/** `model_kwargs` of the variant whose convolutions reach over several hops. */
export const timeKernelOptions = z.strictObject({
  ...older,
  kernel_size_freq: kernelSize,
  kernel_size_time: z.int().min(2).max(64).default(3),
  rnnformer_kwargs: z.strictObject(rnnformer).prefault({}),
});

/** `model_kwargs` of the variant whose blocks are dual-path RNNs. */
export const dprnnOptions = z.strictObject({
  ...older,
  kernel_size: kernelSize,
  dprnn_kwargs: z
    .strictObject({
      num_blocks: rnnformer.num_blocks,
      channels: count.default(32),
      channels_frnn: count.default(16),
      freq: count.default(32),
      eps: eps.default(1e-5),
      pre_norm: z.boolean().default(false),
    })
    .prefault({}),
});

/** Options that every variant has. */
export type CommonOptions = z.infer<z.ZodObject<typeof common>>;
/** Sizes of the RNNFormer blocks. */
export type RnnformerOptions = z.infer<z.ZodObject<typeof rnnformer>>;
/** Sizes of the dual-path RNN blocks. */
export type DprnnBlockOptions = z.infer<typeof dprnnOptions>['dprnn_kwargs'];
/** Sizes of the dual-path transformer blocks. */
export type DptBlockOptions = z.infer<typeof dptransformerOptions>['dpt_kwargs'];
