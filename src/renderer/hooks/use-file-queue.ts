import { useAction } from './use-action.js';
import type { Words } from '../../words/words.js';

/** Recordings that are to be cleaned. */
export interface FileQueue {
  readonly add: (paths: readonly string[]) => Promise<void>;
  /** Asks for files, then adds them; false when none was chosen. */
  readonly choose: () => Promise<boolean>;
  readonly problem: Words | null;
  readonly dismiss: () => void;
}

export const useFileQueue = (): FileQueue => {
  const ask = useAction(window.stillmic.files.choose);
  const denoise = useAction(window.stillmic.files.denoise);
  const add = async (paths: readonly string[]) => {
    await denoise.run(paths);
  };
  return {
    add,
    choose: async () => {
      const paths = (await ask.run()) ?? [];
      if (paths.length === 0) return false;
      await add(paths);
      return true;
    },
    problem: ask.problem ?? denoise.problem,
    dismiss: () => {
      ask.dismiss();
      denoise.dismiss();
    },
  };
};
