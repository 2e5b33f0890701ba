import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLeanForm } from '../export/commands/lean-form.js';
import type { ModelSettings } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';
import { sha256OfFile } from './digest.js';
import type { Manifest } from './manifest.js';

const LEAN = 'lean.onnx';

type LeanForm = Pick<Manifest, 'lean' | 'figures' | 'use'>;

/** Entries of a manifest without a lean form. */
export const NO_LEAN_FORM: LeanForm = { lean: null, figures: null, use: 'original' };

/**
 * Makes the lean form of a FastEnhancer model beside it, and measures both. It is kept, and used, if it gives the
 * same sound and is faster on this machine. Other models stay as they are.
 */
export async function makeLeanForm(
  folder: string,
  original: string,
  settings: ModelSettings,
): Promise<LeanForm> {
  const file = join(folder, LEAN);
  try {
    const { kept, comparison } = await writeLeanForm(join(folder, original), file, settings, { force: true });
    if (!comparison) return NO_LEAN_FORM;
    const figures = { originalUs: comparison.originalUs, leanUs: comparison.rewrittenUs };
    if (!kept) return { ...NO_LEAN_FORM, figures };
    const lean = { name: LEAN, sizeBytes: (await stat(file)).size, sha256: await sha256OfFile(file) };
    return { lean, figures, use: 'lean' };
  } catch (error) {
    // The original is verified and works: that it can't be made faster is no reason to refuse it.
    if (error instanceof UserError) return NO_LEAN_FORM;
    throw error;
  }
}
