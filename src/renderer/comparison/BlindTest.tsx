import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.js';
import { useFormats } from '../format/use-formats.js';
import { Segments } from '../player/Segments.js';
import { answerAbx, chanceByGuessing, type AbxTest } from './abx.js';

const SOUNDS = ['a', 'b', 'x'] as const;
type Sound = (typeof SOUNDS)[number];

interface Props {
  readonly start: AbxTest;
  readonly nameOf: (id: string) => string;
  readonly onHear: (id: string) => void;
  readonly onClose: () => void;
}

/** Number of right answers, and what guessing would give. */
const Score = ({ test }: { readonly test: AbxTest }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { right, count } = test;
  return (
    <p role="status" className="tabular">
      {count === 0
        ? t('comparison.ready')
        : t('comparison.score', {
            right,
            total: count,
            chance: formats.percent(100 * chanceByGuessing(right, count)),
          })}
    </p>
  );
};

/** Which of A and B is X? The names stay hidden until they are asked for. */
export const BlindTest = ({ start, nameOf, onHear, onClose }: Props) => {
  const { t } = useTranslation();
  const [test, setTest] = useState(start);
  const [heard, setHeard] = useState<Sound>('x');
  const [isRevealed, setRevealed] = useState(false);
  const hear = (sound: Sound, of = test) => {
    setHeard(sound);
    onHear(of[sound]);
  };
  const answer = (side: 'a' | 'b') => {
    const next = answerAbx(test, side);
    setTest(next);
    hear('x', next);
  };
  return (
    <section className="stack" aria-label={t('comparison.blind')}>
      <div className="row row-wrap">
        <Segments
          label={t('player.side')}
          values={SOUNDS}
          value={heard}
          nameOf={(sound) => sound.toUpperCase()}
          onChange={(sound) => hear(sound)}
        />
        <span className="grow" />
        {!isRevealed &&
          (['a', 'b'] as const).map((side) => (
            <Button key={side} onClick={() => answer(side)}>
              {t('comparison.xIs', { side: side.toUpperCase() })}
            </Button>
          ))}
      </div>
      <Score test={test} />
      {isRevealed && <p>{t('comparison.revealed', { a: nameOf(test.a), b: nameOf(test.b) })}</p>}
      <div className="row row-wrap">
        {!isRevealed && <Button onClick={() => setRevealed(true)}>{t('comparison.reveal')}</Button>}
        <Button onClick={onClose}>{t('comparison.close')}</Button>
      </div>
    </section>
  );
};
