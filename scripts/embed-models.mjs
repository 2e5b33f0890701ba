// node scripts/embed-models.mjs [FOLDER]: copies the models that ship inside into FOLDER (out/models), with the notices
// that their licences ask for. Which form of the denoiser ships is read from a committed measurement, so that two
// builds of one commit are equal; `npm run bench -- embedded-model` measures anew.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTypeScriptModule } from './typescript-module.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'node_modules/decibri/models');
const target = resolve(process.argv[2] ?? join(root, 'out/models'));
const { figures } = JSON.parse(readFileSync(join(root, 'bench/results/embedded-model.json'), 'utf8'));

const sha256Of = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Copies the models that `embedded.ts` names; gives the denoiser's file and its lean form's name. */
async function copyModels({ EMBEDDED_MODELS, LEAN_DENOISER }) {
  for (const { file, sha256 } of Object.values(EMBEDDED_MODELS)) {
    const found = sha256Of(join(source, file));
    if (found !== sha256) throw new Error(`${file} has the SHA-256 ${found}, not the tested ${sha256}.`);
    copyFileSync(join(source, file), join(target, file));
  }
  return { denoiser: EMBEDDED_MODELS.denoiser, lean: LEAN_DENOISER };
}

mkdirSync(target, { recursive: true });
copyFileSync(join(root, 'assets/notices/models.md'), join(target, 'NOTICES.md'));
const { denoiser, lean } = await withTypeScriptModule(join(root, 'src/models/embedded.ts'), copyModels);
if (figures.originalSha256 !== denoiser.sha256)
  throw new Error(
    'bench/results/embedded-model.json measured another model: npm run bench -- embedded-model',
  );
rmSync(join(target, lean), { force: true });
if (figures.ships === 'lean') {
  const bytes = await withTypeScriptModule(join(root, 'src/export/commands/lean-form.ts'), (module) =>
    module.encodeLeanForm(join(target, denoiser.file)),
  );
  writeFileSync(join(target, lean), bytes);
}
console.log(`${figures.ships === 'lean' ? lean : denoiser.file} ships, as it was measured to be faster.`);
