import { InvalidArgumentError, type Command } from 'commander';
import { cpus } from 'node:os';
import { BENCHMARK_SECONDS, benchmarkModel, type MeasuredSpeed } from '../models/benchmark.js';
import { forkedCheck } from '../models/forked-check.js';
import { ModelStore } from '../models/store.js';
import { hopMs } from '../shared/model-spec.js';
import { addSettingOptions, settingsFrom, type SettingOptions } from './model-options.js';
import { printable } from './printable.js';
import { table } from './table.js';
import { toJson } from './json.js';

interface Options extends SettingOptions {
  readonly model?: readonly string[];
  readonly seconds: number;
  readonly json?: boolean;
}

const EXAMPLES = `
The real-time factor (RTF) is processing time ÷ audio time, hop by hop, on one thread; the STFT of a spec2spec
model is counted. Below 1 a model keeps up; the 99th percentile and the longest hop say with how much to spare.

Examples:
  stillmic bench
  stillmic bench --model fastenhancer-t-vd mine.onnx --seconds 30
  stillmic bench --json`;

function parseSeconds(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(value > 0 && value <= 3600))
    throw new InvalidArgumentError('It must be a number above 0, up to 3600.');
  return value;
}

/**
 * `stillmic bench`: how fast each model is on this machine.
 *
 * @param openStore for tests, another store than the user's
 */
export function registerBench(
  program: Command,
  openStore = () => new ModelStore({ check: forkedCheck }),
): void {
  addSettingOptions(
    program
      .command('bench')
      .description('measures how fast models are on this machine')
      .option('--model <id|file...>', 'models to measure (default: every model on this machine)')
      .option('--seconds <seconds>', 'length of the built-in signal', parseSeconds, BENCHMARK_SECONDS),
  )
    .option('--json', 'print as JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => bench(openStore(), options));
}

interface Result extends MeasuredSpeed {
  readonly id: string;
}

async function bench(store: ModelStore, options: Options): Promise<void> {
  const ids = options.model ?? (await idsAtHand(store));
  const results: Result[] = [];
  for (const idOrFile of ids) {
    const { id, file, settings } = await store.resolve(idOrFile, settingsFrom(options));
    // A graph that takes any time or memory is stopped here.
    await store.inspect(file, settings);
    results.push({ id, ...(await benchmarkModel(file, settings, options.seconds)) });
  }
  const processor = cpus()[0]?.model.trim() ?? 'unknown';
  process.stdout.write(
    options.json
      ? toJson({ processor, threads: 1, seconds: options.seconds, results }, 2)
      : describe(processor, options.seconds, results),
  );
}

const idsAtHand = async (store: ModelStore): Promise<string[]> =>
  (await store.list()).filter(({ state }) => state === 'installed').map(({ id }) => id);

function describe(processor: string, seconds: number, results: readonly Result[]): string {
  const figures = table([
    ['model', 'kind', 'rate', 'hop', 'RTF mean', 'median', 'p99', 'max'],
    ...results.map(({ id, spec, rtf }) => [
      printable(id),
      spec.kind,
      `${spec.sampleRate / 1000} kHz`,
      `${hopMs(spec).toFixed(2)} ms`,
      ...[rtf.mean, rtf.median, rtf.p99, rtf.max].map((factor) => factor.toFixed(4)),
    ]),
  ]);
  return `${figures}\n${processor}, one thread, ${seconds} s of audio each\n`;
}
