import { unsaidSettings } from '../enhancer/contract.js';
import type { Enhancer } from '../enhancer/enhancer.js';
import { openModel } from '../enhancer/model.js';
import { readMetadata, settingsFromMetadata } from '../onnx/metadata.js';
import { readModelFile } from '../onnx/model-file.js';
import { summarise, type ModelSummary } from '../onnx/summary.js';
import type { ModelSettings, ModelSpec } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';

/** An ONNX file that was opened and run as a streaming enhancer. */
export interface CheckedModel {
  readonly spec: ModelSpec;
  /** What was given or lies in the graph's metadata. */
  readonly settings: ModelSettings;
  /** What neither the graph nor anybody said, so that `spec` has what the family uses. */
  readonly assumed: readonly (keyof ModelSettings)[];
  readonly summary: ModelSummary;
  /** The graph's own key-value pairs. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Settings without what is undefined, so that spreading one over another leaves the rest. */
const given = (settings: ModelSettings): ModelSettings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/** `over` where it says something, else `under`. */
export const mergeSettings = (under: ModelSettings, over: ModelSettings): ModelSettings => ({
  ...given(under),
  ...given(over),
});

/**
 * Opens an ONNX file as a streaming enhancer and runs it over two hops of silence.
 *
 * @param settings what the graph doesn't say; goes before the graph's own metadata
 * @throws UserError when it is no ONNX file, damaged, of another task, or contradicts the settings
 */
export async function checkModelFile(file: string, settings: ModelSettings = {}): Promise<CheckedModel> {
  const graph = await readModelFile(file);
  const metadata = readMetadata(graph);
  const merged = mergeSettings(settingsFromMetadata(metadata), settings);
  const model = await openModel(file, merged);
  try {
    const { spec } = model;
    await runSilence(file, model.createEnhancer());
    return {
      spec,
      settings: merged,
      assumed: unsaidSettings(spec).filter((name) => merged[name] === undefined),
      summary: summarise(graph),
      metadata,
    };
  } finally {
    await model.dispose();
  }
}

async function runSilence(file: string, enhancer: Enhancer): Promise<void> {
  const silence = new Float32Array(enhancer.spec.hop);
  const output = new Float32Array(enhancer.spec.hop);
  for (let hop = 0; hop < 2; hop++) await enhancer.process(silence, output);
  if (!output.every(Number.isFinite))
    throw new UserError(`${file} turns silence into values that are no numbers, so it can’t be used.`);
}
