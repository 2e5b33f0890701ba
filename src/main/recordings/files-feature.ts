import { app, dialog } from 'electron';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import type { ChosenFile } from '../../shared/chosen-file.js';
import { cleanedName, OUTPUT_ENDINGS } from '../../audio-file/audio-writer.js';
import { writeOutputFile } from '../../files/output-file.js';
import { RECORDING_EXTENSIONS } from '../../shared/recording-formats.js';
import { Emitter } from '../../shared/emitter.js';
import { usableProcessors } from '../../shared/low-priority.js';
import type { FileJob, FileJobOptions } from '../../shared/file-job.js';
import { UserError, wordsOf } from '../../shared/user-error.js';
import type { ChosenFiles } from './chosen-files.js';
import type { HandlersOf } from '../ipc.js';
import type { JobProgress } from '../jobs/protocol.js';
import { runJob } from '../jobs/run-job.js';
import { log } from '../log.js';
import type { SettingsStore } from '../settings/settings-store.js';
import { inCurrentLanguage } from '../language.js';
import type { MainWindow } from '../windows/window.js';
import { words } from '../../words/words.js';

/** Each is a process with the model in it. */
const MAX_JOBS = 4;

/** The window isn't told of progress more often than this, ms. */
const PROGRESS_INTERVAL_MS = 250;

interface Entry {
  job: FileJob;
  readonly input: string;
  readonly output: string;
  readonly abort: AbortController;
}

/** The files page: recordings are denoised side by side, at a low priority; results lie aside until they are saved. */
export class FilesFeature {
  readonly handlers: HandlersOf<'files'>;
  readonly #entries = new Map<string, Entry>();
  readonly #folder: string;
  readonly #done = new Emitter<FileJob>();
  /** A job has succeeded or failed. */
  readonly onDone = this.#done.on;
  #running = 0;
  #lastId = 0;
  #lastSent = 0;

