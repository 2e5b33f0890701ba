import { useTranslation } from 'react-i18next';

interface Props {
  readonly held: boolean;
  readonly disabled: boolean;
  readonly onHold: (held: boolean) => void;
}

const HOLD_KEYS = [' ', 'Enter'];

/** Pressed and held to hear before, by pointer or keyboard; B does the same from anywhere. */
export const HoldButton = ({ held, disabled, onHold }: Props) => {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="button"
      aria-pressed={held}
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
      onBlur={() => held && onHold(false)}
    >
      {t(held ? 'compare.hearing' : 'compare.hold')}
      <span className="key" aria-hidden>
        {t('compare.key')}
      </span>
    </button>
  );
};
