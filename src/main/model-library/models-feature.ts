import Conf from 'conf';
import { dialog } from 'electron';
import { basename } from 'node:path';
import { CHECKPOINT_ENDINGS } from '../../export/training-run/find-training-run.js';
import { CATALOGUE } from '../../models/catalogue.js';
import { rtfHere } from '../../models/model-cost.js';
import type { ModelStore } from '../../models/store.js';
import type { ChosenFile } from '../../shared/chosen-file.js';
import type { ModelBenchmark, ModelListing } from '../../shared/model-listing.js';
import type { ModelSettings } from '../../shared/model-spec.js';
import { UserError, wordsOf } from '../../shared/user-error.js';
import type { ChosenFiles } from '../recordings/chosen-files.js';
import type { HandlersOf } from '../ipc.js';
import type { ImportOutcome, JobProgress } from '../jobs/protocol.js';
import { runJob } from '../jobs/run-job.js';
import { licenceText } from './licences.js';
import type { SettingsStore } from '../settings/settings-store.js';
import { proxyEnvironment } from './system-proxy.js';
import { inCurrentLanguage } from '../language.js';
import type { MainWindow } from '../windows/window.js';
import { words, type Words } from '../../words/words.js';

interface Parts {
  readonly store: ModelStore;
  readonly settings: SettingsStore;
  readonly window: MainWindow;
  readonly chosen: ChosenFiles;
  /** Where the measured speeds are kept. */
  readonly folder: string;
  readonly onChanged: (models: readonly ModelListing[]) => void;
}

interface Download {
  readonly abort: AbortController;
  /** Resolves when it is over, however it ended. */
  ended: Promise<unknown>;
  progress: JobProgress | null;
}

/** Endings that the dialog offers to import; folders of training runs can be dropped. */
const MODEL_EXTENSIONS = ['onnx', ...CHECKPOINT_ENDINGS.map((ending) => ending.slice(1))];

/** Several problems as one text, each on a line of its own; null for none. */
const oneALine = (problems: readonly Words[]): Words | null =>
  problems.reduceRight<Words | null>(
    (others, first) => (others ? words('store.moreProblems', { first, others }) : first),
    null,
  );

/** Minimum interval between two lists while a download goes on, ms. */
const PROGRESS_INTERVAL_MS = 250;

/** The models page: the store's rows, with what goes on now and what was measured on this machine. */
export class ModelsFeature {
  readonly handlers: HandlersOf<'models'>;
  readonly #downloads = new Map<string, Download>();
  readonly #problems = new Map<string, Words>();
  readonly #benchmarks: Conf<Record<string, ModelBenchmark>>;
  /** Sizes that publishers stated when they were asked, bytes. */
  readonly #sizes = new Map<string, number>();
  #importing: AbortController | null = null;
  #lastSent = 0;

