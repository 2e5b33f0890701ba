import { useAction, useChangeSettings } from '../bridge/use-action.js';
import type { Words } from '../../words/words.js';

/** Actions on a model of the list. */
export interface ModelActions {
  readonly use: () => void;
  /** Starts a download or goes on with it. */
  readonly download: () => void;
  readonly pause: () => void;
  readonly cancel: () => void;
  readonly verify: () => void;
  readonly measure: () => void;
  readonly remove: () => void;
  readonly isMeasuring: boolean;
  /** Why the last action failed. */
  readonly problem: Words | null;
}

/** Actions of a row of the model list. */
export const useModelActions = (id: string): ModelActions => {
  const { models } = window.stillmic;
  const download = useAction(models.download);
  const pause = useAction(models.pause);
  const cancel = useAction(models.cancel);
  const verify = useAction(models.verify);
  const remove = useAction(models.remove);
  const measure = useAction(models.benchmark);
  const settings = useChangeSettings();
  const all = [download, pause, cancel, verify, remove, measure, settings];
  return {
    use: () => void settings.run({ live: { modelId: id } }),
    download: () => void download.run(id),
    pause: () => void pause.run(id),
    cancel: () => void cancel.run(id),
    verify: () => void verify.run(id),
    measure: () => void measure.run(id),
    remove: () => void remove.run(id),
    isMeasuring: measure.isBusy,
    problem: all.map(({ problem }) => problem).find((problem) => problem !== null) ?? null,
  };
};
