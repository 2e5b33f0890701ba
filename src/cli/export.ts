import type { Command } from 'commander';
import { denoiseFile } from '../audio-file/denoise-file.js';
import { openModel } from '../enhancer/model.js';
import { exportModel } from '../export/commands/export-model.js';
import { findTrainingRun } from '../export/training-run/find-training-run.js';
import type { ModelSettings } from '../shared/model-spec.js';
import { inEnglish } from '../words/say.js';

interface ExportCommandOptions {
  readonly config?: string;
  readonly output?: string;
  readonly spec2spec?: boolean;
  readonly check?: string;
  readonly weights?: string;
  readonly force?: boolean;
  readonly set: readonly string[];
}

const EXAMPLES = `
Examples:
  stillmic export logs/my_run                    writes my_run.onnx from its newest checkpoint
  stillmic export 00480.pth --config config.yaml -o mine.onnx
  stillmic export model.safetensors -o mine.onnx
  stillmic export logs/my_run --weights ema      takes the averaged weights
  stillmic export logs/my_run --check noisy.wav  also cleans a recording with it
  stillmic models import my_run.onnx             makes it ready for the microphone`;

/** `stillmic export`: a training run becomes an ONNX file. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .summary('makes an ONNX model of a training run')
    .description(
      'Makes an ONNX model of a PyTorch checkpoint or a safetensors file, without Python; checks that it runs and prints its real-time factor.',
    )
    .argument('<checkpoint>', 'checkpoint (.pth, .pt, .ckpt, .safetensors), or the folder of a training run')
    .option(
      '--config <file>',
      'config of the training run, YAML or JSON (default: the one beside the checkpoint)',
    )
    .option('-o, --output <file>', 'file to write (default: NAME.onnx or NAME.spec.onnx here)')
    .option('--spec2spec', 'leave STFT and inverse out of the model')
    .option('--check <recording>', 'clean a recording with the model and save it beside the model')
    .option('--weights <key>', 'which weights, where the checkpoint has several sets; “ema” for averages')
    .option('--force', 'replace existing files')
    .option('--set <key=value>', 'change the config, as model_kwargs.hop_size=160', collect, [])
    .addHelpText('after', EXAMPLES)
    .action(run);
}

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

async function run(path: string, options: ExportCommandOptions): Promise<void> {
  const { check, weights, force = false } = options;
  const trainingRun = await findTrainingRun(path, options.config);
  const output = options.output ?? `${trainingRun.name}${options.spec2spec ? '.spec' : ''}.onnx`;
  const { family, spec, notes, settings, rtf, nodes } = await exportModel(trainingRun, output, {
    kind: options.spec2spec ? 'spec2spec' : 'wav2wav',
    overrides: options.set,
    weights,
    force,
  });
  for (const note of notes) console.log(inEnglish(note));
  console.log(`${output}: ${family}, from ${trainingRun.checkpoint}`);
  console.log(
    `${spec.kind}, ${spec.sampleRate} Hz, FFT size ${spec.nFft}, hop ${spec.hop}, window ${spec.window}, ${nodes} nodes`,
  );
  console.log(`RTF ${rtf.toFixed(4)}`);
  if (check !== undefined) await cleanRecording(check, output, settings, force);
}

/** Cleans a recording with the new model and saves it beside the model. */
async function cleanRecording(
  recording: string,
  modelFile: string,
  settings: ModelSettings,
  overwrite: boolean,
): Promise<void> {
  const cleaned = `${modelFile.replace(/\.onnx$/, '')}.check.wav`;
  const model = await openModel(modelFile, settings);
  try {
    const { duration, sessionRtf } = await denoiseFile(recording, cleaned, model, { overwrite });
    console.log(`${cleaned}: ${duration.toFixed(1)} s cleaned, RTF ${sessionRtf.toFixed(4)}`);
  } finally {
    await model.dispose();
  }
}
