import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { Option, type Command } from 'commander';
import { denoiseFile, type DenoiseResult } from '../audio-file/denoise-file.js';
import {
  cleanedName,
  OUTPUT_ENDINGS,
  OUTPUT_FORMATS,
  type OutputFormat,
} from '../audio-file/audio-writer.js';
import { onDisk } from '../files/file-errors.js';
import { checkNewName, placeOf } from '../files/portable-names.js';
import { FFMPEG_FORMATS, isRecordingName, labelsOf, RECORDING_FORMATS } from '../shared/recording-formats.js';
import { InferenceThreads } from '../audio-file/inference-threads.js';
import { chunkFormOf } from '../models/chunk-forms.js';
import { lowerPriority, usableProcessors } from '../shared/low-priority.js';
import { messageOf, UserError } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { words } from '../words/words.js';
import { onFirstSignal } from './ending.js';
import { printable, printableWords } from './printable.js';
import { addModelOptions, parseCount, resolveChosenModel, type ModelOptions } from './model-options.js';
import { parsePercent } from './parse-percent.js';
import { toJson } from './json.js';
import { DenoiseBar, formatDuration } from './denoise-bar.js';

interface Options extends ModelOptions {
  readonly output?: string;
  readonly strength: number;
  readonly keepDelay?: boolean;
  readonly force?: boolean;
  readonly acceptDamaged?: boolean;
  readonly format?: OutputFormat;
  readonly dryRun?: boolean;
  readonly jobs?: number;
  readonly hopByHop?: boolean;
  readonly json?: boolean;
}

interface Task {
  readonly input: string;
  readonly output: string;
}

/** Each holds its model, and its recording open. */
const MAX_JOBS = 64;

const EXAMPLES = `
Examples:
  stillmic denoise talk.mp3                      writes talk.clean.wav beside it
  stillmic denoise talk.wav -o clean.wav
  stillmic denoise *.flac -o cleaned/            each into the folder
  stillmic denoise talks/ -o cleaned/ --format flac   a folder with its tree
  stillmic denoise talk.wav --strength 80        leaves a fifth of the sound as it was`;

/** Adds `stillmic denoise`. */
export function registerDenoise(program: Command): void {
  addModelOptions(
    program
      .command('denoise')
      .description(
        `cleans recordings: ${labelsOf(RECORDING_FORMATS)} in (${labelsOf(FFMPEG_FORMATS)} where ffmpeg is installed), WAV or FLAC out`,
      )
      .argument('<recording...>', 'files to clean, and folders with all recordings in them')
      .option(
        '-o, --output <path>',
        'file, or folder for several recordings (default: NAME.clean.wav beside)',
      ),
  )
    .option('--strength <percent>', 'share of the cleaned sound, 0 to 100', parsePercent, 100)
    .option('--keep-delay', 'let the result lag by n_fft − hop samples, as the model gives it')
    .option('--force', 'replace results that exist already')
    .option('--accept-damaged', 'go on with what there is of a truncated recording')
    .addOption(
      new Option(
        '--format <format>',
        'format of the results (default: that of their name, else wav)',
      ).choices(OUTPUT_FORMATS),
    )
    .option('--jobs <number>', 'channels and recordings side by side (default: one a processor)', parseCount)
    .option(
      '--hop-by-hop',
      'run the model one hop a call, as live; the result is the same to 2e-5 of the peak',
    )
    .option('--dry-run', 'only tell what would be cleaned')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', EXAMPLES)
    .action(run);
}

async function run(inputs: readonly string[], options: Options): Promise<void> {
  const tasks = await planTasks(await findRecordings(inputs), options);
  if (options.dryRun) {
    for (const { input, output } of tasks)
      process.stdout.write(`${printable(input)} → ${printable(output)}\n`);
    return;
  }
  lowerPriority();
  const jobs = Math.min(options.jobs ?? usableProcessors(), MAX_JOBS);
  const chosen = await resolveChosenModel(options);
  const chunkForm = options.hopByHop ? null : await chunkFormOf(chosen);
  const threads = await InferenceThreads.open({ ...chosen, chunkForm }, jobs);
  const abort = new AbortController();
  const giveBack = onFirstSignal(() => abort.abort(new UserError(words('audioFile.stopped'))));
  let outcomes: readonly Outcome[];
  try {
    const report = options.json ? () => undefined : printOutcome;
    outcomes = await denoiseAll(tasks, jobs, threads, options, abort, report);
  } finally {
    giveBack();
    await threads.dispose();
  }
  if (options.json) {
    const { sampleRate, nFft, hop, latencySamples } = threads.spec;
    const about = { id: chosen.id, sampleRate, nFft, hop, latencySamples };
    process.stdout.write(toJson({ model: about, recordings: outcomes.map(reportOf) }, 2));
  }
  const failures = outcomes.filter(({ error }) => error).length;
  if (failures > 0)
    throw new UserError(words('audioFile.someFailed', { failures, recordings: tasks.length }));
}

/** A recording that was cleaned, or why it was not. */
interface Outcome {
  readonly task: Task;
  readonly result?: DenoiseResult;
  readonly error?: UserError;
}

/**
 * Cleans recordings side by side and tells of each, in their order. One bad recording of several doesn't keep the
 * others from being cleaned.
 *
 * @throws what stopped them all; those that were not complete have left nothing then
 */
