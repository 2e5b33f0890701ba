import { writeFile } from 'node:fs/promises';
import { openModel } from '../../enhancer/model.js';
import { writeOutputFile } from '../../files/output-file.js';
import { GraphBuilder, type Value } from '../../onnx/graph-builder.js';
import { readMetadata, settingsFromMetadata, settingsToMetadata } from '../../onnx/metadata.js';
import { encodeModel, MODEL_ENDINGS, readModelFile } from '../../onnx/model-file.js';
import { TensorProto_DataLocation, type GraphProto, type ModelProto } from '../../onnx/onnx_pb.js';
import { allTensors } from '../../onnx/walk.js';
import { FIRST_NETWORK_CACHE } from '../../shared/graph-names.js';
import type { ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import { CacheList } from '../graph/cache-list.js';
import type { SpectrumShape } from '../stft/fourier-nodes.js';
import { addStft } from '../stft/stft-nodes.js';

/** From this standard operator set on, the STFT's nodes are written as they are here. */
const LOWEST_OPSET = 13;

/**
 * Makes a wav2wav file of a spec2spec one, by putting STFT and inverse nodes around its network.
 *
 * @param file spec2spec ONNX file
 * @param outFile file to write
 * @param settings what the graph doesn't say; its own metadata says the rest, else the defaults of readContract
 * @param options  `force` lets it replace an existing file, never the model itself
 * @returns the contract of the spec2spec model, with the settings that were used
 * @throws UserError when the file is no spec2spec model, or can't be wrapped with these settings
 */
export async function wrapModelFile(
  file: string,
  outFile: string,
  settings: ModelSettings = {},
  { force = false }: { readonly force?: boolean } = {},
): Promise<ModelSpec> {
  const original = await readModelFile(file);
  const known = settingsFromMetadata(readMetadata(original));
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const model = await openModel(file, { ...known, ...given });
  await model.dispose();
  const wrapped = wrapModel(original, model.spec);
  const options = { inputs: [file], force, endings: MODEL_ENDINGS };
  await writeOutputFile(outFile, options, (temporary) => writeFile(temporary, encodeModel(wrapped)));
  return model.spec;
}

/**
 * The wav2wav model of a spec2spec one: `cache_in_k` of the network becomes `cache_in_{k+2}`, after the input
 * and the output cache.
 *
 * @throws UserError when the graph is none that can be wrapped
 */
export function wrapModel(original: ModelProto, spec: ModelSpec): ModelProto {
  if (spec.kind !== 'spec2spec') throw new UserError(words('export.wrapWaveform'));
  if (spec.lagHops > 0 || spec.caches.some(({ start }) => start))
    throw new UserError(words('enhancer.notWrappable'));
  const network = wrappableGraph(original);
  const graph = new GraphBuilder(network.name || 'wrapped');
  const stft = addStft(graph, spec);
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
    throw new UserError(words('export.wrapOpset', { opset: Number(opset), lowest: LOWEST_OPSET }));
  if (!model.graph || model.graph.sparseInitializer.length > 0)
    throw new UserError(words('export.wrapSparse'));
  for (const { name, dataLocation } of allTensors(model))
    if (dataLocation === TensorProto_DataLocation.EXTERNAL)
      throw new UserError(words('export.wrapExternal', { name }));
  return model.graph;
}
