import type { Command } from 'commander';
import { stat } from 'node:fs/promises';
import { CATALOGUE } from '../models/catalogue.js';
import type { CheckedModel, CheckModel } from '../models/check.js';
import { sha256OfFile } from '../models/digest.js';
import { forkedCheck } from '../models/forked-check.js';
import { resolveModel } from '../models/store.js';
import { algorithmicLatencyMs, hopMs } from '../shared/model-spec.js';
import { inEnglish } from '../words/say.js';
import { addSettingOptions, settingsFrom, type SettingOptions } from './model-options.js';
import { printable } from './printable.js';
import { formatBytes, table } from './table.js';
import { toJson } from './json.js';

interface Options extends SettingOptions {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  stillmic inspect mine.onnx
  stillmic inspect fastenhancer-t-vd --json
  stillmic inspect gtcrn.spec.onnx --win-type hann-sqrt --hop-size 256`;

/**
 * `stillmic inspect`: what a model takes and gives, and what it is made of.
 *
 * @param check for tests, another way of trying a model than in a process of its own
 */
export function registerInspect(program: Command, check: CheckModel = forkedCheck): void {
  addSettingOptions(
    program
      .command('inspect')
      .description('shows a model’s contract, caches, parameters, operators and size')
      .argument('<model>', 'ONNX file, or id of a model on this machine'),
  )
    .option('--json', 'print as JSON')
    .addHelpText('after', EXAMPLES)
    .action((idOrFile: string, options: Options) => inspect(idOrFile, options, check));
}

async function inspect(idOrFile: string, options: Options, check: CheckModel): Promise<void> {
  const { file, settings } = await resolveModel(idOrFile, settingsFrom(options));
  const checked = await check(file, settings);
  const { size: sizeBytes } = await stat(file);
  const sha256 = await sha256OfFile(file);
  const known = CATALOGUE.find((entry) => entry.sha256 === sha256)?.id ?? null;
  const report = { file, sizeBytes, sha256, known, ...checked };
  process.stdout.write(options.json ? toJson(report, 2) : describe(report));
}

type Report = CheckedModel & {
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly known: string | null;
};

function describe({ spec, summary, metadata, assumed, ...about }: Report): string {
  const note = (name: (typeof assumed)[number]): string => (assumed.includes(name) ? ' (assumed)' : '');
  const input = { hop: 'one hop at a time', window: 'the whole window' }[spec.inputFraming];
  const caches = spec.caches.map(({ inputName, outputName, shape }) => [
    '',
    printable(`${inputName} ← ${outputName}`),
    `[${shape.join(', ')}]`,
  ]);
  const facts = [
    ['contract', spec.contract],
    ['kind', spec.kind === 'wav2wav' ? `wav2wav, takes ${input}` : 'spec2spec, STFT outside the graph'],
    ['sample rate', `${spec.sampleRate} Hz${note('sampleRate')}`],
    ['n_fft', `${spec.nFft} samples`],
    ['hop', `${spec.hop} samples, ${hopMs(spec).toFixed(2)} ms${note('hop')}`],
    ...(spec.kind === 'spec2spec'
      ? [['window', `${spec.window}, ${spec.windowLength} samples${note('window')}`]]
      : []),
    [
      'delay',
      `${spec.latencySamples} samples (${spec.lagHops > 0 ? `n − h, and ${spec.lagHops} hops of the network’s own lag` : 'n − h'}); ${algorithmicLatencyMs(spec).toFixed(1)} ms at a live input`,
    ],
    ['parameters', String(summary.parameters)],
    [
      'operators',
      `${summary.nodes} nodes: ${summary.operators.map(({ name, count }) => `${name} ${count}`).join(', ')}`,
    ],
    ['operator sets', summary.opsets.map(({ domain, version }) => `${domain} ${version}`).join(', ')],
    ['producer', summary.producer || 'unknown'],
    ...(about.unfit ? [['sound', inEnglish(about.unfit)]] : []),
    ['size', `${formatBytes(about.sizeBytes)} (${about.sizeBytes} bytes)`],
    ['SHA-256', about.sha256],
    ['known as', about.known ?? 'no published model'],
    ...Object.entries(metadata).map(([key, value]) => [`metadata ${key}`, value]),
  ].map(([name, fact]) => [printable(name ?? ''), printable(String(fact))]);
  return `${printable(about.file)}\n${leftAligned(facts)}caches: ${spec.caches.length || 'none'}\n${table(caches)}`;
}

const leftAligned = (facts: readonly string[][]): string => {
  const width = Math.max(...facts.map(([name = '']) => name.length));
  return facts.map(([name = '', fact = '']) => `${name.padEnd(width)}  ${fact}\n`).join('');
};
