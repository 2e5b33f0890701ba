import { useState } from 'react';
import type { ImportedModel } from '../../shared/ipc.js';
import type { ModelSettings } from '../../shared/model-spec.js';
import { useAction } from './use-action.js';
import type { Words } from '../../words/words.js';

type Question = Extract<ImportedModel, { kind: 'needs-settings' }>;

export interface ModelImport {
  readonly add: (path: string, settings?: ModelSettings) => Promise<void>;
  readonly choose: () => Promise<void>;
  readonly busy: boolean;
  readonly problem: Words | null;
  readonly dismiss: () => void;
  /** What the graph leaves open, to be asked. */
  readonly question: Question | null;
  readonly closeQuestion: () => void;
  /** Id of the model that was imported last. */
  readonly importedId: string | null;
}

/** Imports a model, asking for what its graph doesn't say. */
export const useModelImport = (): ModelImport => {
  const ask = useAction(window.stillmic.models.choose);
  const imports = useAction(window.stillmic.models.import);
  const [question, setQuestion] = useState<Question | null>(null);
  const [importedId, setImportedId] = useState<string | null>(null);
  const add = async (path: string, settings?: ModelSettings) => {
    setQuestion(null);
    setImportedId(null);
    const result = await imports.run(path, settings);
    if (result?.kind === 'needs-settings') setQuestion(result);
    if (result?.kind === 'imported') setImportedId(result.id);
  };
  return {
    add,
    choose: async () => {
      const path = await ask.run();
      if (path) await add(path);
    },
    busy: imports.busy,
    problem: ask.problem ?? imports.problem,
    dismiss: () => {
      ask.dismiss();
      imports.dismiss();
    },
    question,
    closeQuestion: () => setQuestion(null),
    importedId,
  };
};
