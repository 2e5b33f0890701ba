import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.js';
import { useFrame } from '../canvas/use-frame.js';
import { useLiveStats } from '../bridge/use-live-stats.js';
import { useReducedMotion } from '../hooks/use-media.js';
import { rowsUnder, usePicture } from '../canvas/use-picture.js';
import { useVisible } from '../hooks/use-visible.js';
import { magmaTable } from './colour-map.js';
import { SpectrogramPainter } from './spectrogram-painter.js';
import './spectrogram.css';

const COLOURS = magmaTable();
const USUAL_RATE = 16_000;

/** The spectrum over time, before above after; runs left, or sweeps in place where motion isn't wanted. */
export const Spectrogram = ({ active }: { readonly active: boolean }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const visible = useVisible();
  const sweep = useReducedMotion();
  const [sampleRate, setSampleRate] = useState(USUAL_RATE);
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const picture = usePicture(canvas);
  const painter = useRef<SpectrogramPainter | null>(null);
  const show = useFrame(() => {
    if (!picture || !painter.current) return;
    picture.context.putImageData(painter.current.image, 0, 0);
    picture.show();
  });
  useEffect(() => {
    if (!picture || !before.current || !after.current) return;
    const { context, pixel } = picture;
    painter.current = new SpectrogramPainter(
      context.createImageData(context.canvas.width, context.canvas.height),
      COLOURS,
      Math.max(1, Math.round(pixel)),
      { before: rowsUnder(picture, before.current), after: rowsUnder(picture, after.current) },
    );
    show();
  }, [picture, show]);

  const wanted = active && visible;
  useEffect(() => {
    if (!wanted) return undefined;
    void window.stillmic.live.requestSpectra(true);
    return () => void window.stillmic.live.requestSpectra(false);
  }, [wanted]);

  useLiveStats(({ spectra }) => {
    if (!spectra || !wanted) return;
    setSampleRate(spectra.sampleRate);
    painter.current?.add(spectra, sweep);
    show();
  });

  const top = formats.kilohertz(sampleRate / 2);
  return (
    <div className="spectrograms" role="img" aria-label={t('spectrogram.label', { kilohertz: top })}>
      <canvas ref={canvas} />
      <div ref={before} className="spectrogram spectrogram-before">
        <span className="spectrogram-name">{t('meters.before')}</span>
        <span className="spectrogram-top figure">{t('models.rate', { kilohertz: top })}</span>
      </div>
      <div ref={after} className="spectrogram spectrogram-after">
        <span className="spectrogram-name">{t('meters.after')}</span>
        {!active && <span className="spectrogram-empty">{t('spectrogram.empty')}</span>}
      </div>
    </div>
  );
};
