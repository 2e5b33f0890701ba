import { useTranslation } from 'react-i18next';
import { Button } from './Button.js';
import { KeyCap } from './KeyCap.js';

interface Props {
  readonly isHeld: boolean;
  readonly disabled: boolean;
  readonly onHold: (held: boolean) => void;
}

const HOLD_KEYS = [' ', 'Enter'];

/** Pressed and held to hear before, by pointer or keyboard; B does the same from anywhere. */
export const HoldButton = ({ isHeld, disabled, onHold }: Props) => {
  const { t } = useTranslation();
  return (
    <Button
      aria-pressed={isHeld}
      aria-keyshortcuts="B"
      disabled={disabled}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onHold(true);
      }}
      onPointerUp={() => onHold(false)}
      onPointerCancel={() => onHold(false)}
      onKeyDown={(event) => {
        if (!HOLD_KEYS.includes(event.key)) return;
        event.preventDefault();
        if (!event.repeat) onHold(true);
      }}
      onKeyUp={(event) => HOLD_KEYS.includes(event.key) && onHold(false)}
      onBlur={() => isHeld && onHold(false)}
    >
      {t(isHeld ? 'compare.hearing' : 'compare.hold')}
      <KeyCap>{t('compare.key')}</KeyCap>
    </Button>
  );
};
