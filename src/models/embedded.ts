import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../shared/user-error.js';

const DENOISER = 'fastenhancer_t.onnx';
/** Written by scripts/embed-models.mjs where it is faster than the file that it is made from. */
const LEAN_DENOISER = 'fastenhancer_t.lean.onnx';
const VOICE_DETECTOR = 'silero_vad.onnx';

/** In a packaged app the models lie outside the archive: ONNX Runtime opens files, not archive entries. */
export const outsideArchive = (path: string): string =>
  path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);

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
  if (!found) throw new UserError(`The model ${name} that ships inside is missing. Install Stillmic again.`);
  return found;
}

/** The default denoiser as it was published: FastEnhancer-T trained on VoiceBank-DEMAND, wav2wav. */
export const embeddedOriginalFile = (): string => embeddedFile(DENOISER);

/** The default denoiser in the form that was faster when this was built: lean, or as it was published. */
export const embeddedModelFile = (): string => findEmbedded(LEAN_DENOISER) ?? embeddedOriginalFile();

/** Silero VAD, for the voice gate. */
export const embeddedVoiceDetectorFile = (): string => embeddedFile(VOICE_DETECTOR);
