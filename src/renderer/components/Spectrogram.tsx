import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveStats } from '../../shared/live.js';
import { useFormats } from '../hooks/use-formats.js';
import { useFrame } from '../hooks/use-frame.js';
import { useLiveStats } from '../hooks/use-live-stats.js';
import { useReducedMotion } from '../hooks/use-media.js';
import { useVisible } from '../hooks/use-visible.js';
import { magmaTable } from '../measure/colour-map.js';
import { SpectrogramPainter } from '../measure/spectrogram-painter.js';
import './spectrogram.css';

type Spectra = NonNullable<LiveStats['spectra']>;

const COLOURS = magmaTable();
const SIDES = ['before', 'after'] as const;
/** Columns that wait for the next frame; more than this are lost while the window can't draw. */
const MOST_WAITING = 8;
const USUAL_RATE = 16_000;

/** Keeps the canvas as large as it is on the screen, in device pixels; its picture starts anew with its size. */
const usePainter = (canvas: RefObject<HTMLCanvasElement | null>): RefObject<SpectrogramPainter | null> => {
  const painter = useRef<SpectrogramPainter | null>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const scale = window.devicePixelRatio;
      element.width = Math.max(1, Math.round(element.clientWidth * scale));
      element.height = Math.max(1, Math.round(element.clientHeight * scale));
      const context = element.getContext('2d', { alpha: false });
      painter.current = context && new SpectrogramPainter(context, COLOURS, Math.max(1, Math.round(scale)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return painter;
};

/** The spectrum over time, before above after; runs left, or sweeps in place where motion isn't wanted. */
export const Spectrogram = ({ active }: { readonly active: boolean }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const visible = useVisible();
  const sweep = useReducedMotion();
  const [sampleRate, setSampleRate] = useState(USUAL_RATE);
  const before = useRef<HTMLCanvasElement>(null);
  const after = useRef<HTMLCanvasElement>(null);
  const painters = { before: usePainter(before), after: usePainter(after) };
  const waiting = useRef<Spectra[]>([]);

  const wanted = active && visible;
  useEffect(() => {
    if (!wanted) return undefined;
    void window.stillmic.live.requestSpectra(true);
    return () => void window.stillmic.live.requestSpectra(false);
  }, [wanted]);

  const draw = useFrame(() => {
    for (const spectra of waiting.current) {
      for (const side of SIDES) painters[side].current?.add(spectra[side], sweep);
    }
    waiting.current.length = 0;
  });
  useLiveStats(({ spectra }) => {
    if (!spectra || !wanted) return;
    if (waiting.current.length >= MOST_WAITING) waiting.current.shift();
    waiting.current.push(spectra);
    setSampleRate(spectra.sampleRate);
    draw();
  });

  const top = formats.kilohertz(sampleRate / 2);
  return (
    <div className="spectrograms" role="img" aria-label={t('spectrogram.label', { kilohertz: top })}>
      <div className="spectrogram spectrogram-before">
        <canvas ref={before} />
        <span className="spectrogram-name">{t('meters.before')}</span>
        <span className="spectrogram-top figure">{t('models.rate', { kilohertz: top })}</span>
      </div>
      <div className="spectrogram spectrogram-after">
        <canvas ref={after} />
        <span className="spectrogram-name">{t('meters.after')}</span>
        {!active && <span className="spectrogram-empty">{t('spectrogram.empty')}</span>}
      </div>
    </div>
  );
};
