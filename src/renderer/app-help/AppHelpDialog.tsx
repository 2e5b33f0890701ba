import { useTranslation } from 'react-i18next';
import { Dialog } from '../controls/Dialog.js';
import { AppHelp } from './AppHelp.js';

/** The same help over any page. */
export const AppHelpDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t('appHelp.title')} onClose={onClose}>
      <p className="quiet">{t('appHelp.suppression')}</p>
      <AppHelp />
    </Dialog>
  );
};