async function denoiseAll(
  tasks: readonly Task[],
  jobs: number,
  threads: InferenceThreads,
  options: Options,
  abort: AbortController,
  report: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const bar = new DenoiseBar(tasks);
  const outcomes: Outcome[] = [];
  const waiting = [...tasks.keys()];
  let reported = 0;
  const settle = (index: number, outcome: Outcome): void => {
    outcomes[index] = outcome;
    bar.hide();
    for (let next; (next = outcomes[reported]); reported++) report(next);
  };
  const work = async (): Promise<void> => {
    for (let index; (index = waiting.shift()) !== undefined;) {
      const task = tasks[index] as Task;
      try {
        const result = await denoiseFile(task.input, task.output, threads, {
          ...options,
          outputFormat: options.format,
          overwrite: options.force,
          signal: abort.signal,
          onProgress: (progress) => bar.update(task, progress),
        });
        settle(index, { task, result });
      } catch (error) {
        if (tasks.length === 1 || abort.signal.aborted || !(error instanceof UserError)) {
          abort.abort(error);
          throw error;
        }
        settle(index, { task, error });
      } finally {
        bar.finish(task);
      }
    }
  };
  try {
    const workers = Array.from({ length: Math.min(jobs, tasks.length) }, work);
    const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
    if (failed) throw abort.signal.reason;
    return outcomes;
  } finally {
    bar.hide();
    // Those that are done although one before them was stopped.
    outcomes.slice(reported).forEach(report);
  }
}

function printOutcome({ task, result, error }: Outcome): void {
  if (error) process.stderr.write(`stillmic: ${inEnglish(printableWords(error.words))}\n`);
  if (!result) return;
  for (const warning of result.warnings)
    process.stderr.write(`stillmic: ${inEnglish(printableWords(warning))}\n`);
  process.stdout.write(describe(task, result));
}

const reportOf = ({ task, result, error }: Outcome): object =>
  result
    ? { ...task, ...result, warnings: result.warnings.map(inEnglish) }
    : { ...task, error: messageOf(error) };

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false;

/** A recording, and where it lies within the folder that was given, if one was. */
interface Found {
  readonly input: string;
  /** Folder of the recording, relative to the one that was given. */
  readonly folder: string;
}

/** The recordings that were given, and all in the folders that were, by their names. Hidden files are left out. */
async function findRecordings(inputs: readonly string[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  const isResult = (name: string) => /\.clean\.(wav|flac)$/i.test(name);
  const walk = async (root: string, folder: string): Promise<void> => {
    const entries = await onDisk('read', join(root, folder), () =>
      readdir(join(root, folder), { withFileTypes: true }),
    );
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await walk(root, join(folder, entry.name));
      else if (entry.isFile() && isRecordingName(entry.name) && !isResult(entry.name))
        found.push({ input: join(root, folder, entry.name), folder });
    }
  };
  for (const input of inputs) {
    const before = found.length;
    if (!(await isFolder(input))) found.push({ input, folder: '' });
    else await walk(input, '');
    if (found.length === before) throw new UserError(words('audioFile.noRecordings', { folder: input }));
  }
  return found;
}

/** Which recording goes where. A folder's tree is kept. */
async function planTasks(
  recordings: readonly Found[],
  { output, format, dryRun = false }: Options,
): Promise<readonly Task[]> {
  const nameOf = (input: string) => cleanedName(input, format);
  if (output === undefined)
    return distinct(recordings.map(({ input }) => ({ input, output: join(dirname(input), nameOf(input)) })));
  const intoFolder =
    recordings.length > 1 ||
    recordings.some(({ folder }) => folder !== '') ||
    /[\\/]$/.test(output) ||
    (await isFolder(output));
  if (!intoFolder) {
    const endings = format
      ? OUTPUT_ENDINGS[format]
      : OUTPUT_FORMATS.flatMap((known) => OUTPUT_ENDINGS[known]);
    const ending = extname(output).toLowerCase();
    // Said before a model is loaded.
    if (ending && !endings.includes(ending))
      throw new UserError(words('disk.wrongEnding', { file: output, endings: endings.join(', ') }));
    return recordings.map(({ input }) => ({ input, output }));
  }
  const tasks = distinct(
    recordings.map(({ input, folder }) => ({ input, output: join(output, folder, nameOf(input)) })),
  );
  for (const folder of dryRun ? [] : new Set(tasks.map((task) => dirname(task.output)))) {
    checkNewName(folder);
    await onDisk('write', folder, () => mkdir(folder, { recursive: true }));
  }
  return tasks;
}

/** Refuses two recordings whose results would have the same name. */
function distinct(tasks: readonly Task[]): readonly Task[] {
  const taken = new Map<string, string>();
  for (const { input, output } of tasks) {
    const place = placeOf(output);
    const other = taken.get(place);
    if (other !== undefined)
      throw new UserError(words('audioFile.sameResult', { one: other, other: input, result: output }));
    taken.set(place, input);
  }
  return tasks;
}

function describe({ input, output }: Task, result: DenoiseResult): string {
  const { sampleRate, channels, bitDepth, encoding } = result.format;
  const level = ({ rmsDbfs, peakDbfs }: DenoiseResult['before']) =>
    `${rmsDbfs.toFixed(1)} dBFS RMS, ${peakDbfs.toFixed(1)} dBFS peak`;
  const length = result.duration < 60 ? `${result.duration.toFixed(2)} s` : formatDuration(result.duration);
  const depth = `${bitDepth} bit${encoding === 'float' ? ' float' : ''}`;
  return [
    `${printable(input)} → ${printable(output)}`,
    `  length  ${length}, ${sampleRate} Hz, ${depth}, ${channels} channel${channels === 1 ? '' : 's'}`,
    `  RTF     ${result.sessionRtf.toFixed(4)} in the session, ${result.wholeRtf.toFixed(4)} whole (${(1 / result.wholeRtf).toFixed(0)} × real time)`,
    `  before  ${level(result.before)}`,
    `  after   ${level(result.after)}`,
    '',
  ].join('\n');
}
