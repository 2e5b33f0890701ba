import envPaths from 'env-paths';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readMetadata, settingsFromMetadata } from '../onnx/metadata.js';
import { readModelFile } from '../onnx/model-file.js';
import { isModelId } from '../shared/model-id.js';
import type { ModelListing } from '../shared/model-listing.js';
import type { ModelSettings } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';
import { words, type Words } from '../words/words.js';
import {
  CATALOGUE,
  DEFAULT_MODEL_ID,
  MAX_MODEL_BYTES,
  settingsOf,
  type CatalogueEntry,
} from './catalogue.js';
import { checkModelFile, mergeSettings, refuseUnfit, type CheckedModel, type CheckModel } from './check.js';
import { publishedDigest, sha256OfFile } from './digest.js';
import { onDisk } from '../files/file-errors.js';
import { renameInTime } from '../files/rename.js';
import { LockHeldError, withFileLock } from '../files/lock.js';
import { discardPart, download, type DownloadProgress } from './download.js';
import { embeddedModelFile, embeddedOriginalFile } from './embedded.js';
import { catalogueRow, storedRow } from './listing.js';
import { fileInUse } from './manifest.js';
import { DEFAULT_NETWORK_POLICY, type NetworkPolicy } from './network.js';
import { digestProblems, Shelf } from './shelf.js';

/** Names another folder for the models, for tests and for people who keep them elsewhere. */
const FOLDER_VARIABLE = 'STILLMIC_MODELS_DIR';

const modelsFolder = (): string =>
  process.env[FOLDER_VARIABLE] || join(envPaths('stillmic', { suffix: '' }).data, 'models');

/** Where a store lies, and how it gets and tries models. */
export interface StoreOptions {
  /** Unless given, `models` in the user's data folder, or the folder that STILLMIC_MODELS_DIR names. */
  readonly folder?: string;
  readonly catalogue?: readonly CatalogueEntry[];
  readonly network?: Partial<NetworkPolicy>;
  /** How a file is tried before it is trusted: in this process unless given. */
  readonly check?: CheckModel;
}

/** How a download is watched and ended. */
export interface DownloadOptions {
  /** Ends the download; what has come is kept, and the next call goes on with it. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** Facts about an imported file that it may not hold itself. */
export interface ImportOptions {
  /** Name in the store; made from the file's name unless given. A catalogue id lends its settings. */
  readonly id?: string | undefined;
  /** Settings that the graph doesn't hold. */
  readonly settings?: ModelSettings | undefined;
  /** Ends the import. */
  readonly signal?: AbortSignal | undefined;
}

/** A model that is ready to be opened. */
export interface ResolvedModel {
  readonly id: string;
  readonly label: string;
  readonly file: string;
  readonly settings: ModelSettings;
}

/** `My Model (2).spec.onnx` becomes `my-model-2-.spec`, and `con.onnx`, which Windows forbids, `model-con`. */
function idFromFileName(file: string): string {
  const id = basename(file)
    .toLowerCase()
    .replace(/\.onnx$/, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 50);
  return isModelId(id) ? id : `model-${id}`.replace(/[^a-z0-9]+$/, '');
}

/** The models on this machine: the one that ships inside, downloaded ones and imported ones. */
export class ModelStore {
  readonly #shelf: Shelf;
  readonly #catalogue: readonly CatalogueEntry[];
  readonly #network: NetworkPolicy;

  readonly #check: CheckModel;

  constructor({ folder, catalogue = CATALOGUE, network, check = checkModelFile }: StoreOptions = {}) {
    this.#shelf = new Shelf(resolve(folder ?? modelsFolder()), check);
    this.#check = check;
    this.#catalogue = catalogue;
    this.#network = { ...DEFAULT_NETWORK_POLICY, ...network };
  }

  /** Where downloaded and imported models lie. */
  get folder(): string {
    return this.#shelf.folder;
  }

