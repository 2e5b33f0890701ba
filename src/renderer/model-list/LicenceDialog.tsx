import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { useAction } from '../bridge/use-action.js';
import { Dialog } from '../controls/Dialog.js';
import { Problem } from '../controls/Problem.js';
import './licence-dialog.css';

interface Props {
  readonly model: ModelListing;
  readonly onClose: () => void;
}

/** Text of a model's licence. */
export const LicenceDialog = ({ model, onClose }: Props) => {
  const { t } = useTranslation();
  const { run, isBusy, problem } = useAction(window.stillmic.models.licence);
  const [text, setText] = useState('');
  useEffect(() => {
    void run(model.id).then((licence) => setText(licence ?? ''));
  }, [run, model.id]);
  return (
    <Dialog title={t('models.licenceTitle', { name: model.name })} onClose={onClose}>
      <Problem words={problem} />
      {isBusy ? (
        <p className="quiet">{t('models.loadingLicence')}</p>
      ) : (
        <pre className="licence small">{text}</pre>
      )}
    </Dialog>
  );
};
