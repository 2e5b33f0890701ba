import { useTranslation } from 'react-i18next';
import type { Power } from '../bridge/use-power.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';
import { VirtualCableHelp } from '../microphone/VirtualCableHelp.js';

/** Why it can't be switched on, with the ways out; nothing where it can. */
export const PowerProblem = ({ power }: { readonly power: Power }) => {
  const { t } = useTranslation();
  return (
    <Problem words={power.problem} remedy={<Button onClick={power.switchOn}>{t('app.tryAgain')}</Button>}>
      <VirtualCableHelp />
    </Problem>
  );
};
