import type { Command } from 'commander';
import { compareModels } from '../export/compare/compare-models.js';
import { wrapModelFile } from '../export/commands/wrap-model.js';
import { hopMs } from '../shared/model-spec.js';
import { addSettingOptions, settingsFrom, type SettingOptions } from './model-options.js';

interface WrapOptions extends SettingOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** `NAME.spec.onnx` becomes `NAME.onnx`; any other `NAME.onnx` becomes `NAME.wav2wav.onnx`. */
const defaultOutput = (file: string): string =>
  file.endsWith('.spec.onnx')
    ? file.replace(/\.spec\.onnx$/, '.onnx')
    : `${file.replace(/\.onnx$/, '')}.wav2wav.onnx`;

/** `stillmic wrap`: a spec2spec file becomes a wav2wav file. */
export function registerWrap(program: Command): void {
  addSettingOptions(
    program
      .command('wrap')
      .summary('puts STFT and inverse into a spec2spec model')
      .description(
        'Makes a wav2wav file of a spec2spec one (GTCRN, BSRNN, FSPEN, LiSenNet and others), checks that both give the same and compares their speed.',
      )
      .argument('<model>', 'spec2spec ONNX file')
      .option('-o, --output <file>', 'file to write (default: the name without “.spec”)')
      .option('--force', 'replace an existing file'),
  ).action(wrap);
}

async function wrap(file: string, options: WrapOptions): Promise<void> {
  const output = options.output ?? defaultOutput(file);
  const spec = await wrapModelFile(file, output, settingsFrom(options), { force: options.force ?? false });
  const { difference, originalUs, rewrittenUs } = await compareModels(
    { file, settings: spec },
    { file: output, settings: { sampleRate: spec.sampleRate } },
  );
  console.log(
    `${output}: wav2wav, ${spec.sampleRate} Hz, FFT size ${spec.nFft}, hop ${spec.hop}, window ${spec.window}`,
  );
  console.log(`largest difference from the spec2spec model: ${difference.toExponential(1)} of the peak`);
  const rtf = (us: number): string => (us / 1000 / hopMs(spec)).toFixed(4);
  console.log(`RTF ${rtf(rewrittenUs)} (spec2spec with STFT outside: ${rtf(originalUs)})`);
}
