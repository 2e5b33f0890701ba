import { useTranslation } from 'react-i18next';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';

/** Problems that keep others from hearing the user, such as a muted microphone, with the button that mends each. */
export const LiveProblems = () => {
  const { t } = useTranslation();
  const { problems } = useMain().status;
  const mend = useAction(window.stillmic.live.fix);
  return (
    <>
      {problems.map(({ words, fix }) => (
        <Problem
          key={words.key}
          words={words}
          remedy={
            fix && (
              <Button disabled={mend.isBusy} onClick={() => void mend.run(fix)}>
                {t('meters.fix')}
              </Button>
            )
          }
        />
      ))}
      <Problem words={mend.problem} onDismiss={mend.dismiss} />
    </>
  );
};
