import { rename, rm } from 'node:fs/promises';
import { openModel } from '../../enhancer/model.js';
import { readMetadata, settingsToMetadata } from '../../onnx/metadata.js';
import { readModelFile, writeModelFile } from '../../onnx/model-file.js';
import type { ModelSettings } from '../../shared/model-spec.js';
import { messageOf, UserError } from '../../shared/user-error.js';
import { buildModel } from '../graph/build-model.js';
import { compareModels, type Comparison } from '../compare/compare-models.js';
import { fastEnhancerNetwork } from '../families/fastenhancer/build.js';
import { NotRecognised, recoverFastEnhancer } from '../recover/fastenhancer.js';

/** Largest difference that a rewritten model may have on the check signal, as a share of the original's peak. */
const LARGEST_DIFFERENCE = 3e-5;

export interface Optimisation {
  /** Whether the lean file was written. */
  readonly kept: boolean;
  /** Why it was not, in a sentence; else what was gained. */
  readonly reason: string;
  /** Of the original and the lean model; undefined when no lean one could be made. */
  readonly comparison?: Comparison;
}

/**
 * Writes a released FastEnhancer file again, lean: its weights are read back from its graph and put into the
 * exporter's own. The new file is kept only if it gives the same on the check signal and is faster here.
 *
 * @param file    wav2wav, by hop or by window, or spec2spec; it stays as it is
 * @param outFile is written when the lean form is kept
 * @param settings of the original, what its graph doesn't say
 * @throws UserError when the original can't be opened or the new file can't be written
 */
export async function optimiseModelFile(
  file: string,
  outFile: string,
  settings: ModelSettings = {},
): Promise<Optimisation> {
  const original = await readModelFile(file);
  const opened = await openModel(file, settings);
  await opened.dispose();
  const { spec } = opened;
  const unchecked = `${outFile}.unchecked`;
  try {
    const network = fastEnhancerNetwork(recoverFastEnhancer(original, spec));
    const lean = buildModel(network, spec.kind, original.graph?.name || 'fastenhancer', {
      ...readMetadata(original),
      ...settingsToMetadata(spec),
    });
    await writeModelFile(unchecked, lean);
    const comparison = await compareModels({ file, settings }, { file: unchecked, settings: spec });
    const verdict = judge(comparison);
    if (verdict.kept) await rename(unchecked, outFile);
    return { ...verdict, comparison };
  } catch (error) {
    if (error instanceof NotRecognised)
      return { kept: false, reason: `This is no FastEnhancer as it is released: ${error.message}.` };
    if (error instanceof UserError) throw error;
    throw new UserError(`${outFile} can't be written: ${messageOf(error)}`);
  } finally {
    await rm(unchecked, { force: true });
  }
}

function judge({ difference, timeRatio }: Comparison): Pick<Optimisation, 'kept' | 'reason'> {
  const percent = `${(100 * timeRatio).toFixed(0)} %`;
  // Written so that a NaN is not kept.
  if (!(difference <= LARGEST_DIFFERENCE))
    return {
      kept: false,
      reason: `The lean form differs by ${difference.toExponential(1)} of the peak, more than ${LARGEST_DIFFERENCE}.`,
    };
  if (!(timeRatio < 1))
    return { kept: false, reason: `The lean form takes ${percent} of the time here: it is no faster.` };
  return { kept: true, reason: `The lean form takes ${percent} of the time.` };
}