  constructor(
    private readonly settings: SettingsStore,
    private readonly window: MainWindow,
    private readonly chosen: ChosenFiles,
  ) {
    // A private folder: recordings are personal.
    const parent = join(app.getPath('userData'), 'unsaved');
    rmSync(parent, { recursive: true, force: true });
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    this.#folder = parent;
    this.handlers = {
      'files:list': () => this.list,
      'files:choose': () => this.#choose(),
      'files:hold': (paths) => paths.map((path) => chosen.hold(path)),
      'files:denoise': (handles, options) =>
        this.#add(
          handles.map((handle) => chosen.pathOf(handle)),
          options ?? {},
        ),
      'files:cancel': (id) => this.#cancel(this.#entry(id)),
      'files:remove': (id) => this.#remove(this.#entry(id)),
      'files:save': (id) => this.#save(this.#entry(id)),
      'files:audio': (id, side) => {
        const { input, output, job } = this.#entry(id);
        if (side === 'after' && job.state !== 'done')
          throw new UserError(words('main.notClean', { name: job.name }));
        return runJob('preview', [side === 'before' ? input : output]);
      },
    };
  }

  get list(): readonly FileJob[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  /** Ends what runs and removes what wasn't saved. */
  dispose(): void {
    for (const { abort } of this.#entries.values()) abort.abort();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new UserError(words('main.recordingForgotten'));
    return entry;
  }

  #update(entry: Entry, change: Partial<FileJob>): void {
    entry.job = { ...entry.job, ...change };
    this.#send();
  }

  #send(): void {
    this.#lastSent = Date.now();
    this.window.send('files:list', this.list);
  }

  async #choose(): Promise<readonly ChosenFile[]> {
    const { filePaths } = await dialog.showOpenDialog({
      title: inCurrentLanguage(words('dialogs.chooseRecordings')),
      filters: [{ name: inCurrentLanguage(words('files.list')), extensions: [...RECORDING_EXTENSIONS] }],
      properties: ['openFile', 'multiSelections'],
    });
    return filePaths.map((path) => this.chosen.hold(path));
  }

  async #add(paths: readonly string[], options: FileJobOptions): Promise<readonly string[]> {
    const { modelId, strength } = this.settings.settings.live;
    const ids: string[] = [];
    for (const input of paths) {
      const id = `file-${++this.#lastId}`;
      const folder = await mkdtemp(join(this.#folder, 'result-'));
      this.#entries.set(id, {
        input,
        output: join(folder, `${parse(input).name}.wav`),
        abort: new AbortController(),
        job: {
          id,
          name: basename(input),
          state: 'waiting',
          progress: 0,
          secondsLeft: null,
          duration: null,
          modelId: options.modelId ?? modelId,
          strength: options.strength ?? strength,
          problem: null,
          notes: [],
          savedAs: null,
        },
      });
      ids.push(id);
    }
    this.#send();
    this.#work();
    return ids;
  }

  /** Starts waiting jobs, as long as there are processors for them. */
  #work(): void {
    const waiting = [...this.#entries.values()].filter(({ job }) => job.state === 'waiting');
    const processors = usableProcessors();
    const mostJobs = Math.min(processors, MAX_JOBS);
    const threads = Math.max(1, Math.floor(processors / Math.min(this.#running + waiting.length, mostJobs)));
    for (const entry of waiting.slice(0, mostJobs - this.#running)) {
      this.#running++;
      void this.#denoise(entry, threads).finally(() => {
        this.#running--;
        this.#work();
      });
    }
  }

  async #denoise(entry: Entry, threads: number): Promise<void> {
    const { input, output, abort } = entry;
    const { modelId, strength } = entry.job;
    this.#update(entry, { state: 'running' });
    try {
      const notes = await runJob('denoise', [{ input, output, modelId, strength, threads }], {
        signal: abort.signal,
        onProgress: (progress) => this.#progressed(entry, progress),
      });
      this.#update(entry, { state: 'done', progress: 1, secondsLeft: null, notes });
    } catch (error) {
      const cancelled = abort.signal.aborted;
      if (!cancelled && !(error instanceof UserError)) log.error('denoising a file', error);
      this.#update(entry, {
        state: cancelled ? 'cancelled' : 'failed',
        problem: cancelled ? null : wordsOf(error),
        secondsLeft: null,
      });
    }
    if (!abort.signal.aborted) this.#done.emit(entry.job);
  }

  #progressed(entry: Entry, { done, secondsLeft = null, duration = null }: JobProgress): void {
    if (Date.now() - this.#lastSent < PROGRESS_INTERVAL_MS) return;
    this.#update(entry, { progress: done, secondsLeft, duration });
  }

  #cancel(entry: Entry): void {
    const { state } = entry.job;
    if (state !== 'waiting' && state !== 'running') return;
    entry.abort.abort();
    if (state === 'waiting') this.#update(entry, { state: 'cancelled' });
  }

  async #remove(entry: Entry): Promise<void> {
    this.#cancel(entry);
    this.#entries.delete(entry.job.id);
    this.#send();
    await rm(dirname(entry.output), { recursive: true, force: true });
  }

  async #save(entry: Entry): Promise<string | null> {
    if (entry.job.state !== 'done') throw new UserError(words('main.notClean', { name: entry.job.name }));
    const { dir } = parse(entry.input);
    const { filePath } = await dialog.showSaveDialog({
      title: inCurrentLanguage(words('dialogs.saveRecording')),
      defaultPath: join(dir, cleanedName(entry.input)),
      filters: [{ name: 'WAV', extensions: ['wav'] }],
      // GTK's dialog asks only when it is told to.
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    });
    if (!filePath) return null;
    // The dialog has asked before an existing file is replaced.
    const options = { inputs: [entry.input], force: true, endings: OUTPUT_ENDINGS.wav };
    await writeOutputFile(filePath, options, (temporary) => copyFile(entry.output, temporary));
    const savedAs = basename(filePath);
    this.#update(entry, { savedAs });
    return savedAs;
  }
}
