import type { Command } from 'commander';
import { denoiseFile } from '../audio-file/denoise-file.js';
import { openModel } from '../enhancer/model.js';
import { exportModel } from '../export/commands/export-model.js';
import { findTrainingRun } from '../export/training-run/find-training-run.js';

interface ExportCommandOptions {
  readonly config?: string;
  readonly output?: string;
  readonly spec2spec?: boolean;
  readonly check?: string;
  readonly set: readonly string[];
}

const EXAMPLES = `
Examples:
  stillmic export logs/my_run                    writes my_run.onnx from its newest checkpoint
  stillmic export 00480.pth --config config.yaml -o mine.onnx
  stillmic export logs/my_run --check noisy.wav  also cleans a recording with it
  stillmic models import my_run.onnx             makes it ready for the microphone`;

/** `stillmic export`: a FastEnhancer training run becomes an ONNX file. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .summary('makes an ONNX model of a training run')
    .description(
      'Makes an ONNX model of a PyTorch checkpoint of the FastEnhancer project, without Python; checks that it runs and prints its real-time factor.',
    )
    .argument('<checkpoint>', 'checkpoint (.pth), or the folder of a training run')
    .option('--config <file>', 'config of the training run (default: config.yaml beside the checkpoint)')
    .option('-o, --output <file>', 'file to write (default: NAME.onnx or NAME.spec.onnx here)')
    .option('--spec2spec', 'leave STFT and inverse out of the model')
    .option('--check <recording>', 'clean a recording with the model and save it beside the model')
    .option('--set <key=value>', 'change the config, as model_kwargs.hop_size=160', collect, [])
    .addHelpText('after', EXAMPLES)
    .action(run);
}

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

async function run(path: string, options: ExportCommandOptions): Promise<void> {
  const trainingRun = await findTrainingRun(path, options.config);
  const output = options.output ?? `${trainingRun.name}${options.spec2spec ? '.spec' : ''}.onnx`;
  const { family, spec, settings, rtf, nodes } = await exportModel(trainingRun, output, {
    kind: options.spec2spec ? 'spec2spec' : 'wav2wav',
    overrides: options.set,
  });
  console.log(`${output}: ${family}, from ${trainingRun.checkpoint}`);
  console.log(
    `${spec.kind}, ${spec.sampleRate} Hz, FFT size ${spec.nFft}, hop ${spec.hop}, window ${spec.window}, ${nodes} nodes`,
  );
  console.log(`RTF ${rtf.toFixed(4)}`);
  if (options.check === undefined) return;
  const cleaned = `${output.replace(/\.onnx$/, '')}.check.wav`;
  const model = await openModel(output, settings);
  try {
    const { duration, sessionRtf } = await denoiseFile(options.check, cleaned, model, { overwrite: true });
    console.log(`${cleaned}: ${duration.toFixed(1)} s cleaned, RTF ${sessionRtf.toFixed(4)}`);
  } finally {
    await model.dispose();
  }
}
