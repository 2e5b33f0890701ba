import type { Command } from 'commander';
import { resolve } from 'node:path';
import { optimiseModelFile } from '../export/commands/lean-form.js';
import { readMetadata, settingsFromMetadata } from '../onnx/metadata.js';
import { readModelFile } from '../onnx/model-file.js';
import { UserError } from '../shared/user-error.js';

/** `stillmic optimise`: a released FastEnhancer file is written again, lean. */
export function registerOptimise(program: Command): void {
  program
    .command('optimise')
    .summary('writes a released FastEnhancer model again, faster')
    .description(
      'Reads the weights of a FastEnhancer model back from its graph and writes them as a leaner one. The new file is kept only if it gives the same sound and is faster on this machine.',
    )
    .argument('<model>', 'ONNX file, wav2wav or spec2spec')
    .option('-o, --output <file>', 'file to write (default: NAME.lean.onnx)')
    .action(optimise);
}

async function optimise(file: string, { output }: { output?: string }): Promise<void> {
  const outFile = output ?? `${file.replace(/\.onnx$/, '')}.lean.onnx`;
  if (resolve(outFile) === resolve(file))
    throw new UserError(`${file} would be overwritten: give another name with -o.`);
  const settings = settingsFromMetadata(readMetadata(await readModelFile(file)));
  const { kept, reason, comparison } = await optimiseModelFile(file, outFile, settings);
  if (comparison) {
    const { difference, originalUs, candidateUs } = comparison;
    console.log(`original ${originalUs.toFixed(0)} µs per hop, lean ${candidateUs.toFixed(0)} µs per hop`);
    console.log(`largest difference: ${difference.toExponential(1)} of the peak`);
  }
  if (!kept) throw new UserError(`${file} stays as it is. ${reason}`);
  console.log(`${outFile}: ${reason}`);
}
