// decibri's File with its denoiser: node decibri-file.mjs MODULE IN OUT. For bench/files.bench.ts.
import { createRequire } from 'node:module';

const [module, input, output] = process.argv.slice(2);
const { File } = createRequire(import.meta.url)(module);
if (!File) throw new Error('this version has no File');
const file = await File.open(input, { denoise: 'fastenhancer-t', sampleRate: 16_000 });
await file.save(output);
