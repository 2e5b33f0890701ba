import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real models, checkpoints and speech that lie beside a checkout; never part of the project. */
export const sharedFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../../shared');

/** Path of a file in the shared folder. */
export const sharedFile = (...parts: string[]): string => join(sharedFolder, ...parts);

/**
 * Whether a test can't run because the shared folder is absent; says so once. For `it.skipIf(withoutShared)`.
 */
export const withoutShared = !existsSync(sharedFolder);
if (withoutShared) console.warn('Skipped: ../shared (real models, checkpoints and speech) is not here.');

/** Spec2spec files that the reference has no wav2wav form of, each with its window. */
export const SPEC2SPEC_MODELS = [
  ['gtcrn', 'hann-sqrt'],
  ['bsrnn_xt', 'hann'],
  ['fspen', 'hann'],
  ['lisennet', 'hann'],
  ['dprnn_t', 'hann'],
  ['dpt_t', 'hann'],
] as const;
