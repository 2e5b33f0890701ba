import { useTranslation } from 'react-i18next';
import type { Dropout } from '../../shared/live.js';
import { useReadableStats } from '../bridge/use-live-stats.js';
import { useFormats } from '../format/use-formats.js';
import { Figure, orNone, Parts } from './Figure.js';
import './dropouts.css';

interface Props {
  readonly isActive: boolean;
}

/** The newest of them are listed; more would not fit below the figure. */
const LISTED = 5;

/** Counts of the sound system and the queues, whether an app recorded or not. */
const COUNTERS = ['droppedHops', 'insertedHops', 'xrunsIn', 'xrunsOut'] as const;

const DropoutLine = ({ dropout: { kind, time, ms } }: { readonly dropout: Dropout }) => {
  const { t } = useTranslation();
  const { timeOfDay, milliseconds } = useFormats();
  return (
    <li className="dropout">
      <span className="figure quiet">{timeOfDay(time)}</span>
      <span className="grow">{t(`figures.dropoutKinds.${kind}`)}</span>
      <span className="figure">{milliseconds(ms)}</span>
    </li>
  );
};

/** When and why sound dropped out, newest first. */
const DropoutList = ({ isActive }: Props) => {
  const { t } = useTranslation();
  const latest = useReadableStats(isActive)?.dropouts.latest ?? [];
  if (latest.length === 0) return <p>{t('figures.noDropouts')}</p>;
  return (
    <>
      <p>{t('figures.dropoutsMeaning')}</p>
      <ul>
        {latest
          .slice(-LISTED)
          .reverse()
          .map((dropout) => (
            <DropoutLine key={`${dropout.kind} ${dropout.time}`} dropout={dropout} />
          ))}
      </ul>
    </>
  );
};

/** Dropouts that reached recording apps. */
export const Dropouts = ({ isActive }: Props) => {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <Figure
      label={t('figures.dropouts')}
      isActive={isActive}
      value={orNone(({ dropouts }) => dropouts.count, count)}
    >
      <DropoutList isActive={isActive} />
      <p className="quiet small dropout-counters">{t('figures.counters')}</p>
      <Parts
        isActive={isActive}
        parts={COUNTERS.map((name) => [t(`figures.${name}`), orNone((stats) => stats[name], count)])}
      />
    </Figure>
  );
};
