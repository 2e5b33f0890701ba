import { Download, Pause, Play, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { Button, IconButton } from '../controls/Button.js';
import type { ModelActions } from './use-model-actions.js';

interface Props {
  readonly model: ModelListing;
  readonly isInUse: boolean;
  readonly actions: ModelActions;
}

type Verb = 'use' | 'download' | 'resume' | 'pause';

const VERBS: Readonly<
  Record<Verb, { readonly icon?: LucideIcon; readonly action: 'use' | 'download' | 'pause' }>
> = {
  use: { action: 'use' },
  download: { icon: Download, action: 'download' },
  resume: { icon: Play, action: 'download' },
  pause: { icon: Pause, action: 'pause' },
};

const VERB_OF: Readonly<Record<ModelListing['state'], Verb>> = {
  installed: 'use',
  available: 'download',
  damaged: 'download',
  downloading: 'pause',
  paused: 'resume',
};

/** Buttons of the most frequent actions on a model, by its state. */
export const ModelButtons = ({ model: { name, state }, isInUse, actions }: Props) => {
  const { t } = useTranslation();
  const verb = VERB_OF[state];
  if (verb === 'use' && isInUse) return <span className="model-in-use small">{t('models.inUse')}</span>;
  const { icon: Icon, action } = VERBS[verb];
  return (
    <>
      <Button aria-label={t(`models.${verb}Named`, { name })} onClick={actions[action]}>
        {Icon && <Icon className="icon" aria-hidden />}
        {t(`models.${verb}`)}
      </Button>
      {(state === 'downloading' || state === 'paused') && (
        <IconButton icon={X} label={t('models.cancelNamed', { name })} onClick={actions.cancel} />
      )}
    </>
  );
};
