import { FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { ModelRow } from './ModelRow.js';
import { ModelSettingsDialog } from './ModelSettingsDialog.js';
import { Problem } from '../controls/Problem.js';
import { useMain } from '../bridge/main-state.js';
import { useFileDrop } from '../controls/use-file-drop.js';
import { useModelImport } from './use-model-import.js';
import './models.css';

const isHere = ({ state }: ModelListing) => state === 'installed' || state === 'damaged';

interface ListProps {
  readonly title: string;
  readonly models: readonly ModelListing[];
  readonly whenEmpty?: string;
}

const ModelList = ({ title, models, whenEmpty }: ListProps) => (
  <section>
    <h2 className="heading">{title}</h2>
    {models.length === 0 && <p className="quiet">{whenEmpty}</p>}
    <ul>
      {models.map((model) => (
        <ModelRow key={model.id} model={model} />
      ))}
    </ul>
  </section>
);

/** Models on this computer, those that can be had, and import of others. */
export const Models = () => {
  const { t } = useTranslation();
  const { models } = useMain();
  const imports = useModelImport();
  const drop = useFileDrop((files) => void imports.drop(files));
  const { question, importedId } = imports;
  const imported = models.find(({ id }) => id === importedId);
  return (
    <div className="page" {...drop.handlers}>
      <h1 className="visually-hidden">{t('pages.models')}</h1>
      <ModelList title={t('models.installed')} models={models.filter(isHere)} />
      <div className="drop" data-over={drop.over}>
        <FileInput className="drop-icon" aria-hidden />
        <p className="quiet small grow">
          {imports.busy ? t('models.importing') : drop.over ? t('models.dropNow') : t('models.importHint')}
        </p>
        <button
          type="button"
          className="button"
          disabled={imports.busy}
          onClick={() => void imports.choose()}
        >
          {t('models.import')}
        </button>
      </div>
      <Problem words={imports.problem} onDismiss={imports.dismiss} />
      <p role="status" className={imported ? 'note' : 'visually-hidden'}>
        {imported && t('models.imported', { name: imported.name })}
      </p>
      <ModelList
        title={t('models.available')}
        models={models.filter((model) => !isHere(model))}
        whenEmpty={t('models.empty')}
      />
      {question && (
        <ModelSettingsDialog
          name={question.file.name}
          missing={question.missing}
          assumed={question.assumed}
          onImport={(settings) => void imports.add(question.file.handle, settings)}
          onClose={imports.closeQuestion}
        />
      )}
    </div>
  );
};
