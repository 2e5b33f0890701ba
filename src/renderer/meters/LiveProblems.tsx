import { useTranslation } from 'react-i18next';
import type { LiveFix, LiveProblem as Description } from '../../shared/live.js';
import { useMain } from '../bridge/main-state.js';
import { useAction, type Action } from '../bridge/use-action.js';
import { Button } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';

interface Props {
  readonly problem: Description;
  readonly mend: Pick<Action<[LiveFix], void>, 'run' | 'isBusy'>;
}

/** A problem that keeps others from hearing the user, such as a muted microphone, with the button that mends it. */
export const LiveProblem = ({ problem: { words, fix }, mend }: Props) => {
  const { t } = useTranslation();
  return (
    <Problem
      words={words}
      remedy={
        fix && (
          <Button disabled={mend.isBusy} onClick={() => void mend.run(fix)}>
            {t('meters.fix')}
          </Button>
        )
      }
    />
  );
};

/** All such problems below each other. */
export const LiveProblems = () => {
  const { problems } = useMain().status;
  const mend = useAction(window.stillmic.live.fix);
  return (
    <>
      {problems.map((problem) => (
        <LiveProblem key={problem.words.key} problem={problem} mend={mend} />
      ))}
      <Problem words={mend.problem} onDismiss={mend.dismiss} />
    </>
  );
};
