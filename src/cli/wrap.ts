import { InvalidArgumentError, Option, type Command } from 'commander';
import { resolve } from 'node:path';
import { compareModels } from '../export/compare.js';
import { wrapModelFile } from '../export/wrap.js';
import { hopMs, type ModelSettings, type WindowType } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';

interface WrapOptions {
  readonly output?: string;
  readonly nFft?: number;
  readonly hopSize?: number;
  readonly winSize?: number;
  readonly winType?: WindowType;
  readonly samplingRate?: number;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number above 0 was expected.');
  return Number(text);
}

/** `NAME.spec.onnx` becomes `NAME.onnx`; any other `NAME.onnx` becomes `NAME.wav2wav.onnx`. */
const defaultOutput = (file: string): string =>
  file.endsWith('.spec.onnx')
    ? file.replace(/\.spec\.onnx$/, '.onnx')
    : `${file.replace(/\.onnx$/, '')}.wav2wav.onnx`;

/** `stillmic wrap`: a spec2spec file becomes a wav2wav file. */
export function registerWrap(program: Command): void {
  program
    .command('wrap')
    .summary('put STFT and inverse into a spec2spec model')
    .description(
      'Makes a wav2wav file of a spec2spec one (GTCRN, BSRNN, FSPEN, LiSenNet and others), checks that both give the same and compares their speed.',
    )
    .argument('<model>', 'spec2spec ONNX file')
    .option('-o, --output <file>', 'file to write (default: the name without “.spec”)')
    .option('--n-fft <samples>', 'FFT size, when it should be checked against the graph', wholeNumber)
    .option('--hop-size <samples>', 'hop (default: half the FFT size)', wholeNumber)
    .option('--win-size <samples>', 'length of the window (default: the FFT size)', wholeNumber)
    .addOption(new Option('--win-type <window>', 'window (default: hann)').choices(['hann', 'hann-sqrt']))
    .option(
      '--sampling-rate <hertz>',
      'rate (default: 16000, from an FFT size of 1024 on 48000)',
      wholeNumber,
    )
    .action(wrap);
}

async function wrap(file: string, options: WrapOptions): Promise<void> {
  const output = options.output ?? defaultOutput(file);
  if (resolve(output) === resolve(file))
    throw new UserError(`${file} would be overwritten: give another name with -o.`);
  const settings: ModelSettings = {
    nFft: options.nFft,
    hop: options.hopSize,
    windowLength: options.winSize,
    window: options.winType,
    sampleRate: options.samplingRate,
  };
  const spec = await wrapModelFile(file, output, settings);
  const { difference, originalUs, candidateUs } = await compareModels(
    { file, settings: spec },
    { file: output, settings: { sampleRate: spec.sampleRate } },
  );
  console.log(
    `${output}: wav2wav, ${spec.sampleRate} Hz, FFT size ${spec.nFft}, hop ${spec.hop}, window ${spec.window}`,
  );
  console.log(`largest difference from the spec2spec model: ${difference.toExponential(1)} of the peak`);
  const rtf = (us: number): string => (us / 1000 / hopMs(spec)).toFixed(4);
  console.log(`RTF ${rtf(candidateUs)} (spec2spec with STFT outside: ${rtf(originalUs)})`);
}
