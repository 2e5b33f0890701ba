// npm run generate [-- NAME…]: writes the committed files that scripts make; without a name, all of them.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const generators = {
  onnx: 'generate-onnx.mjs',
  icons: 'render-icons.mjs',
  demo: 'make-demo-recording.mjs',
};

const known = Object.keys(generators);
const names = process.argv.slice(2);
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`Nothing is called ${unknown.join(', ')}. Choose from: ${known.join(', ')}.`);
  process.exit(2);
}

const scripts = dirname(fileURLToPath(import.meta.url));
const failed = (names.length > 0 ? names : known).filter(
  (name) => spawnSync(process.execPath, [join(scripts, generators[name])], { stdio: 'inherit' }).status !== 0,
);
if (failed.length > 0) {
  console.error(`Not generated: ${failed.join(', ')}. The first lines of each script say what it needs.`);
  process.exit(1);
}
