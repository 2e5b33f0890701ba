import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { forkedCheck } from '../models/forked-check.js';
import type { DownloadProgress } from '../models/download.js';
import { ModelStore } from '../models/store.js';
import type { ModelListing } from '../shared/model-listing.js';
import { goodForKey } from '../shared/model-words.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { inEnglish } from '../words/say.js';
import { words, type Words } from '../words/words.js';
import { onFirstSignal } from './ending.js';
import { addSettingOptions, settingsFrom, type SettingOptions } from './model-options.js';
import { printable, printableWords } from './printable.js';
import { formatBytes, table } from './table.js';
import { toJson } from './json.js';

interface JsonOption {
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  stillmic models list
  stillmic models download fastenhancer-b-dns
  stillmic models import mine.onnx --id mine --hop-size 160
  stillmic models verify
  stillmic models remove mine

Models lie in the user's data folder, or in the folder that STILLMIC_MODELS_DIR names.`;

const print = (text: string): void => void process.stdout.write(text);
const printJson = (value: unknown): void => print(toJson(value, 2));

/** @param openStore for tests, another store than the user's */
export function registerModels(
  program: Command,
  openStore = () => new ModelStore({ check: forkedCheck }),
): void {
  const models = program
    .command('models')
    .description('lists, downloads, imports, verifies and removes models')
    .addHelpText('after', EXAMPLES);
  const withJson = (command: Command): Command => command.option('--json', 'print as JSON');
  withJson(models.command('list').description('shows every model and what it is good for'))
    .addHelpText('after', '\nExample:\n  stillmic models list --json')
    .action(async (options: JsonOption) => list(await openStore().list(), options));
  withJson(models.command('download').description('downloads models and verifies them'))
    .argument('<id...>', 'ids as “stillmic models list” shows them')
    .addHelpText('after', '\nExample:\n  stillmic models download fastenhancer-b-dns fastenhancer-t-48khz')
    .action((ids: string[], options: JsonOption) => downloadAll(openStore(), ids, options));
  addSettingOptions(
    withJson(models.command('import').description('copies an ONNX file of your own into the store'))
      .argument('<file>', 'ONNX file')
      .option('--id <id>', 'name in the store (default: the file’s name)'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  stillmic models import mine.onnx\n  stillmic models import gtcrn.spec.onnx --id gtcrn',
    )
    .action((file: string, options: JsonOption & SettingOptions & { id?: string }) =>
      importFile(openStore(), file, options),
    );
  withJson(models.command('verify').description('computes the models’ digests again and opens them'))
    .argument('[id...]', 'ids (default: every model on this machine)')
    .addHelpText('after', '\nExample:\n  stillmic models verify fastenhancer-t-vd')
    .action((ids: string[], options: JsonOption) => verify(openStore(), ids, options));
  withJson(models.command('remove').description('removes models from the store'))
    .argument('<id...>', 'ids')
    .addHelpText('after', '\nExample:\n  stillmic models remove fastenhancer-l-vd')
    .action(async (ids: string[], { json }: JsonOption) => {
      const store = openStore();
      for (const id of ids) {
        await store.remove(id);
        if (!json) print(`removed ${printable(id)}\n`);
      }
      if (json) printJson(ids);
    });
}

/** Names of the states in this list: only what is on this machine can be used at once. */
function stateOf(row: ModelListing): string {
  if (row.origin === 'embedded') return 'inside';
  if (row.state === 'available') return row.problem ? 'import only' : '–';
  return row.state;
}

function goodFor(row: ModelListing): string {
  const key = goodForKey(row.id);
  return key ? inEnglish(words(key)) : row.origin === 'imported' ? 'your own' : '';
}

function list(rows: readonly ModelListing[], { json }: JsonOption): void {
  if (json) return printJson(rows.map((row) => ({ ...row, goodFor: goodFor(row) })));
  const unknown = '?';
  print(
    table([
      ['id', 'state', 'rate', 'n_fft', 'hop', 'delay', 'size', 'good for'],
      ...rows.map((row) => [
        printable(row.id),
        stateOf(row),
        row.sampleRate === null ? unknown : `${row.sampleRate / 1000} kHz`,
        String(row.nFft ?? unknown),
        String(row.hop ?? unknown),
        row.latencyMs === null ? unknown : `${row.latencyMs.toFixed(1)} ms`,
        row.sizeBytes === null ? unknown : formatBytes(row.sizeBytes),
        [goodFor(row), gain(row)].filter(Boolean).join('; '),
      ]),
    ]),
  );
}

async function downloadAll(store: ModelStore, ids: readonly string[], { json }: JsonOption): Promise<void> {
  const stop = new AbortController();
  const giveBack = onFirstSignal(() => stop.abort());
  const done: ModelListing[] = [];
  try {
    for (const id of ids) {
      const bar = progressBar(id);
      try {
        done.push(await store.download(id, { signal: stop.signal, onProgress: bar.show }));
      } finally {
        bar.end();
      }
      if (!json)
        print(
          `${printable(id)}: ${[verification(done.at(-1)), gain(done.at(-1))].filter(Boolean).join('; ')}\n`,
        );
    }
  } finally {
    giveBack();
  }
  if (json) printJson(done);
}

const verification = (row: ModelListing | undefined): string => {
  if (row?.origin === 'embedded') return 'ships inside, nothing to download';
  if (row?.verifiedBy === 'pinned-sha256') return 'ready, verified by its known SHA-256';
  if (row?.verifiedBy === 'publisher-digest') return 'ready, verified by the publisher’s digest';
  return 'ready, imported by you';
};

/** Gain of the lean form, measured here. */
const gain = (row: ModelListing | undefined): string => {
  if (!row?.leanForm) return '';
  const { originalUs, leanUs, used } = row.leanForm;
  return `${used ? 'its lean form is used' : 'its lean form is no faster'}: ${originalUs.toFixed(0)} µs per hop as it came, ${leanUs.toFixed(0)} µs lean`;
};

/** A bar on a terminal, nothing elsewhere. */
function progressBar(id: string): { show: (progress: DownloadProgress) => void; end: () => void } {
  if (!process.stderr.isTTY) return { show: () => undefined, end: () => undefined };
  const bar = new cliProgress.SingleBar({
    format: `${printable(id)} {bar} {percentage} % of {total} bytes`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    show: ({ receivedBytes, totalBytes }) => {
      if (!started) bar.start(totalBytes ?? 0, receivedBytes);
      started = true;
      if (totalBytes !== null) bar.setTotal(totalBytes);
      bar.update(receivedBytes);
    },
    end: () => {
      if (started) bar.stop();
    },
  };
}

const OPTION_OF = {
  contract: '--contract',
  hop: '--hop-size',
  nFft: '--n-fft',
  windowLength: '--win-size',
  window: '--win-type',
  sampleRate: '--sample-rate',
} as const;

async function importFile(
  store: ModelStore,
  file: string,
  options: JsonOption & SettingOptions & { id?: string },
): Promise<void> {
  const row = await store.import(file, { id: options.id, settings: settingsFrom(options) });
  if (options.json) return printJson(row);
  const { id, kind, sampleRate, nFft, hop } = row;
  print(`imported ${printable(id)}: ${kind}, ${sampleRate} Hz, FFT size ${nFft}, hop ${hop}\n`);
  const { file: stored, settings } = await store.resolve(id);
  const { assumed, spec } = await store.inspect(stored, settings);
  if (assumed.length > 0)
    print(
      `The file does not say ${assumed.map((name) => `${OPTION_OF[name]} (${spec[name]} is assumed)`).join(', ')}: if that is wrong, remove it and import it with these options.\n`,
    );
  print(`Use it with --model ${printable(id)}\n`);
}

async function verify(store: ModelStore, ids: readonly string[], { json }: JsonOption): Promise<void> {
  const here = (await store.list()).filter(({ state }) => state === 'installed' || state === 'damaged');
  const results: { id: string; ok: boolean; problems: readonly Words[] }[] = [];
  for (const id of ids.length > 0 ? ids : here.map((row) => row.id)) {
    const problems = await store.verify(id).catch((error: unknown) => {
      if (ids.length > 0) throw error;
      return [wordsOf(error)];
    });
    results.push({ id, ok: problems.length === 0, problems });
  }
  if (json) printJson(results.map((result) => ({ ...result, problems: result.problems.map(inEnglish) })));
  else
    for (const { id, problems } of results)
      print(
        `${printable(id)}: ${problems.map((problem) => inEnglish(printableWords(problem))).join(' ') || 'good'}\n`,
      );
  const bad = results.filter(({ ok }) => !ok).map(({ id }) => id);
  if (bad.length > 0) throw new UserError(words('store.notTrustworthy', { ids: bad.join(', ') }));
}
