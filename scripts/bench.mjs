// npm run bench [-- NAME [ARGUMENTS]]: runs bench/NAME.bench.ts, or all of them, and keeps the figures as JSON.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { ensureBuilt, root } from './setup.mjs';
import { withTypeScriptModule } from './typescript-module.mjs';

const [wanted, ...args] = process.argv.slice(2);
const folder = join(root, 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));
if (wanted && !names.includes(wanted)) {
  console.error(`There is no benchmark “${wanted}”. There are: ${names.join(', ')}`);
  process.exit(2);
}
ensureBuilt();
mkdirSync(join(folder, 'results'), { recursive: true });
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const name of wanted ? [wanted] : names) {
  console.log(`\n# ${name}`);
  const figures = await withTypeScriptModule(join(folder, `${name}.bench.ts`), (bench) => bench.run(args));
  const machine = {
    cores: cpus().length,
    node: process.version,
    onnxruntime: dependencies['onnxruntime-node'],
  };
  // Names without their folders: the figures are kept, this machine's paths are not.
  const result = {
    name,
    args: args.map((argument) => basename(argument)),
    date: new Date().toISOString(),
    machine,
    figures,
  };
  writeFileSync(join(folder, 'results', `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
}
process.exit(0);
