import { encodeModel, readModelFile } from '../../onnx/model-file.js';
import type { ModelProto } from '../../onnx/onnx_pb.js';
import type { ModelSpec } from '../../shared/model-spec.js';
import { chunkForm } from '../chunk/chunk-form.js';
import { fastEnhancerNetwork } from '../families/fastenhancer/build.js';
import { buildModel } from '../graph/build-model.js';
import { recoverFastEnhancer } from '../recover/fastenhancer.js';
import { NotRecognised } from '../recover/not-recognised.js';

/**
 * The chunk form of a model file: of one that this exporter wrote, or of a released FastEnhancer, whose weights are
 * read back from its graph.
 *
 * @param spec the file's contract
 * @returns the bytes of an ONNX file; null for other networks and variants
 * @throws UserError when the file can't be read
 */
export async function encodeChunkForm(file: string, spec: ModelSpec): Promise<Uint8Array | null> {
  const model = await readModelFile(file);
  try {
    return encodeModel(chunkForm(leanForm(model, spec)));
  } catch (error) {
    if (error instanceof NotRecognised) return null;
    throw error;
  }
}

const leanForm = (model: ModelProto, spec: ModelSpec): ModelProto =>
  model.producerName === 'stillmic'
    ? model
    : buildModel(fastEnhancerNetwork(recoverFastEnhancer(model, spec)), 'wav2wav', 'fastenhancer', {});
