import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLeanForm } from '../src/export/commands/lean-form.js';
import { sha256OfFile } from '../src/models/digest.js';
import { EMBEDDED_MODELS, embeddedOriginalFile } from '../src/models/embedded.js';
import { inEnglish } from '../src/words/say.js';

/**
 * Decides which form of the embedded denoiser ships: the lean one, if it gives the same sound and is faster. The build
 * reads `ships`, and tests hold that the digests are those of what it writes.
 */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'stillmic-bench-'));
  try {
    const lean = join(folder, 'lean.onnx');
    const { kept, reason, comparison } = await writeLeanForm(embeddedOriginalFile(), lean);
    console.log(inEnglish(reason));
    return {
      ships: kept ? 'lean' : 'original',
      originalSha256: EMBEDDED_MODELS.denoiser.sha256,
      leanSha256: kept ? await sha256OfFile(lean) : null,
      ...comparison,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
