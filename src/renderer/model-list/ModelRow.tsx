import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { useMain } from '../bridge/main-state.js';
import { Problem } from '../controls/Problem.js';
import { LicenceDialog } from './LicenceDialog.js';
import { ModelButtons } from './ModelButtons.js';
import { DownloadState, ModelFacts } from './ModelFacts.js';
import { ModelMenu } from './ModelMenu.js';
import { useModelActions } from './use-model-actions.js';
import { useModelWords } from './use-model-options.js';
import './model-row.css';

/** Purpose of a model, its name, and whether its file is the published one. */
const ModelHeading = ({ model }: { readonly model: ModelListing }) => {
  const { t } = useTranslation();
  const { words } = useModelWords();
  return (
    <div className="grow">
      <p className="model-words">
        {words(model)}
        {model.state === 'damaged' && <span className="model-damaged"> · {t('models.damaged')}</span>}
        {model.verifiedBy && model.state === 'installed' && (
          <BadgeCheck className="icon model-verified" role="img" aria-label={t('models.verified')} />
        )}
      </p>
      {words(model) !== model.name && <p className="small">{model.name}</p>}
    </div>
  );
};

/** One model: what it is good for, what it costs here, and what can be done with it. */
export const ModelRow = ({ model }: { readonly model: ModelListing }) => {
  const isInUse = useMain().settings.live.modelId === model.id;
  const actions = useModelActions(model.id);
  const [hasLicenceOpen, setLicenceOpen] = useState(false);
  return (
    <li className="entry model" data-in-use={isInUse}>
      <div className="row">
        <ModelHeading model={model} />
        <ModelButtons model={model} isInUse={isInUse} actions={actions} />
        <ModelMenu model={model} isInUse={isInUse} actions={actions} onLicence={() => setLicenceOpen(true)} />
      </div>
      <ModelFacts model={model} isMeasuring={actions.isMeasuring} />
      <DownloadState model={model} />
      <Problem words={model.problem ?? actions.problem} />
      {hasLicenceOpen && <LicenceDialog model={model} onClose={() => setLicenceOpen(false)} />}
    </li>
  );
};
