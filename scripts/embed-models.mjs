// Copies the models that ship inside into out/models, with the notices that their licences ask for, and writes
// the denoiser again as a lean graph: kept beside the original where it gives the same and is faster.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTypeScriptModule } from './typescript-module.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'node_modules/decibri/models');
const target = join(root, 'out/models');

/** File names and the SHA-256 of what we have tested. */
const files = [
  ['fastenhancer_t.onnx', '9ed1b928d18fbead4db69bfbeb4ff99e3007f12abf9887d40fd41732674ccd0d'],
  ['silero_vad.onnx', '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3'],
];

mkdirSync(target, { recursive: true });
for (const [name, expected] of files) {
  const file = join(source, name);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (sha256 !== expected) throw new Error(`${name} has the SHA-256 ${sha256}, not the tested ${expected}.`);
  copyFileSync(file, join(target, name));
}
copyFileSync(join(root, 'assets/notices/models.md'), join(target, 'NOTICES.md'));

const original = join(target, 'fastenhancer_t.onnx');
const lean = join(target, 'fastenhancer_t.lean.onnx');
rmSync(lean, { force: true });
const { kept } = await withTypeScriptModule(join(root, 'src/export/commands/lean-form.ts'), (exporter) =>
  exporter.writeLeanForm(original, lean, {}, { force: true }),
);
console.log(`${kept ? 'fastenhancer_t.lean.onnx' : 'fastenhancer_t.onnx'} ships.`);
