import { GraphBuilder } from '../../onnx/graph-builder.js';
import { readMetadata } from '../../onnx/metadata.js';
import type { ModelProto } from '../../onnx/onnx_pb.js';
import { ChunkNetwork } from './chunk-network.js';
import { ChunkStft } from './chunk-stft.js';
import { LeanGraph } from './lean-graph.js';

/**
 * The chunk form of a lean FastEnhancer graph: the same network over any number of hops at once, for recordings.
 * `wav_in` and `wav_out` are [1, hops · h]; the caches are those of the lean graph, and mean the same. STFT, encoder,
 * attention and decoder take all hops as their batch, the GRUs run along them, the inverse STFT adds the overlaps.
 *
 * @param lean wav2wav, written by this exporter
 * @throws NotRecognised for another graph, and for variants in which more than a GRU looks at other frames
 */
export function chunkForm(lean: ModelProto): ModelProto {
  const source = new LeanGraph(lean);
  const graph = new GraphBuilder(source.name);
  const stft = new ChunkStft(graph, source);
  const network = new ChunkNetwork(graph, source);
  stft.synthesise(network.build(stft.analyse()));
  network.giveOut();
  return graph.build({ metadata: readMetadata(lean) });
}