  /** Every model of the catalogue, then every imported one. */
  async list(): Promise<ModelListing[]> {
    const stored = await this.#shelf.ids();
    const own = stored.filter((id) => !this.#entry(id));
    return Promise.all([...this.#catalogue.map(({ id }) => id), ...own].map((id) => this.#row(id)));
  }

  /**
   * Downloads and verifies a model of the catalogue. One that is there and undamaged is left as it is.
   *
   * @throws UserError when it can't be had or is not what its publisher published; TransferAborted
   */
  async download(id: string, options: DownloadOptions = {}): Promise<ModelListing> {
    const entry = this.#entry(id);
    if (!entry) throw this.#unknown(id);
    if (id === DEFAULT_MODEL_ID) return this.#row(id);
    if (!entry.download) throw new UserError(words('store.noDownload', { name: entry.label, id }));
    const { downloads } = this.#shelf;
    await onDisk('write', this.folder, () => mkdir(downloads, { recursive: true }));
    await withFileLock(join(downloads, `${id}.lock`), async () => {
      const isThere = (await this.#shelf.has(id)) && (await this.#shelf.problems(id)).length === 0;
      if (!isThere) await this.#fetch(entry, options);
    }).catch((error: unknown) => {
      throw error instanceof LockHeldError ? new UserError(words('store.beingDownloaded', { id })) : error;
    });
    return this.#row(id);
  }

  /**
   * Asks the publisher how large a file of the catalogue is.
   *
   * @throws UserError when it can't be had; TransferAborted
   */
  async publishedSize(id: string, signal?: AbortSignal): Promise<number> {
    const entry = this.#entry(id);
    if (!entry) throw this.#unknown(id);
    if (entry.sizeBytes !== null) return entry.sizeBytes;
    if (!entry.download) throw new UserError(words('store.noDownload', { name: entry.label, id }));
    return (await publishedDigest(entry.download, this.#network, signal)).sizeBytes;
  }

  /** Forgets the part of a download that was stopped. */
  async discardDownload(id: string): Promise<void> {
    if (isModelId(id)) await discardPart(this.#partFile(id));
  }

  /**
   * Copies one's own ONNX file into the store, with its settings beside it.
   *
   * @throws UserError when it is no streaming enhancer, contradicts its settings, or is there already
   */
  async import(file: string, options: ImportOptions = {}): Promise<ModelListing> {
    const { id } = options;
    if (id !== undefined && !isModelId(id)) throw new UserError(words('store.badId', { id }));
    if (id === DEFAULT_MODEL_ID) throw new UserError(words('store.idOfEmbedded', { id }));
    const sha256 = await onDisk('read', file, () => sha256OfFile(file));
    const entry = this.#catalogue.find(
      (known) => known.id === id || (id === undefined && known.sha256 === sha256),
    );
    if (entry?.sha256 && entry.sha256 !== sha256)
      throw new UserError(words('store.notThePublished', { file, id: entry.id }));
    const settings = mergeSettings(entry ? settingsOf(entry) : {}, options.settings ?? {});
    const checked = refuseUnfit(await this.#check(file, settings, options.signal));
    refuseExternalData(file, checked);
    await this.#refuseSecond(sha256, checked);
    const wanted = id ?? entry?.id ?? idFromFileName(file);
    const isReserved = (candidate: string): boolean => !!this.#entry(candidate) && candidate !== entry?.id;
    const free = id ?? (await this.#shelf.freeId(wanted, isReserved));
    await this.#shelf.add({
      id: free,
      label: entry?.label ?? basename(file).replace(/\.onnx$/i, ''),
      origin: { kind: 'imported', fileName: basename(file) },
      checked,
      sha256,
      place: (target) => copyFile(file, target),
      replace: false,
    });
    return this.#row(free);
  }

  /**
   * Computes a model's digest again and opens it.
   *
   * @returns what is wrong with it; empty when nothing is
   */
  async verify(id: string, signal?: AbortSignal): Promise<Words[]> {
    if (await this.#shelf.has(id)) return this.#shelf.problems(id, signal);
    const entry = this.#entry(id);
    if (!entry) throw this.#unknown(id);
    if (id !== DEFAULT_MODEL_ID) throw notHere(entry);
    return digestProblems(embeddedOriginalFile(), entry.sha256 ?? '');
  }

  /** Opens any ONNX file and runs it, as `import` does, but keeps nothing. */
  inspect(file: string, settings: ModelSettings = {}, signal?: AbortSignal): Promise<CheckedModel> {
    return this.#check(file, settings, signal);
  }

  /** Removes a model from the store. The file that an import was copied from stays where it is. */
  async remove(id: string): Promise<void> {
    if (await this.#shelf.has(id)) return this.#shelf.remove(id);
    if (id === DEFAULT_MODEL_ID) throw new UserError(words('store.embeddedStays', { id }));
    const entry = this.#entry(id);
    throw entry ? notHere(entry) : this.#unknown(id);
  }

  /**
   * Finds what to open: a model in the store or the embedded one by its id, or any ONNX file by its path.
   *
   * @param overrides the user's settings; they go before the stored ones
   * @throws UserError when there is no such model, or it has to be downloaded first
   */
  async resolve(idOrFile: string, overrides: ModelSettings = {}): Promise<ResolvedModel> {
    const entry = this.#entry(idOrFile);
    if (await this.#shelf.has(idOrFile)) {
      const manifest = await this.#shelf.manifest(idOrFile);
      if (!manifest) throw new UserError(words('store.settingsDamaged', { id: idOrFile }));
      return {
        id: idOrFile,
        label: manifest.label,
        file: join(this.#shelf.folderOf(idOrFile), fileInUse(manifest).name),
        settings: mergeSettings(manifest.settings, overrides),
      };
    }
    if (entry && idOrFile === DEFAULT_MODEL_ID) {
      const settings = mergeSettings(settingsOf(entry), overrides);
      return { id: entry.id, label: entry.label, file: embeddedModelFile(), settings };
    }
    if (!(await exists(idOrFile))) throw entry ? notHere(entry) : this.#unknown(idOrFile);
    const metadata = readMetadata(await readModelFile(idOrFile));
    return {
      id: idOrFile,
      label: basename(idOrFile),
      file: resolve(idOrFile),
      settings: mergeSettings(settingsFromMetadata(metadata), overrides),
    };
  }

  /** Downloads, verifies, checks and stores a published model. */
  async #fetch(entry: CatalogueEntry, { signal, onProgress }: DownloadOptions): Promise<void> {
    const { id, label, download: published } = entry;
    if (!published) throw notHere(entry);
    const digest = entry.sha256
      ? { sha256: entry.sha256, sizeBytes: entry.sizeBytes }
      : await publishedDigest(published, this.#network, signal);
    const partFile = this.#partFile(id);
    await download(
      { url: published.url, partFile, ...digest, maxBytes: MAX_MODEL_BYTES, signal, onProgress },
      this.#network,
    );
    try {
      await this.#shelf.add({
        id,
        label,
        origin: {
          kind: 'downloaded',
          url: published.url,
          verifiedBy: entry.sha256 ? 'pinned-sha256' : 'publisher-digest',
        },
        checked: refuseUnfit(await this.#check(partFile, settingsOf(entry), signal)),
        sha256: digest.sha256,
        place: (file) => renameInTime(partFile, file),
        replace: true,
      });
    } finally {
      await discardPart(partFile);
    }
  }

  /** The same file with the same settings is stored once. */
  async #refuseSecond(sha256: string, { spec }: CheckedModel): Promise<void> {
    for (const id of await this.#shelf.ids()) {
      const known = await this.#shelf.manifest(id);
      if (known?.original.sha256 !== sha256) continue;
      const { hop, window, sampleRate } = known.contract;
      if (hop === spec.hop && window === spec.window && sampleRate === spec.sampleRate)
        throw new UserError(words('store.hereAlready', { id }));
    }
  }

  #entry(id: string): CatalogueEntry | undefined {
    return this.#catalogue.find((entry) => entry.id === id);
  }

  #partFile(id: string): string {
    return join(this.#shelf.downloads, `${id}.part`);
  }

  async #row(id: string): Promise<ModelListing> {
    const entry = this.#entry(id);
    if (entry && !(await this.#shelf.has(id))) return catalogueRow(entry, this.#partFile(id));
    return storedRow(id, await this.#shelf.manifest(id), entry);
  }

  #unknown(idOrFile: string): UserError {
    return new UserError(words('store.unknownModel', { id: idOrFile }));
  }
}

const notHere = ({ id, download: published }: CatalogueEntry): UserError =>
  new UserError(published ? words('store.notHereYet', { id }) : words('store.notHereNoDownload', { id }));

function refuseExternalData(file: string, { summary: { externalFiles } }: CheckedModel): void {
  if (externalFiles.length > 0)
    throw new UserError(words('store.externalWeights', { file, files: externalFiles.join(', ') }));
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The models of this user. */
export const resolveModel = (idOrFile: string, overrides: ModelSettings = {}): Promise<ResolvedModel> =>
  new ModelStore().resolve(idOrFile, overrides);
