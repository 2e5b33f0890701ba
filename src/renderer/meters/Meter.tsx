import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveStats, useReadable } from '../bridge/use-live-stats.js';
import { useFormats } from '../format/use-formats.js';
import { levelOf, type MeterSide } from './meter-level.js';
import { METER_FLOOR_DBFS } from './meter-scale.js';

interface Props {
  readonly side: MeterSide;
  readonly isActive: boolean;
  /** The place on the canvas where its bar is drawn. */
  readonly track: Ref<HTMLDivElement>;
}

/** Name, figure and clip mark of one meter. */
export const Meter = ({ side, isActive, track }: Props) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [isClipped, setClipped] = useState(false);
  const readable = useReadable(isActive, (stats) => levelOf(side, stats).rmsDbfs);
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
      {isClipped && (
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
