import { GraphBuilder } from '../../onnx/graph-builder.js';
import type { ModelProto } from '../../onnx/onnx_pb.js';
import { FIRST_NETWORK_CACHE } from '../../shared/graph-names.js';
import type { ModelKind } from '../../shared/model-spec.js';
import { CacheList } from './cache-list.js';
import type { Network } from '../families/family.js';
import type { SpectrumShape } from '../stft/fourier-nodes.js';
import { addSpectrumInput, addSpectrumOutput } from '../stft/spectrum-nodes.js';
import { addStft } from '../stft/stft-nodes.js';

/**
 * A network as a whole model.
 *
 * @param name of the graph, shown by model viewers
 * @param metadata key-value pairs that the file carries
 * @throws UserError when the STFT can't be turned back into sound
 */
export function buildModel(
  network: Network,
  kind: ModelKind,
  name: string,
  metadata: Readonly<Record<string, string>>,
): ModelProto {
  const graph = new GraphBuilder(name);
  const caches = new CacheList(graph, FIRST_NETWORK_CACHE[kind]);
  const scope = graph.scope('network');
  if (kind === 'wav2wav') {
    const shape: SpectrumShape = { layout: 'planar', bins: network.bins };
    const stft = addStft(graph, network.stft);
    stft.synthesise(network.build(scope, stft.analyse(shape), caches), shape);
  } else {
    const spectrum = addSpectrumInput(graph, network);
    addSpectrumOutput(graph, network, network.build(scope, spectrum, caches));
  }
  caches.giveOut();
  return graph.build({ metadata });
}