  constructor(private readonly parts: Parts) {
    this.#benchmarks = new Conf<Record<string, ModelBenchmark>>({
      cwd: parts.folder,
      configName: 'benchmarks',
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: true,
    });
    this.handlers = {
      'models:list': () => this.list(),
      'models:download': (id) => this.download(id),
      'models:pause': (id) => this.#downloads.get(id)?.abort.abort(),
      'models:cancel': async (id) => {
        const download = this.#downloads.get(id);
        download?.abort.abort();
        await download?.ended;
        await parts.store.discardDownload(id);
        await this.#changed();
      },
      'models:verify': async (id) => {
        const problems = await runJob('verify', [id]);
        const problem = oneALine(problems);
        if (problem) this.#problems.set(id, problem);
        else this.#problems.delete(id);
        return this.#row(await this.#changed(), id);
      },
      'models:import': async (handle, settings) => {
        const imported = await this.#import(parts.chosen.pathOf(handle), settings);
        await this.#changed();
        return imported.kind === 'imported'
          ? imported
          : { ...imported, file: { handle, name: basename(parts.chosen.pathOf(handle)) } };
      },
      'models:cancel-import': () => this.#importing?.abort(),
      'models:choose': () => this.#choose(),
      'models:remove': (id) => this.#remove(id),
      'models:benchmark': (id) => this.measure(id),
      'models:replay': (id, recording) => runJob('replay', [id, recording]),
      'models:ask-size': async (id) => {
        const size = await runJob('size', [id]);
        this.#sizes.set(id, size);
        await this.#changed();
        return size;
      },
      'models:licence': (id) => licenceText(id),
    };
  }

  async list(): Promise<readonly ModelListing[]> {
    const rows = await this.parts.store.list();
    return rows.map((row) => this.#withNow(row));
  }

  /** Measures a model on this computer and keeps the result. */
  async measure(id: string): Promise<ModelBenchmark> {
    const benchmark = await runJob('benchmark', [id]);
    this.#benchmarks.set(id, benchmark);
    await this.#changed();
    return benchmark;
  }

  /** The last measurement of a model; null before the first. */
  readonly benchmarkOf = (id: string): ModelBenchmark | null => this.#benchmarks.get(id) ?? null;

  /** A row with what the store doesn't know. */
  #withNow(stored: ModelListing): ModelListing {
    const entry = CATALOGUE.find(({ id }) => id === stored.id);
    const sizeBytes = stored.sizeBytes ?? this.#sizes.get(stored.id) ?? null;
    const row = { ...stored, sizeBytes, estimatedRtf: entry ? rtfHere(entry, this.benchmarkOf) : null };
    const download = this.#downloads.get(row.id);
    const problem = this.#problems.get(row.id) ?? row.problem;
    const benchmark = this.#benchmarks.get(row.id) ?? null;
    if (!download)
      return {
        ...row,
        problem,
        benchmark,
        state: row.state === 'installed' && problem ? 'damaged' : row.state,
      };
    const { done, total } = download.progress ?? { done: row.download?.receivedBytes ?? 0, total: null };
    return {
      ...row,
      benchmark,
      problem: null,
      state: 'downloading',
      download: { receivedBytes: done, totalBytes: total ?? row.sizeBytes },
    };
  }

  #row(rows: readonly ModelListing[], id: string): ModelListing {
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) throw new UserError(words('main.noModel', { id }));
    return row;
  }

  async #changed(): Promise<readonly ModelListing[]> {
    this.#lastSent = Date.now();
    const rows = await this.list();
    this.parts.window.send('models:list', rows);
    this.parts.onChanged(rows);
    return rows;
  }

  /** Starts a download or goes on with it; resolves when it is installed, or was stopped by the user. */
  async download(id: string): Promise<void> {
    if (this.#downloads.has(id)) return;
    const abort = new AbortController();
    const job = this.#proxyFor(id).then((env) =>
      runJob('download', [id], {
        env,
        signal: abort.signal,
        onProgress: (progress) => {
          download.progress = progress;
          if (Date.now() - this.#lastSent >= PROGRESS_INTERVAL_MS) void this.#changed();
        },
      }),
    );
    const download: Download = { abort, ended: job.catch(() => undefined), progress: null };
    this.#downloads.set(id, download);
    this.#problems.delete(id);
    try {
      await this.#changed();
      await job;
    } catch (error) {
      if (download.abort.signal.aborted) return;
      this.#problems.set(id, wordsOf(error));
      throw error;
    } finally {
      this.#downloads.delete(id);
      await this.#changed();
    }
  }

  async #proxyFor(id: string): Promise<Readonly<Record<string, string>>> {
    const published = CATALOGUE.find((entry) => entry.id === id)?.download;
    return published ? proxyEnvironment(published.url) : {};
  }

  /** One import at a time, so that cancelling means this one. */
  async #import(path: string, settings: ModelSettings | undefined): Promise<ImportOutcome> {
    this.#importing?.abort();
    const importing = new AbortController();
    this.#importing = importing;
    try {
      return await runJob('import', [path, settings], { signal: importing.signal });
    } finally {
      if (this.#importing === importing) this.#importing = null;
    }
  }

  async #choose(): Promise<ChosenFile | null> {
    const { filePaths } = await dialog.showOpenDialog({
      title: inCurrentLanguage(words('dialogs.chooseModel')),
      filters: [{ name: inCurrentLanguage(words('pages.models')), extensions: MODEL_EXTENSIONS }],
      properties: ['openFile'],
    });
    const [path] = filePaths;
    return path === undefined ? null : this.parts.chosen.hold(path);
  }

  async #remove(id: string): Promise<void> {
    if (id === this.parts.settings.settings.live.modelId) throw new UserError(words('main.modelInUse'));
    await this.parts.store.remove(id);
    this.#benchmarks.delete(id);
    this.#problems.delete(id);
    await this.#changed();
  }
}
