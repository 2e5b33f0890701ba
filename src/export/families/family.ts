import type { StftSettings } from '../../dsp/window.js';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { CacheList } from '../graph/cache-list.js';
import type { Weights } from '../weights/weights.js';

/** A network with its weights, ready to be put into a graph. */
export interface Network {
  readonly stft: StftSettings;
  /** Bins that it reads and writes: n_fft/2 + 1, or n_fft/2 when the last bin is left out and becomes zero. */
  readonly bins: number;
  /**
   * Adds the network's nodes for one frame.
   *
   * @param spectrum [1, 2, bins]: real parts, then imaginary parts
   * @param caches   takes the network's recurrent states, in the order of the reference
   * @returns the enhanced spectrum, in the same layout
   */
  build(graph: GraphBuilder, spectrum: Value, caches: CacheList): Value;
}

/** A family of networks that training runs of the reference make. */
export interface Family {
  /** `model` in config.yaml. */
  readonly name: string;
  /**
   * Reads and folds the weights of one of its networks.
   *
   * @param kwargs `model_kwargs` of config.yaml, not yet checked
   * @throws UserError when an option is not known or a weight doesn't fit
   */
  readNetwork(kwargs: unknown, weights: Weights): Network;
}
