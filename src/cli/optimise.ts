import type { Command } from 'commander';
import { writeLeanForm } from '../export/commands/lean-form.js';
import { readMetadata, settingsFromMetadata } from '../onnx/metadata.js';
import { readModelFile } from '../onnx/model-file.js';
import { UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';

interface OptimiseOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** `stillmic optimise`: a released FastEnhancer file is written again in its lean form. */
export function registerOptimise(program: Command): void {
  program
    .command('optimise')
    .summary('writes a released FastEnhancer model again, faster')
    .description(
      'Reads the weights of a FastEnhancer model back from its graph and writes them as a leaner one. The new file is kept only if it gives the same sound and is faster on this machine.',
    )
    .argument('<model>', 'ONNX file, wav2wav or spec2spec')
    .option('-o, --output <file>', 'file to write (default: NAME.lean.onnx)')
    .option('--force', 'replace an existing file')
    .action(optimise);
}

async function optimise(file: string, { output, force = false }: OptimiseOptions): Promise<void> {
  const outFile = output ?? `${file.replace(/\.onnx$/, '')}.lean.onnx`;
  const settings = settingsFromMetadata(readMetadata(await readModelFile(file)));
  const { kept, reason, comparison } = await writeLeanForm(file, outFile, settings, { force });
  if (comparison) {
    const { difference, originalUs, rewrittenUs } = comparison;
    console.log(`original ${originalUs.toFixed(0)} µs per hop, lean ${rewrittenUs.toFixed(0)} µs per hop`);
    console.log(`largest difference: ${difference.toExponential(1)} of the peak`);
  }
  if (!kept) throw new UserError(reason);
  console.log(`${outFile}: ${inEnglish(reason)}`);
}
