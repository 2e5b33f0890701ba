import type { StftSettings } from '../../../dsp/window.js';
import type { BidirectionalGruWeights, GruWeights } from '../../layers/gru.js';
import type { Affine, Layer } from '../../weights/fold.js';
import type { Tensor } from '../../weights/weights.js';

/**
 * A FastEnhancer network with its weights folded, free of how they were stored: read from a checkpoint or from
 * a released graph, and built into a lean graph. C: channels of the encoder, c: channels of the blocks,
 * F: bins ÷ stride, f: frequencies of the blocks.
 */
export interface FastEnhancer {
  readonly stft: StftSettings;
  /** Exponent of the magnitude that the network works on. */
  readonly inputCompression: number;
  readonly activation: Activation;
  readonly mask: Mask;
  /** Residuals around encoder, blocks and decoder. */
  readonly resnet: boolean;
  readonly stride: number;
  /** Strided convolution [C, 2, kernel]. */
  readonly encoderPre: Stage;
  /** Convolutions [C, C, kernel], or [C, C, kernel in time, kernel]. */
  readonly encoder: readonly Stage[];
  /** Linear over frequency [f, F], then a 1×1 convolution [c, C]. */
  readonly blocksPre: { readonly frequency: Tensor; readonly channels: Stage };
  readonly blocks: readonly Block[];
  /** Linear over frequency [F, f], then a 1×1 convolution [C, c]. */
  readonly blocksPost: { readonly frequency: Tensor; readonly channels: Stage };
  /** 1×1 convolution [C, 2C] of signal and skip, then a convolution as in the encoder. */
  readonly decoder: readonly { readonly merge: Stage; readonly convolution: Stage }[];
  readonly decoderPost: {
    readonly merge: Stage;
    /** Transposed convolution, weight [C, 2, kernel]. */
    readonly upsample: Layer;
  };
}

/** Activation of a FastEnhancer network. */
export type Activation = 'SiLU' | 'ReLU';
/** Function that bounds the mask; null for none. */
export type Mask = null | 'sigmoid' | 'tanh';

/** A convolution and the normalisation behind it; one with fixed statistics is folded into the convolution. */
export interface Stage extends Layer {
  /** Normalisation by the frame's own statistics, with scale and shift for each channel. */
  readonly groupNorm?: Affine;
}

/** Two layers with a residual each: along time, then along frequency. Works on [1, f, c]. */
export interface Block {
  readonly time: BlockHalf<Gru | CausalAttention>;
  /** Added to the input of the frequency half, [f, c]. */
  readonly positionalEmbedding?: Tensor;
  readonly frequency: BlockHalf<SelfAttention | BidirectionalGru>;
}

/** One half of a block: a core between optional normalisations, and a linear layer. */
export interface BlockHalf<Core> {
  readonly preNorm?: CentringNorm;
  readonly core: Core;
  /** Linear layer [c, width of the core]. */
  readonly output: Layer;
  readonly postNorm?: CentringNorm;
  /** Whether the network's activation follows. */
  readonly activated: boolean;
}

/**
 * The reference's own layer normalisation over the frame [f, c]. With `shift`: d + shift ÷ σ, where d is the
 * input less its mean; without: d ÷ σ.
 */
export interface CentringNorm {
  readonly eps: number;
  readonly shift?: Float64Array;
}

/** Over time; frequencies are the batch. */
export interface Gru extends GruWeights {
  readonly kind: 'gru';
}

/** Over the frequencies of one frame, both ways. */
export interface BidirectionalGru extends BidirectionalGruWeights {
  readonly kind: 'bidirectional-gru';
}

/** Rows of `qkv` [3c, c]: for each head its queries, keys and values. */
export interface SelfAttention {
  readonly kind: 'self-attention';
  readonly heads: number;
  readonly qkv: Layer;
}

/** Attention to this frame and the `lookbehind` frames before it, each frequency by itself. */
export interface CausalAttention {
  readonly kind: 'causal-attention';
  readonly heads: number;
  readonly lookbehind: number;
  readonly qkv: Layer;
  /** Added to the attention map, [heads, lookbehind + 1]. */
  readonly positions: Tensor;
}
