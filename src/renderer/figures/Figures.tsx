import { useTranslation } from 'react-i18next';
import { totalLatencyMs, type LiveStats } from '../../shared/live.js';
import { useReadable } from '../bridge/use-live-stats.js';
import { useFormats } from '../format/use-formats.js';
import { Dropouts } from './Dropouts.js';
import { Figure, LiveText, orNone, Parts } from './Figure.js';
import './figures.css';

interface Props {
  readonly isActive: boolean;
}

const meanOf = ({ rtfMean }: LiveStats) => rtfMean;
const p99Of = ({ rtfP99 }: LiveStats) => rtfP99;

const Speed = ({ isActive }: Props) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [mean, p99] = [orNone(meanOf, formats.rtf), orNone(p99Of, formats.rtf)];
  const comparison = orNone(meanOf, (rtf) =>
    rtf < 1 ? t('figures.faster', { factor: formats.speedFactor(rtf) }) : t('figures.slower'),
  );
  const isMeasured = useReadable(isActive, (stats) => (stats?.rtfMean ?? null) !== null);
  return (
    <Figure
      label={t('figures.speed')}
      isActive={isActive}
      value={mean}
      aside={(stats) => ((stats?.rtfP99 ?? null) === null ? null : t('figures.p99', { value: p99(stats) }))}
    >
      {isMeasured ? (
        <>
          <p>
            <LiveText isActive={isActive} select={comparison} />
          </p>
          <Parts
            isActive={isActive}
            parts={[
              [t('figures.rtfMean'), mean],
              [t('figures.rtfP99'), p99],
            ]}
          />
        </>
      ) : (
        t('figures.measuring')
      )}
    </Figure>
  );
};

/** Marks a figure that still settles, as for some time after each start. */
const useSettling = () => {
  const { t } = useTranslation();
  return (stats: LiveStats | null) => (stats?.settling ? t('figures.settling') : null);
};

const Delay = ({ isActive }: Props) => {
  const { t } = useTranslation();
  const { milliseconds } = useFormats();
  const settling = useSettling();
  const hasGate = useReadable(isActive, (stats) => stats !== null && stats.latency.gateMs > 0);
  const parts = [
    'capture',
    'resampler',
    'algorithmic',
    ...(hasGate ? ['gate' as const] : []),
    'playback',
  ] as const;
  return (
    <Figure
      label={t('figures.delay')}
      isActive={isActive}
      value={orNone(({ latency }) => totalLatencyMs(latency), milliseconds)}
      aside={settling}
    >
      <Parts
        isActive={isActive}
        parts={parts.map((part) => [
          t(`figures.${part}`),
          orNone(({ latency }) => latency[`${part}Ms`], milliseconds),
        ])}
      />
    </Figure>
  );
};

const Drift = ({ isActive }: Props) => {
  const { t } = useTranslation();
  const { ppm } = useFormats();
  const settling = useSettling();
  return (
    <Figure
      label={t('figures.drift')}
      isActive={isActive}
      value={orNone(({ driftPpm }) => driftPpm, ppm)}
      aside={settling}
    >
      {t('figures.driftMeaning')}
    </Figure>
  );
};

/** The live figures: how fast, how late, what was lost, how far the clocks are apart. */
export const Figures = ({ isActive }: Props) => {
  const { t } = useTranslation();
  return (
    <section className="live-figures" aria-label={t('figures.label')}>
      <Speed isActive={isActive} />
      <Delay isActive={isActive} />
      <Dropouts isActive={isActive} />
      <Drift isActive={isActive} />
    </section>
  );
};
