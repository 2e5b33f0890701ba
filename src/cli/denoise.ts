import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import {
  denoiseFile,
  type DenoiseOptions,
  type DenoiseProgress,
  type DenoiseResult,
} from '../audio-file/denoise-file.js';
import { openModel, type Model } from '../enhancer/model.js';
import { messageOf, UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { addModelOptions, parsePercent, resolveChosenModel, type ModelOptions } from './model-options.js';

interface Options extends ModelOptions {
  readonly output?: string;
  readonly strength: number;
  readonly keepDelay?: boolean;
  readonly force?: boolean;
  readonly acceptDamaged?: boolean;
  readonly json?: boolean;
}

interface Task {
  readonly input: string;
  readonly output: string;
}

const EXAMPLES = `
Examples:
  stillmic denoise talk.mp3                      writes talk.clean.wav beside it
  stillmic denoise talk.wav -o clean.wav
  stillmic denoise *.flac -o cleaned/            each into the folder
  stillmic denoise talk.wav --strength 80        leaves a fifth of the sound as it was`;

export function registerDenoise(program: Command): void {
  addModelOptions(
    program
      .command('denoise')
      .description('cleans recordings: WAV, FLAC, MP3, Ogg Vorbis or Opus in, WAV out')
      .argument('<recording...>', 'files to clean')
      .option(
        '-o, --output <path>',
        'file, or folder for several recordings (default: NAME.clean.wav beside)',
      ),
  )
    .option('--strength <percent>', 'share of the cleaned sound, 0 to 100', parsePercent, 100)
    .option('--keep-delay', 'let the result lag by n_fft − hop samples, as the model gives it')
    .option('--force', 'replace results that exist already')
    .option('--accept-damaged', 'go on with what there is of a truncated recording')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', EXAMPLES)
    .action(run);
}

async function run(inputs: readonly string[], options: Options): Promise<void> {
  const tasks = await planTasks(inputs, options.output);
  const chosen = await resolveChosenModel(options);
  const model = await openModel(chosen.file, chosen.settings);
  const abort = new AbortController();
  const stop = () => abort.abort(new UserError('Stopped; no half-written result is left.'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const reports: object[] = [];
  let failures = 0;
  try {
    for (const task of tasks) {
      try {
        const result = await denoiseWithBar(task, model, {
          ...options,
          overwrite: options.force,
          signal: abort.signal,
        });
        for (const warning of result.warnings) process.stderr.write(`stillmic: ${inEnglish(warning)}\n`);
        reports.push({ ...task, ...result });
        if (!options.json) process.stdout.write(describe(task, result));
      } catch (error) {
        // One bad recording of several doesn't keep the others from being cleaned.
        if (tasks.length === 1 || abort.signal.aborted || !(error instanceof UserError)) throw error;
        failures++;
        reports.push({ ...task, error: messageOf(error) });
        process.stderr.write(`stillmic: ${messageOf(error)}\n`);
      }
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await model.dispose();
  }
  if (options.json) {
    const { sampleRate, nFft, hop, latencySamples } = model.spec;
    const about = { id: chosen.id, sampleRate, nFft, hop, latencySamples };
    process.stdout.write(`${JSON.stringify({ model: about, recordings: reports }, null, 2)}\n`);
  }
  if (failures > 0) throw new UserError(`${failures} of ${tasks.length} recordings could not be cleaned.`);
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false;

/** Extensions of formats that are not written: a WAV under such a name would confuse every player. */
const OTHER_FORMATS = ['.mp3', '.flac', '.ogg', '.oga', '.opus', '.m4a', '.aac'];

/** Which recording goes where. */
async function planTasks(inputs: readonly string[], output: string | undefined): Promise<readonly Task[]> {
  const cleanName = (input: string) => `${basename(input, extname(input))}.clean.wav`;
  if (output === undefined)
    return distinct(inputs.map((input) => ({ input, output: join(dirname(input), cleanName(input)) })));
  const intoFolder = inputs.length > 1 || /[\\/]$/.test(output) || (await isFolder(output));
  if (!intoFolder) {
    if (OTHER_FORMATS.includes(extname(output).toLowerCase()))
      throw new UserError(`${output} would be a WAV file under a wrong name: give a name that ends in .wav.`);
    return inputs.map((input) => ({ input, output }));
  }
  await mkdir(output, { recursive: true }).catch((error: unknown) => {
    throw new UserError(`${output} can't be the folder of the results: ${messageOf(error)}`);
  });
  return distinct(inputs.map((input) => ({ input, output: join(output, cleanName(input)) })));
}

/** Refuses two recordings whose results would have the same name. */
function distinct(tasks: readonly Task[]): readonly Task[] {
  const taken = new Map<string, string>();
  for (const { input, output } of tasks) {
    const other = taken.get(resolve(output));
    if (other !== undefined)
      throw new UserError(
        `${other} and ${input} would both become ${output}: clean them one at a time with -o.`,
      );
    taken.set(resolve(output), input);
  }
  return tasks;
}

/** Shows a bar on a terminal, nothing when standard error goes elsewhere. */
async function denoiseWithBar(
  { input, output }: Task,
  model: Model,
  options: DenoiseOptions,
): Promise<DenoiseResult> {
  const bar = new cliProgress.SingleBar({
    format: `${basename(input)} {bar} {percentage} % {left}`,
    clearOnComplete: true,
    hideCursor: true,
  });
  let isShown = false;
  const onProgress = ({ share, secondsLeft }: DenoiseProgress) => {
    const left = secondsLeft === null ? '' : `${formatDuration(Math.ceil(secondsLeft))} left`;
    if (!isShown) bar.start(100, 0, { left });
    isShown = true;
    bar.update(Math.floor(100 * share), { left });
  };
  try {
    return await denoiseFile(input, output, model, { ...options, onProgress });
  } finally {
    if (isShown) bar.stop();
  }
}

/** `75` becomes `1:15`, `3675` becomes `1:01:15`. */
function formatDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function describe({ input, output }: Task, result: DenoiseResult): string {
  const { sampleRate, channels, bitDepth, encoding } = result.format;
  const level = ({ rmsDbfs, peakDbfs }: DenoiseResult['before']) =>
    `${rmsDbfs.toFixed(1)} dBFS RMS, ${peakDbfs.toFixed(1)} dBFS peak`;
  const length = result.duration < 60 ? `${result.duration.toFixed(2)} s` : formatDuration(result.duration);
  const depth = `${bitDepth} bit${encoding === 'float' ? ' float' : ''}`;
  return [
    `${input} → ${output}`,
    `  length  ${length}, ${sampleRate} Hz, ${depth}, ${channels} channel${channels === 1 ? '' : 's'}`,
    `  RTF     ${result.sessionRtf.toFixed(4)} in the session, ${result.wholeRtf.toFixed(4)} whole (${(1 / result.wholeRtf).toFixed(0)} × real time)`,
    `  before  ${level(result.before)}`,
    `  after   ${level(result.after)}`,
    '',
  ].join('\n');
}
