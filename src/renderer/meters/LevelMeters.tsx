import { useEffect, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../shared/live.js';
import { SILENCE_DBFS } from '../../shared/dbfs.js';
import { useFormats } from '../format/use-formats.js';
import { useFrame } from '../canvas/use-frame.js';
import { useLiveStats, useReadable } from '../bridge/use-live-stats.js';
import { rowsUnder, usePicture } from '../canvas/use-picture.js';
import { useTheme } from '../styles/use-theme.js';
import { MeterPainter } from './meter-painter.js';
import { METER_FLOOR_DBFS, METER_TICKS_DBFS, meterFraction } from './meter-scale.js';
import { themeColour } from '../styles/theme-colour.js';
import './level-meters.css';

type Side = 'before' | 'after';

const SILENT: Level = { rmsDbfs: SILENCE_DBFS, peakDbfs: SILENCE_DBFS, clipped: false };

const levelOf = (side: Side, stats: { input: Level; output: Level } | null): Level =>
  (side === 'before' ? stats?.input : stats?.output) ?? SILENT;

interface MeterProps {
  readonly side: Side;
  readonly active: boolean;
  /** The place on the canvas where its bar is drawn. */
  readonly track: Ref<HTMLDivElement>;
}

/** Name, figure and clip mark of one meter. */
const Meter = ({ side, active, track }: MeterProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [clipped, setClipped] = useState(false);
  const readable = useReadable(active, (stats) => levelOf(side, stats).rmsDbfs);
  useLiveStats((stats) => {
    if (levelOf(side, stats).clipped) setClipped(true);
  });

  const level = formats.dbfs(readable);
  return (
    <div className={`meter meter-${side}`}>
      <span className="meter-name">{t(`meters.${side}`)}</span>
      <div
        ref={track}
        className="meter-track"
        role="meter"
        aria-label={t(`meters.${side}`)}
        aria-valuemin={METER_FLOOR_DBFS}
        aria-valuemax={0}
        aria-valuenow={Math.round(Math.min(0, Math.max(METER_FLOOR_DBFS, readable)))}
        aria-valuetext={level}
      />
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
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const picture = usePicture(canvas);
  const painter = useRef<MeterPainter | null>(null);
  const newest = useRef<readonly Level[]>([SILENT, SILENT]);
  const draw = useFrame(() => {
    painter.current?.draw(newest.current, performance.now());
    picture?.show();
  });
  useEffect(() => {
    if (!picture || !before.current || !after.current) return;
    const colours = {
      surface: themeColour('--surface'),
      track: themeColour('--meter-track'),
      tick: themeColour('--meter-tick'),
      peak: themeColour('--text'),
    };
    painter.current = new MeterPainter(picture.context, picture.pixel, colours, [
      { ...rowsUnder(picture, before.current), bar: themeColour('--before') },
      { ...rowsUnder(picture, after.current), bar: themeColour('--after') },
    ]);
    if (!active) newest.current = [SILENT, SILENT];
    draw();
  }, [picture, theme, active, draw]);
  useLiveStats(({ input, output }) => {
    newest.current = [input, output];
    draw();
  });

  return (
    <section className="meters" aria-label={t('meters.label')}>
      <canvas ref={canvas} aria-hidden />
      <Meter side="before" active={active} track={before} />
      <div className="meter-scale" aria-hidden>
        {METER_TICKS_DBFS.map((tick) => (
          <span key={tick} className="figure" style={{ left: `${100 * meterFraction(tick)}%` }}>
            {String(tick).replace('-', '−')}
          </span>
        ))}
      </div>
      <Meter side="after" active={active} track={after} />
    </section>
  );
};
