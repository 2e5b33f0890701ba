import type { GraphBuilder } from '../../onnx/graph-builder.js';
import type { CacheList } from '../graph/cache-list.js';

/** Graph and shape in which a layer on [1, f, c] is added: f frequencies of c channels. */
export interface LayerContext {
  readonly graph: GraphBuilder;
  readonly caches: CacheList;
  readonly frequencies: number;
  readonly channels: number;
}
