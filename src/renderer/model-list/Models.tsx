import { FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { useMain } from '../bridge/main-state.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Button } from '../controls/Button.js';
import { DropZone } from '../controls/DropZone.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';
import { useFileDrop } from '../controls/use-file-drop.js';
import { Page } from '../pages/Page.js';
import { ModelOffer } from './ModelOffer.js';
import { ModelPicture } from './ModelPicture.js';
import { ModelRow } from './ModelRow.js';
import { ModelSettingsDialog } from './ModelSettingsDialog.js';
import { useModelImport, type ModelImport } from './use-model-import.js';

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

/** Technical forms of models, out of the way of everybody else. */
const Experts = ({ models }: Pick<ListProps, 'models'>) => {
  const { t } = useTranslation();
  if (models.length === 0) return null;
  return (
    <details className="experts">
      <summary className="heading">{t('models.experts')}</summary>
      <p className="quiet small">{t('models.expertsHint')}</p>
      <ul>
        {models.map((model) => (
          <ModelRow key={model.id} model={model} />
        ))}
      </ul>
    </details>
  );
};

interface ImportProps {
  readonly imports: ModelImport;
  /** Whether files hover over the page. */
  readonly isOver: boolean;
}

/** The place to drop models of others, and the result of the last import. */
const ImportZone = ({ imports, isOver }: ImportProps) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  const imported = useMain().models.find(({ id }) => id === imports.imported?.id);
  const state = imports.isBusy ? 'importing' : isOver ? 'dropNow' : 'importHint';
  return (
    <>
      <DropZone
        icon={FileInput}
        isOver={isOver}
        words={<p className="quiet small">{t(`models.${state}`)}</p>}
      >
        {imports.isBusy ? (
          <Button onClick={imports.cancel}>{t('app.cancel')}</Button>
        ) : (
          <Button onClick={() => void imports.choose()}>{t('models.import')}</Button>
        )}
      </DropZone>
      <Problem words={imports.problem} onDismiss={imports.dismiss} />
      <div role="status">
        {imported && (
          <Note>
            <div>
              <p>{t('models.imported', { name: imported.name })}</p>
              {imports.imported?.notes.map((note) => (
                <p key={note.key} className="quiet small">
                  {sentence(note)}
                </p>
              ))}
            </div>
          </Note>
        )}
      </div>
    </>
  );
};

/** Models on this computer, those that can be had, and import of others. */
export const Models = () => {
  const { t } = useTranslation();
  const { models, offer } = useMain();
  const imports = useModelImport();
  const { question } = imports;
  const drop = useFileDrop((files) => void imports.drop(files));
  return (
    <Page title={t('pages.models')} {...drop.handlers}>
      {offer && <ModelOffer offer={offer} />}
      <ModelList title={t('models.installed')} models={models.filter(isHere)} />
      <ModelPicture />
      <ImportZone imports={imports} isOver={drop.isOver} />
      <ModelList
        title={t('models.available')}
        models={models.filter((model) => !isHere(model) && !model.isForExperts)}
        whenEmpty={t('models.empty')}
      />
      <Experts models={models.filter((model) => !isHere(model) && model.isForExperts)} />
      {question && (
        <ModelSettingsDialog
          name={question.file.name}
          missing={question.missing}
          assumed={question.assumed}
          onImport={(settings) => void imports.add(question.file.handle, settings)}
          onClose={imports.closeQuestion}
        />
      )}
    </Page>
  );
};
