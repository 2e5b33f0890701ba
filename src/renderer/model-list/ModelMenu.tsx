import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelListing } from '../../shared/model-listing.js';
import { IconButton } from '../controls/Button.js';
import '../controls/popup.css';
import type { ModelActions } from './use-model-actions.js';
import './model-menu.css';

interface Props {
  readonly model: ModelListing;
  readonly isInUse: boolean;
  readonly actions: ModelActions;
  readonly onLicence: () => void;
}

/** Menu of the rare actions on a model. */
export const ModelMenu = ({ model, isInUse, actions, onLicence }: Props) => {
  const { t } = useTranslation();
  const isInstalled = model.state === 'installed';
  const isRemovable = (isInstalled || model.state === 'damaged') && model.origin !== 'embedded';
  const item = (label: string, onClick: () => void, disabled = false) => (
    <Menu.Item className="popup-item menu-item" disabled={disabled} onClick={onClick}>
      {label}
    </Menu.Item>
  );
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        render={<IconButton icon={EllipsisVertical} label={t('models.more', { name: model.name })} />}
      />
      <Menu.Portal>
        <Menu.Positioner className="popup-positioner" align="end" sideOffset={4}>
          <Menu.Popup className="popup popup-list menu">
            {isInstalled && item(t('models.measure'), actions.measure)}
            {isInstalled && item(t('models.verify'), actions.verify)}
            {item(t('models.licence'), onLicence)}
            {isRemovable && item(t('models.remove'), actions.remove, isInUse)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
