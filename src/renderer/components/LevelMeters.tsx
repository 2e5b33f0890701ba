import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../shared/live.js';
import { SILENCE_DBFS } from '../../shared/dbfs.js';
import { useFormats } from '../hooks/use-formats.js';
import { useFrame } from '../hooks/use-frame.js';
import { useLiveStats, useReadable } from '../hooks/use-live-stats.js';
import { METER_FLOOR_DBFS, METER_TICKS_DBFS, meterFraction } from '../measure/meter-scale.js';
import { PeakHold } from '../measure/peak-hold.js';
import './level-meters.css';

type Side = 'before' | 'after';

const SILENT: Level = { rmsDbfs: SILENCE_DBFS, peakDbfs: SILENCE_DBFS, clipped: false };

const levelOf = (side: Side, stats: { input: Level; output: Level } | null): Level =>
  (side === 'before' ? stats?.input : stats?.output) ?? SILENT;

/** One bar. Its picture moves without React: at most once a frame, from the newest report. */
const Meter = ({ side, active }: { readonly side: Side; readonly active: boolean }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const bar = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const newest = useRef(SILENT);
  const [hold] = useState(() => new PeakHold());
  const [clipped, setClipped] = useState(false);
  const readable = useReadable(active, (stats) => levelOf(side, stats).rmsDbfs);

  const draw = useFrame(() => {
    const peak = hold.update(newest.current.peakDbfs, performance.now());
    // Nothing but transforms: they need no layout and, in layers of their own, no painting.
    if (bar.current) bar.current.style.transform = `scaleX(${meterFraction(newest.current.rmsDbfs)})`;
    if (line.current) line.current.style.transform = `translateX(${100 * (meterFraction(peak) - 1)}%)`;
  });
  useLiveStats((stats) => {
    newest.current = levelOf(side, stats);
    if (newest.current.clipped) setClipped(true);
    draw();
  });
  useEffect(() => {
    if (active) return;
    newest.current = SILENT;
    hold.reset();
    draw();
  }, [active, hold, draw]);

  const level = formats.dbfs(readable);
  return (
    <div className={`meter meter-${side}`}>
      <span className="meter-name">{t(`meters.${side}`)}</span>
      <div
        className="meter-track"
        role="meter"
        aria-label={t(`meters.${side}`)}
        aria-valuemin={METER_FLOOR_DBFS}
        aria-valuemax={0}
        aria-valuenow={Math.round(Math.min(0, Math.max(METER_FLOOR_DBFS, readable)))}
        aria-valuetext={level}
      >
        <div ref={bar} className="meter-bar" />
        {METER_TICKS_DBFS.map((tick) => (
          <div key={tick} className="meter-tick" style={{ left: `${100 * meterFraction(tick)}%` }} />
        ))}
        <div ref={line} className="meter-peak" />
      </div>
      <span className="meter-figure figure small">{level}</span>
      {clipped && (
        <button
          type="button"
          className="meter-clip"
          aria-label={t(side === 'before' ? 'meters.clearBefore' : 'meters.clearAfter')}
          onClick={() => setClipped(false)}
        >
          {t('meters.clipped')}
        </button>
      )}
    </div>
  );
};

/** Levels before and after, above each other on one scale, so that the removed noise is seen at once. */
export const LevelMeters = ({ active }: { readonly active: boolean }) => {
  const { t } = useTranslation();
  return (
    <section className="meters" aria-label={t('meters.label')}>
      <Meter side="before" active={active} />
      <div className="meter-scale" aria-hidden>
        <span className="meter-scale-line">
          {METER_TICKS_DBFS.map((tick) => (
            <span key={tick} className="figure" style={{ left: `${100 * meterFraction(tick)}%` }}>
              {String(tick).replace('-', '−')}
            </span>
          ))}
        </span>
      </div>
      <Meter side="after" active={active} />
    </section>
  );
};
