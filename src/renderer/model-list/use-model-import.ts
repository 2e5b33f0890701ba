import { useState } from 'react';
import type { ImportedModel } from '../../shared/model-listing.js';
import type { ModelSettings } from '../../shared/model-spec.js';
import { useAction } from '../bridge/use-action.js';
import type { Words } from '../../words/words.js';

type Question = Extract<ImportedModel, { kind: 'needs-settings' }>;
type Imported = Extract<ImportedModel, { kind: 'imported' }>;

/** An import, from choosing the file to its outcome. */
export interface ModelImport {
  readonly add: (handle: string, settings?: ModelSettings) => Promise<void>;
  /** Imports the first of the files or folders that were dropped. */
  readonly drop: (files: readonly File[]) => Promise<void>;
  readonly choose: () => Promise<void>;
  /** Cancels the import that is running. */
  readonly cancel: () => void;
  readonly isBusy: boolean;
  readonly problem: Words | null;
  readonly dismiss: () => void;
  /** Settings that the graph leaves open, to be asked of the user. */
  readonly question: Question | null;
  readonly closeQuestion: () => void;
  /** The model that was imported last. */
  readonly imported: Imported | null;
}

/** Imports a model, asking for what its graph doesn't say. */
export const useModelImport = (): ModelImport => {
  const ask = useAction(window.stillmic.models.choose);
  const hold = useAction(window.stillmic.files.hold);
  const imports = useAction(window.stillmic.models.import);
  const stop = useAction(window.stillmic.models.cancelImport);
  const [question, setQuestion] = useState<Question | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const add = async (handle: string, settings?: ModelSettings) => {
    setQuestion(null);
    setImported(null);
    const result = await imports.run(handle, settings);
    if (result?.kind === 'needs-settings') setQuestion(result);
    if (result?.kind === 'imported') setImported(result);
  };
  return {
    add,
    drop: async (files) => {
      const [file] = (await hold.run(files.slice(0, 1))) ?? [];
      if (file) await add(file.handle);
    },
    choose: async () => {
      const file = await ask.run();
      if (file) await add(file.handle);
    },
    cancel: () => void stop.run(),
    isBusy: imports.isBusy,
    problem: ask.problem ?? hold.problem ?? imports.problem,
    dismiss: () => {
      ask.dismiss();
      hold.dismiss();
      imports.dismiss();
    },
    question,
    closeQuestion: () => setQuestion(null),
    imported,
  };
};
