import { X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { acceleratorOf } from './accelerator.js';

interface Props {
  readonly label: string;
  /** An Electron accelerator, or null for none. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A key combination: press the button, then the keys. */
export const ShortcutField = ({ label, value, onChange }: Props) => {
  const { t } = useTranslation();
  const [listening, setListening] = useState(false);
  const [refused, setRefused] = useState(false);
  const keys = value ?? t('settings.noShortcut');
  const press = (event: KeyboardEvent) => {
    if (!listening) return;
    // Tab leaves the field as everywhere else.
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const pressed = event.key === 'Escape' ? null : acceleratorOf(event);
    if (pressed === 'incomplete') return;
    setRefused(pressed === 'unusable');
    if (pressed === 'unusable') return;
    setListening(false);
    if (pressed) onChange(pressed.accelerator);
  };
  return (
    <div className="shortcut">
      <div className="row">
        <button
          type="button"
          className="button figure"
          aria-pressed={listening}
          aria-label={
            listening ? t('settings.pressKeys') : t('settings.changeShortcut', { name: label, keys })
          }
          onClick={() => setListening(true)}
          onKeyDown={press}
          onBlur={() => {
            setListening(false);
            setRefused(false);
          }}
        >
          {listening ? t('settings.pressKeys') : keys}
        </button>
        {value !== null && (
          <button
            type="button"
            className="button button-plain button-icon"
            aria-label={t('settings.clearShortcut', { name: label })}
            onClick={() => onChange(null)}
          >
            <X className="icon" aria-hidden />
          </button>
        )}
      </div>
      <p role="status" className="quiet small">
        {refused && t('settings.needsModifier')}
      </p>
    </div>
  );
};
