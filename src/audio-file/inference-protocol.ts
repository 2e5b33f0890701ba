import type { ChunkForm } from '../enhancer/chunk-enhancer.js';
import type { ModelSettings, StreamSpec } from '../shared/model-spec.js';
import type { Words } from '../words/words.js';
import type { ChannelFigures } from './channel.js';

/** The model of an inference thread. */
export interface InferenceModel {
  readonly file: string;
  readonly settings: ModelSettings;
  /** Opened in place of the file where the model has one that pays. */
  readonly chunkForm: ChunkForm | null;
}

/** Every message is about one channel, by its number. A thread answers `push`, `flush` and `open` in their order. */
export type ToInferenceThread =
  | {
      readonly type: 'open';
      readonly channel: number;
      readonly sampleRate: number;
      readonly keepDelay: boolean;
    }
  /** The first `length` samples of a block, whose buffer goes along. */
  | {
      readonly type: 'push';
      readonly channel: number;
      readonly block: Float32Array<ArrayBuffer>;
      readonly length: number;
    }
  | { readonly type: 'flush'; readonly channel: number }
  | { readonly type: 'close'; readonly channel: number }
  /** Frees the model and ends the thread. */
  | { readonly type: 'end' };

export type FromInferenceThread =
  | { readonly type: 'ready'; readonly spec: StreamSpec }
  /**
   * Samples that a `push` or a `flush` gave, none for an `open`: the first `length` of a block. After a `push` it is
   * the pushed one, to be used again; what does not fit comes with the next answer.
   */
  | {
      readonly type: 'enhanced';
      readonly channel: number;
      readonly block: Float32Array<ArrayBuffer>;
      readonly length: number;
      readonly figures: ChannelFigures;
    }
  /** The thread is of no more use. `stack` of a fault of the program; `words` alone for what the user can mend. */
  | { readonly type: 'failed'; readonly words: Words; readonly stack?: string | undefined };
