import { X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShortcutState } from '../../shared/shortcuts.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Button, IconButton } from '../controls/Button.js';
import { acceleratorOf } from './accelerator.js';
import './shortcut-field.css';

interface Props {
  readonly label: string;
  /** An Electron accelerator, or null for none. */
  readonly value: string | null;
  readonly state: ShortcutState;
  readonly onChange: (value: string | null) => void;
}

/** A key combination: press the button, then the keys. */
export const ShortcutField = ({ label, value, state, onChange }: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { givenKeys, problem } = state;
  const [isListening, setListening] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const keys = value ?? t('settings.noShortcut');
  const press = (event: KeyboardEvent) => {
    if (!isListening) return;
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
        <Button
          aria-pressed={isListening}
          aria-label={
            isListening ? t('settings.pressKeys') : t('settings.changeShortcut', { name: label, keys })
          }
          onClick={() => setListening(true)}
          onKeyDown={press}
          onBlur={() => {
            setListening(false);
            setRefused(false);
          }}
        >
          {isListening ? t('settings.pressKeys') : keys}
        </Button>
        {value !== null && (
          <IconButton
            icon={X}
            label={t('settings.clearShortcut', { name: label })}
            onClick={() => onChange(null)}
          />
        )}
      </div>
      <p role="status" className="quiet small">
        {isRefused && t('settings.needsModifier')}
        {!isRefused && problem && sentence(problem)}
        {!isRefused && !problem && givenKeys && t('settings.givenKeys', { keys: givenKeys })}
      </p>
    </div>
  );
};
