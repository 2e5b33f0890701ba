import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LatencyParts, LiveStats } from '../../shared/live.js';
import { useFormats } from '../hooks/use-formats.js';
import { useReadableStats } from '../hooks/use-live-stats.js';
import './figures.css';

const NONE = '–';

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly aside?: string;
  /** What stands behind the figure: shown on hover, or when pressed. */
  readonly children: ReactNode;
}

const Figure = ({ label, value, aside, children }: FigureProps) => (
  <Popover.Root>
    <Popover.Trigger openOnHover delay={200} className="live-figure">
      <span className="live-figure-label">{label}</span>
      <span className="live-figure-value figure">{value}</span>
      {aside && <span className="live-figure-aside figure">{aside}</span>}
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

const Parts = ({ parts }: { readonly parts: readonly (readonly [string, string])[] }) => (
  <dl className="parts">
    {parts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd className="figure">{value}</dd>
      </div>
    ))}
  </dl>
);

const totalMs = (parts: LatencyParts): number =>
  parts.algorithmicMs + parts.captureMs + parts.resamplerMs + parts.gateMs + parts.playbackMs;

const Speed = ({ stats }: { readonly stats: LiveStats | null }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const mean = stats?.rtfMean ?? null;
  const p99 = stats?.rtfP99 ?? null;
  if (mean === null) {
    return (
      <Figure label={t('figures.speed')} value={NONE}>
        {t('figures.measuring')}
      </Figure>
    );
  }
  return (
    <Figure
      label={t('figures.speed')}
      value={formats.rtf(mean)}
      {...(p99 !== null && { aside: t('figures.p99', { value: formats.rtf(p99) }) })}
    >
      <p>{mean < 1 ? t('figures.faster', { factor: formats.speedFactor(mean) }) : t('figures.slower')}</p>
      <Parts
        parts={[
          [t('figures.rtfMean'), formats.rtf(mean)],
          [t('figures.rtfP99'), p99 === null ? NONE : formats.rtf(p99)],
        ]}
      />
    </Figure>
  );
};

const Delay = ({ stats }: { readonly stats: LiveStats | null }) => {
  const { t } = useTranslation();
  const { milliseconds } = useFormats();
  const value = (part: keyof LatencyParts) => (stats ? milliseconds(stats.latency[part]) : NONE);
  return (
    <Figure label={t('figures.delay')} value={stats ? milliseconds(totalMs(stats.latency)) : NONE}>
      <Parts
        parts={[
          [t('figures.capture'), value('captureMs')],
          [t('figures.resampler'), value('resamplerMs')],
          [t('figures.algorithmic'), value('algorithmicMs')],
          ...(stats && stats.latency.gateMs > 0 ? [[t('figures.gate'), value('gateMs')] as const] : []),
          [t('figures.playback'), value('playbackMs')],
        ]}
      />
    </Figure>
  );
};

const Dropouts = ({ stats }: { readonly stats: LiveStats | null }) => {
  const { t } = useTranslation();
  const { count } = useFormats();
  const names = ['droppedHops', 'insertedHops', 'xrunsIn', 'xrunsOut'] as const;
  const total = stats && names.reduce((sum, name) => sum + stats[name], 0);
  return (
    <Figure label={t('figures.dropouts')} value={total === null ? NONE : count(total)}>
      <Parts parts={names.map((name) => [t(`figures.${name}`), stats ? count(stats[name]) : NONE])} />
    </Figure>
  );
};

const Drift = ({ stats }: { readonly stats: LiveStats | null }) => {
  const { t } = useTranslation();
  const { ppm } = useFormats();
  return (
    <Figure label={t('figures.drift')} value={stats ? ppm(stats.driftPpm) : NONE}>
      {t('figures.driftMeaning')}
    </Figure>
  );
};

/** The live figures, at most four times a second. */
export const Figures = ({ active }: { readonly active: boolean }) => {
  const { t } = useTranslation();
  const stats = useReadableStats(active);
  return (
    <section className="live-figures" aria-label={t('figures.label')}>
      <Speed stats={stats} />
      <Delay stats={stats} />
      <Dropouts stats={stats} />
      <Drift stats={stats} />
    </section>
  );
};
