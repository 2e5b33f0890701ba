import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../shared/user-error.js';

const DENOISER = 'fastenhancer_t.onnx';
const VOICE_DETECTOR = 'silero_vad.onnx';

/** In a packaged app the models lie outside the archive: ONNX Runtime opens files, not archive entries. */
export const outsideArchive = (path: string): string =>
  path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);

/** Where the files that ship inside lie: beside the bundle (out/models), or in the sources' packages. */
function embeddedFile(name: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, '../models', name), join(here, '../../node_modules/decibri/models', name)].map(
    outsideArchive,
  );
  const found = places.find((place) => existsSync(place));
  if (!found) throw new UserError(`The model ${name} that ships inside is missing. Install Stillmic again.`);
  return found;
}

/** The default denoiser, FastEnhancer-T trained on VoiceBank-DEMAND, wav2wav. */
export const embeddedModelFile = (): string => embeddedFile(DENOISER);

/** Silero VAD, for the voice gate. */
export const embeddedVoiceDetectorFile = (): string => embeddedFile(VOICE_DETECTOR);
