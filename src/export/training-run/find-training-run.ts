import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { onDisk } from '../../files/file-errors.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** A checkpoint and the config of the training run that it comes from. */
export interface TrainingRun {
  /** Name of the training run, or of the checkpoint where only that has a name of its own. */
  readonly name: string;
  readonly checkpoint: string;
  readonly config: string;
}

/** The result of looking at a path: a whole training run, or the part that is missing. */
export type CheckpointFinding =
  | { readonly state: 'ready'; readonly run: TrainingRun }
  /** There is a checkpoint, but no config beside it. */
  | { readonly state: 'config-missing'; readonly checkpoint: string }
  /** A folder or a config with no checkpoint beside it. */
  | { readonly state: 'checkpoint-missing'; readonly folder: string }
  /** Several checkpoints, of which none is the newest or the best by its name. */
  | { readonly state: 'checkpoint-unclear'; readonly folder: string; readonly names: readonly string[] }
  | { readonly state: 'no-checkpoint' };

/** Endings of checkpoints and of configs, in order of preference. */
export const CHECKPOINT_ENDINGS = ['.pth', '.pt', '.ckpt', '.safetensors', '.bin'] as const;
/** Endings of the configs that are looked for, the preferred one first. */
export const CONFIG_ENDINGS = ['.yaml', '.yml', '.json'] as const;

/** Names that say which of a run's checkpoints is meant where none is numbered. */
const USUAL_NAMES = ['best', 'last', 'latest', 'final', 'model', 'checkpoint'];
/** Folders of a run that may hold its checkpoints. */
const CHECKPOINT_FOLDERS = ['checkpoints', 'checkpoint', 'ckpt', 'weights'];

const endingOf = (path: string, endings: readonly string[]): string | undefined =>
  endings.find((ending) => path.toLowerCase().endsWith(ending));

/**
 * Determines whether a file or folder is a checkpoint that can be exported, and what is missing. Only names are looked
 * at: whether the checkpoint can be read shows when it is exported.
 *
 * @param path   a checkpoint, its config, or a run's folder: the highest-numbered checkpoint is meant, else the best
 * @param config path of the config; without it the config beside the checkpoint or in the folder above is looked for
 * @throws UserError when the path, or the config that is given, can't be read
 */
export async function findCheckpoint(path: string, config?: string): Promise<CheckpointFinding> {
  const found = await onDisk('read', path, () => stat(path));
  if (found.isDirectory()) return findInFolder(path, config);
  if (endingOf(path, CHECKPOINT_ENDINGS)) return withConfig(path, config);
  if (!endingOf(path, CONFIG_ENDINGS)) return { state: 'no-checkpoint' };
  const ofSameName = withoutEnding(basename(path), CONFIG_ENDINGS);
  const own = CHECKPOINT_ENDINGS.map((ending) => join(dirname(path), ofSameName + ending));
  const beside = await firstFile(own);
  return beside ? withConfig(beside, path) : findInFolder(dirname(path), path);
}

/**
 * Finds both files of a training run.
 *
 * @param path   as in `findCheckpoint`; every file counts as a checkpoint here
 * @throws UserError when one of them is not there
 */
export async function findTrainingRun(path: string, config?: string): Promise<TrainingRun> {
  const found = await findCheckpoint(path, config);
  const finding = found.state === 'no-checkpoint' ? await withConfig(path, config) : found;
  switch (finding.state) {
    case 'ready':
      return finding.run;
    case 'config-missing':
      throw new UserError(words('export.configMissing', { file: finding.checkpoint }));
    case 'checkpoint-missing':
      throw new UserError(words('export.checkpointMissing', { folder: finding.folder }));
    case 'checkpoint-unclear':
      throw new UserError(
        words('export.checkpointUnclear', { folder: finding.folder, names: finding.names.join(', ') }),
      );
    case 'no-checkpoint':
      throw new UserError(words('export.checkpointUnknownFormat'));
  }
}

async function findInFolder(folder: string, config: string | undefined): Promise<CheckpointFinding> {
  const places = [folder, ...CHECKPOINT_FOLDERS.map((name) => join(folder, name))];
  for (const place of places) {
    const names = await readdir(place).catch(() => []);
    const checkpoints = names.filter((name) => endingOf(name, CHECKPOINT_ENDINGS));
    if (checkpoints.length === 0) continue;
    const chosen = newest(checkpoints);
    return chosen === undefined
      ? { state: 'checkpoint-unclear', folder: place, names: checkpoints.sort() }
      : withConfig(join(place, chosen), config);
  }
  return { state: 'checkpoint-missing', folder };
}

/** The checkpoint of the highest epoch, as 00500.pth, else the one with a usual name, else the only one. */
function newest(names: readonly string[]): string | undefined {
  const epochOf = (name: string): number =>
    Number(/^(?:.*\D)?(\d+)$/.exec(withoutEnding(name, CHECKPOINT_ENDINGS))?.[1] ?? NaN);
  const purelyNumbered = names.filter((name) => /^\d+$/.test(withoutEnding(name, CHECKPOINT_ENDINGS)));
  const byPreference = [...names].sort((a, b) => preference(a) - preference(b));
  const highest = (candidates: readonly string[]): string | undefined =>
    byPreference.filter((name) => candidates.includes(name)).sort((a, b) => epochOf(b) - epochOf(a))[0];
  const usual = USUAL_NAMES.map((usualName) =>
    byPreference.find((name) => withoutEnding(name, CHECKPOINT_ENDINGS).toLowerCase() === usualName),
  ).find((name) => name !== undefined);
  const numbered = names.filter((name) => !Number.isNaN(epochOf(name)));
  return (
    highest(purelyNumbered) ??
    usual ??
    (numbered.length === names.length ? highest(numbered) : undefined) ??
    (names.length === 1 ? names[0] : undefined)
  );
}

const preference = (name: string): number =>
  CHECKPOINT_ENDINGS.findIndex((ending) => name.toLowerCase().endsWith(ending));

async function withConfig(checkpoint: string, config: string | undefined): Promise<CheckpointFinding> {
  if (config !== undefined) await onDisk('read', config, () => stat(config));
  const beside = dirname(checkpoint);
  const own = withoutEnding(basename(checkpoint), CHECKPOINT_ENDINGS);
  const candidates = [join(beside, own), join(beside, 'config'), join(beside, '..', 'config')].flatMap(
    (name) => CONFIG_ENDINGS.map((ending) => name + ending),
  );
  const found = config ?? (await firstFile(candidates));
  if (found === undefined) return { state: 'config-missing', checkpoint };
  return { state: 'ready', run: { name: await nameOf(checkpoint, own, found), checkpoint, config: found } };
}

/** Checkpoints of a run are called by their epoch, or by a word that every run has: its folder has the name. */
async function nameOf(checkpoint: string, own: string, config: string): Promise<string> {
  if (!/^\d+$/.test(own) && !USUAL_NAMES.includes(own.toLowerCase())) return own;
  const folder = await realpath(dirname(checkpoint));
  const isAbove = relative(folder, await realpath(dirname(config))) === '..';
  return basename(isAbove ? resolve(folder, '..') : folder) || own;
}

const withoutEnding = (name: string, endings: readonly string[]): string =>
  name.slice(0, name.length - (endingOf(name, endings)?.length ?? 0));

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if ((await stat(path).catch(() => null))?.isFile()) return path;
  return undefined;
}
