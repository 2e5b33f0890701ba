import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useTranslation } from 'react-i18next';
import { SIDES, type Side } from './sides.js';
import './side-switch.css';

interface Props {
  /** The side that is heard. */
  readonly side: Side;
  readonly onSide: (side: Side) => void;
}

/** Before or after. */
export const SideSwitch = ({ side, onSide }: Props) => {
  const { t } = useTranslation();
  return (
    <ToggleGroup
      className="segments"
      aria-label={t('player.side')}
      value={[side]}
      onValueChange={([chosen]) => chosen && onSide(chosen)}
    >
      {SIDES.map((each) => (
        <Toggle key={each} value={each} className={`segment segment-${each}`}>
          {t(`meters.${each}`)}
        </Toggle>
      ))}
    </ToggleGroup>
  );
};
