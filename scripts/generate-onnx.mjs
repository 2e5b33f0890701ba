// Writes onnx_pb.ts from third_party/onnx/onnx.proto, into src/onnx or the folder given as argument.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

const executableOf = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

const target = resolve(process.argv[2] ?? join(root, 'src/onnx'));
const template = {
  version: 'v2',
  plugins: [
    {
      local: [process.execPath, executableOf('@bufbuild/protoc-gen-es', 'bin/protoc-gen-es')],
      out: target,
      opt: ['target=ts', 'import_extension=js'],
    },
  ],
};
execFileSync(
  process.execPath,
  [
    executableOf('@bufbuild/buf', 'bin/buf'),
    ...[
      'generate',
      'third_party/onnx',
      '--path',
      'third_party/onnx/onnx.proto',
      '--template',
      JSON.stringify(template),
    ],
  ],
  { cwd: root, stdio: 'inherit' },
);
console.log(join(target, 'onnx_pb.ts'));
