import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';
import type { Network } from '../family.js';
import { addBlocks } from './blocks.js';
import { multiplyComplex } from '../../layers/complex-mask.js';
import { compress, expand } from '../../layers/compression.js';
import { mergeFirstInput } from './merge-layers.js';
import type { FastEnhancer, Stage } from './network.js';
import { addLinearStage, addStage, addUpsample } from './stages.js';

/** A FastEnhancer network as nodes; the last bin of the spectrum is left out. */
export const fastEnhancerNetwork = (network: FastEnhancer): Network => ({
  stft: network.stft,
  bins: network.stft.nFft / 2,
  build: (graph, spectrum, caches) => addNetwork(graph, network, spectrum, caches),
});

function addNetwork(graph: GraphBuilder, network: FastEnhancer, spectrum: Value, caches: CacheList): Value {
  const { activation, resnet, stride, blocksPost } = network;
  const frequencies = network.stft.nFft / 2 / stride;
  const context = { activation, caches, frequencies };
  const compressed = compress(graph.scope('compress'), spectrum, network.inputCompression);
  let x = addStage(graph.scope('enc_pre'), compressed, network.encoderPre, { ...context, stride });
  const skips = [x];
  network.encoder.forEach((stage, i) => {
    const scope = graph.scope(`encoder.${i}`);
    const y = addStage(scope, x, stage, context);
    x = resnet ? scope.node('Add', 'residual', [y, x]) : y;
    skips.push(x);
  });

  // Nothing but two linear layers stands between blocks and decoder, unless there is a residual or a norm.
  const mergesPost = !resnet && !blocksPost.channels.groupNorm;
  const fromBlocks = addBlocks(graph, x, network, caches);
  if (mergesPost) x = fromBlocks;
  else {
    const scope = graph.scope('blocks_post');
    const y = addLinearStage(scope, fromBlocks, blocksPost.channels, context);
    x = resnet ? scope.node('Add', 'residual', [y, x]) : y;
  }
  const merge = (scope: GraphBuilder, stage: Stage, first: boolean): Value => {
    const skip = scope.node('Concat', 'with_skip', [x, skips.pop() as Value], { axis: 1 });
    const merged = first && mergesPost ? { ...stage, ...mergeFirstInput(stage, blocksPost.channels) } : stage;
    return addStage(scope.scope('merge'), skip, merged, context);
  };
  network.decoder.forEach((stages, i) => {
    const scope = graph.scope(`decoder.${i}`);
    const merged = merge(scope, stages.merge, i === 0);
    const y = addStage(scope.scope('convolution'), merged, stages.convolution, context);
    x = resnet ? scope.node('Add', 'residual', [y, x]) : y;
  });
  const scope = graph.scope('dec_post');
  const merged = merge(scope, network.decoderPost.merge, network.decoder.length === 0);
  const mask = addUpsample(scope, merged, network.decoderPost.upsample, network);
  const masked = multiplyComplex(graph.scope('mask'), compressed, mask);
  return expand(graph.scope('expand'), masked, network.inputCompression);
}
