import { writeFile } from 'node:fs/promises';
import { openModel } from '../../enhancer/model.js';
import { onDisk } from '../../files/file-errors.js';
import { OutputFile } from '../../files/output-file.js';
import { readMetadata, settingsToMetadata } from '../../onnx/metadata.js';
import { encodeModel, MODEL_ENDINGS, readModelFile } from '../../onnx/model-file.js';
import type { ModelProto } from '../../onnx/onnx_pb.js';
import type { ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { words, type Words } from '../../words/words.js';
import { buildModel } from '../graph/build-model.js';
import { compareModels, type Comparison } from '../compare/compare-models.js';
import { fastEnhancerNetwork } from '../families/fastenhancer/build.js';
import { recoverFastEnhancer } from '../recover/fastenhancer.js';
import { NotRecognised } from '../recover/not-recognised.js';

/** Largest difference that a rewritten model may have on the check signal, as a share of the original's peak. */
const LARGEST_DIFFERENCE = 3e-5;

/** The result of making a lean form. */
export interface LeanForm {
  /** Whether the lean file was written. */
  readonly kept: boolean;
  /** The gain, or the reason why nothing was written. */
  readonly reason: Words;
  /** The original beside the lean form; undefined when none could be made. */
  readonly comparison?: Comparison;
}

/**
 * Writes a released FastEnhancer file again, lean: its weights are read back from its graph and put into the
 * exporter's own. The new file is kept only if it gives the same on the check signal and is faster here.
 *
 * @param file     wav2wav, by hop or by window, or spec2spec; it stays as it is
 * @param outFile  file to write when the lean form is kept
 * @param settings what the original's graph doesn't say
 * @param options  `force` lets it replace an existing file, never the original
 * @throws UserError when the original can't be opened or the new file can't be written
 */
export async function writeLeanForm(
  file: string,
  outFile: string,
  settings: ModelSettings = {},
  { force = false }: { readonly force?: boolean } = {},
): Promise<LeanForm> {
  const original = await readModelFile(file);
  const opened = await openModel(file, settings);
  await opened.dispose();
  let lean: ModelProto;
  try {
    lean = leanModel(original, opened.spec);
  } catch (error) {
    if (!(error instanceof NotRecognised)) throw error;
    return { kept: false, reason: words('export.notFastEnhancer', { detail: error.message }) };
  }
  const output = await OutputFile.create(outFile, { inputs: [file], force, endings: MODEL_ENDINGS });
  try {
    await onDisk('write', outFile, () => writeFile(output.temporary, encodeModel(lean)));
    const rewritten = { file: output.temporary, settings: opened.spec };
    const comparison = await compareModels({ file, settings }, rewritten);
    const verdict = judge(comparison);
    if (verdict.kept) await output.finish();
    else await output.abort();
    return { ...verdict, comparison };
  } catch (error) {
    await output.abort();
    throw error;
  }
}

/**
 * The lean form of a released FastEnhancer file, as bytes, with no comparison: equal files give equal bytes.
 *
 * @throws NotRecognised for another network; UserError when the file can't be opened
 */
export async function encodeLeanForm(file: string, settings: ModelSettings = {}): Promise<Uint8Array> {
  const original = await readModelFile(file);
  const opened = await openModel(file, settings);
  await opened.dispose();
  return encodeModel(leanModel(original, opened.spec));
}

/** @throws NotRecognised when the graph is not FastEnhancer's */
const leanModel = (original: ModelProto, spec: ModelSpec): ModelProto =>
  buildModel(
    fastEnhancerNetwork(recoverFastEnhancer(original, spec)),
    spec.kind,
    original.graph?.name || 'fastenhancer',
    { ...readMetadata(original), ...settingsToMetadata(spec) },
  );

function judge({ difference, timeRatio }: Comparison): Pick<LeanForm, 'kept' | 'reason'> {
  const percent = Math.round(100 * timeRatio);
  // Written so that a NaN is not kept.
  if (!(difference <= LARGEST_DIFFERENCE))
    return {
      kept: false,
      reason: words('export.leanDiffers', {
        difference: difference.toExponential(1),
        most: LARGEST_DIFFERENCE,
      }),
    };
  if (!(timeRatio < 1)) return { kept: false, reason: words('export.leanNoFaster', { percent }) };
  return { kept: true, reason: words('export.leanKept', { percent }) };
}
