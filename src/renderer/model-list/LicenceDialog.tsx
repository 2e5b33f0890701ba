import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { useAction } from '../bridge/use-action.js';
import { Dialog } from '../controls/Dialog.js';
import { Problem } from '../controls/Problem.js';

interface Props {
  readonly model: ModelListing;
  readonly onClose: () => void;
}

export const LicenceDialog = ({ model, onClose }: Props) => {
  const { t } = useTranslation();
  const { run, busy, problem } = useAction(window.stillmic.models.licence);
  const [text, setText] = useState('');
  useEffect(() => {
    void run(model.id).then((licence) => setText(licence ?? ''));
  }, [run, model.id]);
  return (
    <Dialog title={t('models.licenceTitle', { name: model.name })} onClose={onClose}>
      <Problem words={problem} />
      {busy ? (
        <p className="quiet">{t('models.loadingLicence')}</p>
      ) : (
        <pre className="licence small">{text}</pre>
      )}
    </Dialog>
  );
};
