import { Switch } from '@base-ui/react/switch';
import { useTranslation } from 'react-i18next';
import { stateWords } from '../../shared/state-words.js';
import type { Power } from '../bridge/use-power.js';
import { useMain } from '../bridge/main-state.js';
import { useSentence } from '../bridge/use-sentence.js';
import { KeyCap } from '../controls/KeyCap.js';
import '../controls/thumb.css';
import './power-switch.css';

/** The main switch: shows its action and the present state. */
export const PowerSwitch = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  const { status } = useMain();
  const state = useSentence()(stateWords(status));
  return (
    <Switch.Root
      render={<button type="button" />}
      nativeButton
      className="power"
      data-state={status.state}
      data-silent={status.silent}
      checked={power.isOn}
      onCheckedChange={power.toggle}
      aria-label={`${t('home.switch')}: ${state}`}
      aria-keyshortcuts="Space"
    >
      <span className="power-track" aria-hidden>
        <Switch.Thumb className="thumb power-thumb" />
      </span>
      <span className="power-words">
        <span className="power-state">{state}</span>
        <span className="row quiet small">
          <span className="grow one-line">{status.microphoneLabel ?? t('home.switch')}</span>
          <KeyCap>{t('home.space')}</KeyCap>
        </span>
      </span>
    </Switch.Root>
  );
};
