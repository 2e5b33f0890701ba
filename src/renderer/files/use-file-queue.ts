import type { ChosenFile } from '../../shared/chosen-file.js';
import { useAction } from '../bridge/use-action.js';
import type { Words } from '../../words/words.js';

/** Recordings that are to be cleaned. */
export interface FileQueue {
  readonly add: (files: readonly File[]) => Promise<void>;
  /** Asks for files, then adds them; false when none was chosen. */
  readonly choose: () => Promise<boolean>;
  readonly problem: Words | null;
  readonly dismiss: () => void;
}

/** Recordings that are cleaned, and the ways to add some. */
export const useFileQueue = (): FileQueue => {
  const ask = useAction(window.stillmic.files.choose);
  const hold = useAction(window.stillmic.files.hold);
  const denoise = useAction(window.stillmic.files.denoise);
  const denoiseAll = async (files: readonly ChosenFile[]) => {
    if (files.length > 0) await denoise.run(files.map(({ handle }) => handle));
  };
  return {
    add: async (files) => denoiseAll((await hold.run(files)) ?? []),
    choose: async () => {
      const files = (await ask.run()) ?? [];
      await denoiseAll(files);
      return files.length > 0;
    },
    problem: ask.problem ?? hold.problem ?? denoise.problem,
    dismiss: () => {
      ask.dismiss();
      hold.dismiss();
      denoise.dismiss();
    },
  };
};
