import { useTranslation } from 'react-i18next';
import { Segments } from './Segments.js';
import { SIDES, type Side } from './sides.js';

interface Props {
  /** The side that is heard. */
  readonly side: Side;
  readonly onSide: (side: Side) => void;
}

/** Before or after. */
export const SideSwitch = ({ side, onSide }: Props) => {
  const { t } = useTranslation();
  return (
    <Segments
      label={t('player.side')}
      values={SIDES}
      value={side}
      nameOf={(each) => t(`meters.${each}`)}
      onChange={onSide}
    />
  );
};
