import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.js';
import { useVisible } from '../hooks/use-visible.js';
import { useSpectrogramPicture } from './use-spectrogram-picture.js';
import './spectrogram.css';

/** The spectrum over time, before above after; runs left, or sweeps in place where motion isn't wanted. */
export const Spectrogram = ({ isActive }: { readonly isActive: boolean }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const isVisible = useVisible();
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLDivElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const sampleRate = useSpectrogramPicture(isActive && isVisible, { canvas, before, after });
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
        {!isActive && <span className="spectrogram-empty">{t('spectrogram.empty')}</span>}
      </div>
    </div>
  );
};
