import { unsaidSettings } from '../enhancer/contract.js';
import { openModel } from '../enhancer/model.js';
import { readMetadata, settingsFromMetadata } from '../onnx/metadata.js';
import { readModelFile } from '../onnx/model-file.js';
import { summarise, type ModelSummary } from '../onnx/summary.js';
import type { ModelSettings, ModelSpec } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';
import type { Words } from '../words/words.js';
import { runCheckSignals } from './check-signals.js';

/** An ONNX file that was opened and run as a streaming enhancer. */
export interface CheckedModel {
  readonly spec: ModelSpec;
  /** Settings that were given or that the graph's metadata hold. */
  readonly settings: ModelSettings;
  /** Settings that nobody gave, so that `spec` has the family's own. */
  readonly assumed: readonly (keyof ModelSettings)[];
  readonly summary: ModelSummary;
  /** The graph's own key-value pairs. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Why it must not be heard; null where its sound is in order. */
  readonly unfit: Words | null;
}

/**
 * A way of checking a file: in this process, or in one of its own.
 *
 * @throws UserError
 */
export type CheckModel = (
  file: string,
  settings?: ModelSettings,
  signal?: AbortSignal,
) => Promise<CheckedModel>;

/** @throws UserError for a model whose sound is not in order */
export function refuseUnfit(checked: CheckedModel): CheckedModel {
  if (checked.unfit) throw new UserError(checked.unfit);
  return checked;
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
 * Opens an ONNX file as a streaming enhancer and runs it over silence, noise, speech and full-scale steps. In this
 * process: a graph that nobody has tried yet may take any time and memory (see `forkedCheck`).
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
    return {
      spec,
      unfit: await runCheckSignals(file, model.createEnhancer()),
      settings: merged,
      assumed: unsaidSettings(spec).filter((name) => merged[name] === undefined),
      summary: summarise(graph),
      metadata,
    };
  } finally {
    await model.dispose();
  }
}
