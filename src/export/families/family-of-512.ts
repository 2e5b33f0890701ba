import type { z } from 'zod';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { CacheList } from '../graph/cache-list.js';
import { checkOptions } from '../training-run/config.js';
import type { Weights } from '../weights/weights.js';
import type { Family } from './family.js';
import { BINS_OF_512, stftOf, type StftOptions } from './options.js';

/** Parts of a family whose bands are made for an FFT of 512. */
interface Parts<Options, Network> {
  /** Schema of `model_kwargs`. */
  readonly options: z.ZodType<Options>;
  /** Reads and folds the weights. */
  readonly read: (weights: Weights, options: Options) => Network;
  /** Adds the nodes of one frame: Network.build. */
  readonly add: (graph: GraphBuilder, network: Network, spectrum: Value, caches: CacheList) => Value;
}

/** @param name `model` in config.yaml */
export const familyOf512 = <Options extends StftOptions, Network>(
  name: string,
  { options: schema, read, add }: Parts<Options, Network>,
): Family => ({
  name,
  readNetwork(kwargs, weights) {
    const options = checkOptions(schema, kwargs, 'model_kwargs');
    const network = read(weights, options);
    return {
      stft: stftOf(options),
      bins: BINS_OF_512,
      build: (graph, spectrum, caches) => add(graph, network, spectrum, caches),
    };
  },
});
