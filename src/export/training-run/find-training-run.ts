import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { messageOf, UserError } from '../../shared/user-error.js';

/** A checkpoint and the config of the training run that it comes from. */
export interface TrainingRun {
  /** Of the training run, or of the checkpoint where only that has a name of its own. */
  readonly name: string;
  readonly checkpoint: string;
  readonly config: string;
}

const CONFIG = 'config.yaml';

/**
 * Finds both files of a training run.
 *
 * @param path   a checkpoint, or the run's folder: its highest-numbered .pth is taken
 * @param config path of the config; unless told it is the folder's config.yaml, or NAME.yaml beside NAME.pth
 * @throws UserError when one of them is not there
 */
export async function findTrainingRun(path: string, config?: string): Promise<TrainingRun> {
  const folder = await isFolder(path);
  const checkpoint = folder ? join(path, await latestCheckpoint(path)) : path;
  const beside = dirname(checkpoint);
  const ownName = basename(checkpoint, extname(checkpoint));
  const candidates = config ? [config] : [join(beside, `${ownName}.yaml`), join(beside, CONFIG)];
  for (const candidate of candidates)
    if (await isFile(candidate)) {
      // Checkpoints of a run are called by their epoch, so that the run's folder is the name.
      const numbered = /^\d+$/.test(ownName);
      return { name: numbered ? basename(await realpath(beside)) : ownName, checkpoint, config: candidate };
    }
  throw new UserError(
    config
      ? `${config} is not there.`
      : `There is no ${CONFIG} beside ${checkpoint}. Give the training run's config with --config.`,
  );
}

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isFile() ?? false;

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new UserError(`${path} can't be read: ${messageOf(error)}`);
  }
}

/** Name of the checkpoint of the highest epoch, as 00500.pth. */
async function latestCheckpoint(folder: string): Promise<string> {
  const numbered = (await readdir(folder)).filter((name) => /^\d+\.pth$/.test(name));
  const latest = numbered.sort((a, b) => parseInt(a, 10) - parseInt(b, 10)).at(-1);
  if (latest === undefined)
    throw new UserError(
      `${folder} holds no checkpoint such as 00500.pth. Give the checkpoint's file instead.`,
    );
  return latest;
}
