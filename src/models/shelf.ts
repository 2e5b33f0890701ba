import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isModelId } from '../shared/model-id.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { words, type Words } from '../words/words.js';
import { refuseUnfit, type CheckedModel, type CheckModel } from './check.js';
import { sha256OfFile } from './digest.js';
import { fileError, hasCode, onDisk } from '../files/file-errors.js';
import { renameInTime } from '../files/rename.js';
import { makeLeanForm, NO_LEAN_FORM } from './lean.js';
import { fileInUse, readManifest, writeManifest, type Manifest } from './manifest.js';

const ORIGINAL = 'model.onnx';

/** Hidden folders that are older than this were left by a process that died; no add or remove takes so long. */
const LEFTOVER_MS = 60 * 60_000;

/** A model to be put on the shelf. */
export interface NewModel {
  readonly id: string;
  readonly label: string;
  readonly origin: Manifest['origin'];
  readonly checked: CheckedModel;
  readonly sha256: string;
  /** Puts the model's file where it is told. */
  readonly place: (file: string) => Promise<void>;
  /** Whether a model of this id gives way. */
  readonly replace: boolean;
}

/**
 * The folder of the models that were added on this machine. Each has a folder of its own, named by its id,
 * with its settings in it; that folder appears and goes by one rename, so a model is there as a whole or not
 * at all.
 */
export class Shelf {
  constructor(
    readonly folder: string,
    private readonly check: CheckModel,
  ) {}

  folderOf(id: string): string {
    return join(this.folder, id);
  }

  /** Folder of unfinished downloads. */
  get downloads(): string {
    return join(this.folder, '.downloads');
  }

  async ids(): Promise<string[]> {
    try {
      const entries = await readdir(this.folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isDirectory() && isModelId(entry.name))
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
      throw fileError('read', this.folder, error);
    }
  }

  async has(id: string): Promise<boolean> {
    return isModelId(id) && (await isFolder(this.folderOf(id)));
  }

  /** Manifest of a model; null when its settings file is missing or damaged. */
  async manifest(id: string): Promise<Manifest | null> {
    return readManifest(this.folderOf(id)).catch(() => null);
  }

  /** `id`, or `id-2`, `id-3` … when that is taken. */
  async freeId(id: string, isReserved: (id: string) => boolean): Promise<string> {
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? id : `${id}-${number}`;
      if (!isReserved(candidate) && !(await this.has(candidate))) return candidate;
    }
  }

  /** @throws UserError when the folder can't be written to, or the id is taken */
  async add({ id, label, origin, checked, sha256, place, replace }: NewModel): Promise<void> {
    const { kind, sampleRate, nFft, hop, window, lagHops } = checked.spec;
    const staging = this.#hidden('incoming', id);
    await onDisk('write', this.folder, () => mkdir(staging, { recursive: true }));
    await this.#clearLeftovers();
    try {
      const file = join(staging, ORIGINAL);
      await onDisk('write', this.folder, () => place(file));
      if ((await sha256OfFile(file)) !== sha256)
        throw new UserError(words('store.changedWhileCopied', { id }));
      const manifest: Manifest = {
        version: 1,
        label,
        addedAt: new Date().toISOString(),
        origin,
        settings: checked.settings,
        contract: { kind, sampleRate, nFft, hop, window, lagHops },
        original: { name: ORIGINAL, sizeBytes: (await stat(file)).size, sha256 },
        ...(origin.kind === 'downloaded'
          ? await makeLeanForm(staging, ORIGINAL, checked.settings)
          : NO_LEAN_FORM),
      };
      await onDisk('write', this.folder, () => writeManifest(staging, manifest));
      await syncFolder(staging);
      if (replace && (await this.has(id))) await this.remove(id);
      await renameInTime(staging, this.folderOf(id)).catch(async (error: unknown) => {
        const isTaken = hasCode(error, 'ENOTEMPTY') || hasCode(error, 'EEXIST') || (await this.has(id));
        if (isTaken) throw new UserError(words('store.idTaken', { id }));
        throw fileError('write', this.folderOf(id), error);
      });
      await syncToDisk(this.folder);
    } catch (error) {
      await rm(staging, { recursive: true, force: true });
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    const gone = this.#hidden('removed', id);
    await onDisk('remove', this.folderOf(id), () => renameInTime(this.folderOf(id), gone));
    await onDisk('remove', gone, () => rm(gone, { recursive: true, force: true }));
  }

  /** Faults of a stored model; empty when there is none. */
  async problems(id: string, signal?: AbortSignal): Promise<Words[]> {
    const manifest = await this.manifest(id);
    if (!manifest) return [words('store.settingsFileDamaged')];
    const problems: Words[] = [];
    for (const file of [manifest.original, manifest.lean])
      if (file) problems.push(...(await digestProblems(join(this.folderOf(id), file.name), file.sha256)));
    if (problems.length === 0) {
      const file = join(this.folderOf(id), fileInUse(manifest).name);
      await this.check(file, manifest.settings, signal)
        .then(refuseUnfit)
        .catch((error: unknown) => problems.push(wordsOf(error)));
    }
    return problems;
  }

  async #clearLeftovers(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!/^\.(incoming|removed)-/.test(name)) continue;
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (found && Date.now() - found.mtimeMs > LEFTOVER_MS) await rm(path, { recursive: true, force: true });
    }
  }

  #hidden(what: string, id: string): string {
    return join(this.folder, `.${what}-${id}-${randomBytes(4).toString('hex')}`);
  }
}

/** Has a file or the names in a folder written to the disk, where the system lets a folder be opened for that. */
async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Writes a folder with its files to the disk, so that a rename never shows a model that a power cut would empty. */
async function syncFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await syncToDisk(join(folder, name));
  await syncToDisk(folder);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Whether a file is what its digest says: why not, or nothing when it is. */
export async function digestProblems(file: string, sha256: string): Promise<Words[]> {
  try {
    const actual = await sha256OfFile(file);
    return actual === sha256 ? [] : [words('store.fileChanged', { file, actual, expected: sha256 })];
  } catch (error) {
    return [wordsOf(fileError('read', file, error))];
  }
}
