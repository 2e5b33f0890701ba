import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../cache-list.js';
import type { Network } from '../family.js';
import { addBlocks } from './blocks.js';
import { addStage, addUpsample } from './convolution.js';
import { compress, expand, multiplyComplex } from './magnitude.js';
import type { FastEnhancer } from './network.js';

/** A FastEnhancer network as nodes; the last bin of the spectrum is left out. */
export const fastEnhancerNetwork = (network: FastEnhancer): Network => ({
  stft: network.stft,
  bins: network.stft.nFft / 2,
  build: (graph, spectrum, caches) => addNetwork(graph, network, spectrum, caches),
});

function addNetwork(graph: GraphBuilder, network: FastEnhancer, spectrum: Value, caches: CacheList): Value {
  const { activation, resnet, stride } = network;
  const bins = network.stft.nFft / 2;
  const stageContext = { activation, caches, frequencies: bins / stride };
  const compressed = compress(graph.scope('compress'), spectrum, network.inputCompression);
  let x = addStage(graph.scope('enc_pre'), compressed, network.encoderPre, { ...stageContext, stride });
  const skips = [x];
  network.encoder.forEach((stage, i) => {
    const scope = graph.scope(`encoder.${i}`);
    const y = addStage(scope, x, stage, stageContext);
    x = resnet ? scope.node('Add', 'residual', [y, x]) : y;
    skips.push(x);
  });
  const y = addBlocks(graph, x, network, caches);
  x = resnet ? graph.node('Add', 'residual', [y, x]) : y;
  const withSkip = (scope: GraphBuilder, value: Value): Value =>
    scope.node('Concat', 'with_skip', [value, skips.pop() as Value], { axis: 1 });
  network.decoder.forEach(({ merge, convolution }, i) => {
    const scope = graph.scope(`decoder.${i}`);
    const merged = addStage(scope.scope('merge'), withSkip(scope, x), merge, stageContext);
    const y = addStage(scope.scope('convolution'), merged, convolution, stageContext);
    x = resnet ? scope.node('Add', 'residual', [y, x]) : y;
  });
  const scope = graph.scope('dec_post');
  const merged = addStage(scope.scope('merge'), withSkip(scope, x), network.decoderPost.merge, stageContext);
  const mask = addUpsample(scope, merged, network.decoderPost.upsample, network);
  return expand(
    graph.scope('expand'),
    multiplyComplex(graph.scope('mask'), compressed, mask),
    network.inputCompression,
  );
}
