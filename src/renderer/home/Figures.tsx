import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { totalLatencyMs, type LiveStats } from '../../shared/live.js';
import { useFormats } from '../format/use-formats.js';
import { useReadable } from '../bridge/use-live-stats.js';
import './figures.css';

const NONE = '–';

type Select<T> = (stats: LiveStats | null) => T;

interface FigureProps {
  readonly label: string;
  readonly active: boolean;
  readonly value: Select<string>;
  readonly aside?: Select<string | null>;
  /** What stands behind the figure: shown on hover, or when pressed. */
  readonly children: ReactNode;
}

interface LiveTextProps {
  readonly active: boolean;
  readonly of: Select<string | null>;
  readonly className?: string;
}

/** Text that follows the reports by itself: only what has changed is rendered again. */
const LiveText = ({ active, of, className }: LiveTextProps) => {
  const text = useReadable(active, of);
  return text !== null && <span className={className}>{text}</span>;
};

const Figure = ({ label, active, value, aside, children }: FigureProps) => (
  <Popover.Root>
    <Popover.Trigger openOnHover delay={200} className="live-figure">
      <span className="live-figure-label">{label}</span>
      <LiveText active={active} of={value} className="live-figure-value figure" />
      {aside && <LiveText active={active} of={aside} className="live-figure-aside figure" />}
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Positioner className="popover-positioner" sideOffset={4} collisionPadding={8}>
        <Popover.Popup className="popover" aria-label={label} initialFocus={false}>
          {children}
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
);

interface PartsProps {
  readonly active: boolean;
  readonly parts: readonly (readonly [string, Select<string>])[];
}

const Parts = ({ active, parts }: PartsProps) => (
  <dl className="parts">
    {parts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd className="figure">
          <LiveText active={active} of={value} />
        </dd>
      </div>
    ))}
  </dl>
);

/** A function of a report as one that shows a dash as long as there is nothing to show. */
const orNone =
  <T,>(pick: (stats: LiveStats) => T | null, format: (value: T) => string): Select<string> =>
  (stats) => {
    const value = stats && pick(stats);
    return value === null ? NONE : format(value);
  };

interface Props {
  readonly active: boolean;
}

const Speed = ({ active }: Props) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const explain = orNone(
    ({ rtfMean }) => rtfMean,
    (mean) => (mean < 1 ? t('figures.faster', { factor: formats.speedFactor(mean) }) : t('figures.slower')),
  );
  const p99 = orNone(({ rtfP99 }) => rtfP99, formats.rtf);
  const measured = useReadable(active, (stats) => (stats?.rtfMean ?? null) !== null);
  return (
    <Figure
      label={t('figures.speed')}
      active={active}
      value={orNone(({ rtfMean }) => rtfMean, formats.rtf)}
      aside={(stats) => ((stats?.rtfP99 ?? null) === null ? null : t('figures.p99', { value: p99(stats) }))}
    >
      {measured ? (
        <>
          <p>
            <LiveText active={active} of={explain} />
          </p>
          <Parts
            active={active}
            parts={[
              [t('figures.rtfMean'), orNone(({ rtfMean }) => rtfMean, formats.rtf)],
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

const Delay = ({ active }: Props) => {
  const { t } = useTranslation();
  const { milliseconds } = useFormats();
  const hasGate = useReadable(active, (stats) => stats !== null && stats.latency.gateMs > 0);
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
      active={active}
      value={orNone(({ latency }) => totalLatencyMs(latency), milliseconds)}
    >
      <Parts
        active={active}
        parts={parts.map((part) => [
          t(`figures.${part}`),
          orNone(({ latency }) => latency[`${part}Ms`], milliseconds),
        ])}
      />
    </Figure>
  );
};

const DROPOUTS = ['droppedHops', 'insertedHops', 'xrunsIn', 'xrunsOut'] as const;

const Dropouts = ({ active }: Props) => {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <Figure
      label={t('figures.dropouts')}
      active={active}
      value={orNone((stats) => DROPOUTS.reduce((sum, name) => sum + stats[name], 0), count)}
    >
      <Parts
        active={active}
        parts={DROPOUTS.map((name) => [t(`figures.${name}`), orNone((stats) => stats[name], count)])}
      />
    </Figure>
  );
};

const Drift = ({ active }: Props) => {
  const { t } = useTranslation();
  const { ppm } = useFormats();
  return (
    <Figure label={t('figures.drift')} active={active} value={orNone(({ driftPpm }) => driftPpm, ppm)}>
      {t('figures.driftMeaning')}
    </Figure>
  );
};

/** The live figures. */
export const Figures = ({ active }: Props) => {
  const { t } = useTranslation();
  return (
    <section className="live-figures" aria-label={t('figures.label')}>
      <Speed active={active} />
      <Delay active={active} />
      <Dropouts active={active} />
      <Drift active={active} />
    </section>
  );
};
