import { openModel } from '../../enhancer/model.js';
import { GraphBuilder, type Value } from '../../onnx/graph-builder.js';
import { readMetadata, settingsFromMetadata, settingsToMetadata } from '../../onnx/metadata.js';
import { readModelFile, writeModelFile } from '../../onnx/model-file.js';
import { TensorProto_DataLocation, type GraphProto, type ModelProto } from '../../onnx/onnx_pb.js';
import { allTensors } from '../../onnx/walk.js';
import { FIRST_NETWORK_CACHE } from '../../shared/graph-names.js';
import type { ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import { CacheList } from '../graph/cache-list.js';
import type { SpectrumShape } from '../stft/fourier-nodes.js';
import { StftNodes } from '../stft/stft-nodes.js';

/** From this standard operator set on, the STFT's nodes are written as they are here. */
const LOWEST_OPSET = 13;

/**
 * Makes a wav2wav file of a spec2spec one, by putting STFT and inverse nodes around its network.
 *
 * @param file spec2spec ONNX file
 * @param outFile is written
 * @param settings what the graph doesn't say; its own metadata says the rest, else the defaults of readContract
 * @returns the contract of the spec2spec model, with the settings that were used
 * @throws UserError when the file is no spec2spec model, or can't be wrapped with these settings
 */
export async function wrapModelFile(
  file: string,
  outFile: string,
  settings: ModelSettings = {},
): Promise<ModelSpec> {
  const original = await readModelFile(file);
  const known = settingsFromMetadata(readMetadata(original));
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const model = await openModel(file, { ...known, ...given });
  await model.dispose();
  await writeModelFile(outFile, wrapModel(original, model.spec));
  return model.spec;
}

/**
 * The wav2wav model of a spec2spec one: `cache_in_k` of the network becomes `cache_in_{k+2}`, after the input
 * and the output cache.
 *
 * @throws UserError when the graph is none that can be wrapped
 */
export function wrapModel(original: ModelProto, spec: ModelSpec): ModelProto {
  if (spec.kind !== 'spec2spec')
    throw new UserError('This model takes a waveform already (wav2wav): there is nothing to wrap.');
  if (spec.lagHops > 0 || spec.caches.some(({ start }) => start))
    throw new UserError(words('enhancer.notWrappable'));
  const network = wrappableGraph(original);
  const graph = new GraphBuilder(network.name || 'wrapped');
  let stft: StftNodes;
  try {
    stft = new StftNodes(graph, spec);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(error.message);
    throw error;
  }
  const shape: SpectrumShape = { layout: 'interleaved', bins: spec.nFft / 2 + 1 };
  const bindings = new Map<string, Value>([[spec.input.name, stft.analyse(shape)]]);
  const list = new CacheList(graph, FIRST_NETWORK_CACHE.wav2wav);
  const caches = spec.caches.map((cache) => ({ ...cache, state: list.add(cache.shape) }));
  for (const { inputName, state } of caches) bindings.set(inputName, state.value);
  const nameOf = graph.scope('network').include(network, bindings);
  stft.synthesise(nameOf(spec.output.name), shape);
  for (const { outputName, state } of caches) state.carry(nameOf(outputName));
  list.giveOut();
  return graph.build({
    metadata: { ...readMetadata(original), ...settingsToMetadata(spec) },
    including: original,
  });
}

function wrappableGraph(model: ModelProto): GraphProto {
  const opset = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0n;
  if (opset < LOWEST_OPSET)
    throw new UserError(
      `This model uses ONNX operator set ${opset}, from before ${LOWEST_OPSET}: export it again with a newer one.`,
    );
  if (!model.graph || model.graph.sparseInitializer.length > 0)
    throw new UserError('This model keeps sparse weights: export it again with dense ones.');
  for (const { name, dataLocation } of allTensors(model))
    if (dataLocation === TensorProto_DataLocation.EXTERNAL)
      throw new UserError(
        `This model keeps “${name}” in another file: save it again with its weights inside.`,
      );
  return model.graph;
}
