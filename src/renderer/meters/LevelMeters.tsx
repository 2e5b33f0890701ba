import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../bridge/use-request.js';
import { useVisible } from '../hooks/use-visible.js';
import { Meter } from './Meter.js';
import { METER_TICKS_DBFS, meterFraction } from './meter-scale.js';
import { useMeterPicture } from './use-meter-picture.js';
import './level-meters.css';

/**
 * Levels before and after, above each other on one scale, so that the removed noise is seen at once. They are alive
 * while they can be seen, whether an app listens or not.
 */
export const LevelMeters = ({ isActive }: { readonly isActive: boolean }) => {
  const { t } = useTranslation();
  const isVisible = useVisible();
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  useMeterPicture(isActive, { canvas, before, after });
  useRequest(isActive && isVisible, window.stillmic.live.requestMeters);
  return (
    <section className="meters" aria-label={t('meters.label')}>
      <canvas ref={canvas} aria-hidden />
      <Meter side="before" isActive={isActive} track={before} />
      <div className="meter-scale" aria-hidden>
        {METER_TICKS_DBFS.map((tick) => (
          <span key={tick} className="figure" style={{ left: `${100 * meterFraction(tick)}%` }}>
            {String(tick).replace('-', '−')}
          </span>
        ))}
      </div>
      <Meter side="after" isActive={isActive} track={after} />
    </section>
  );
};
