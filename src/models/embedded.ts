import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outsideArchive } from '../shared/archive.js';
import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';

/** Models that ship inside, with the SHA-256 of the files that were tested; the build refuses others. */
export const EMBEDDED_MODELS = {
  denoiser: {
    file: 'fastenhancer_t.onnx',
    sha256: '9ed1b928d18fbead4db69bfbeb4ff99e3007f12abf9887d40fd41732674ccd0d',
  },
  voiceDetector: {
    file: 'silero_vad.onnx',
    sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
  },
} as const;

/** The denoiser written again as a leaner graph; ships where bench/results/embedded-model.json says that it is faster. */
export const LEAN_DENOISER = 'fastenhancer_t.lean.onnx';

/** Where the files that ship inside lie: beside the bundle (out/models), or in the sources' packages. */
function findEmbedded(name: string): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, '../models', name), join(here, '../../node_modules/decibri/models', name)].map(
    outsideArchive,
  );
  return places.find((place) => existsSync(place));
}

function embeddedFile(name: string): string {
  const found = findEmbedded(name);
  if (!found) throw new UserError(words('store.embeddedMissing', { name }));
  return found;
}

/** The default denoiser as it was published: FastEnhancer-T trained on VoiceBank-DEMAND, wav2wav. */
export const embeddedOriginalFile = (): string => embeddedFile(EMBEDDED_MODELS.denoiser.file);

/** The default denoiser in the form that was measured to be faster: lean, or as it was published. */
export const embeddedModelFile = (): string => findEmbedded(LEAN_DENOISER) ?? embeddedOriginalFile();

/** Silero VAD, for the voice gate. */
export const embeddedVoiceDetectorFile = (): string => embeddedFile(EMBEDDED_MODELS.voiceDetector.file);
