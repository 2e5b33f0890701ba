import { useTranslation } from 'react-i18next';
import type { MicrophoneTest } from '../../shared/microphone-test.js';
import { useFormats } from '../format/use-formats.js';
import './speech-figures.css';

/** Noise floor, level and SNR of a recording before and after. */
export const SpeechFigures = ({ figures }: { readonly figures: MicrophoneTest['figures'] }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const orNone = (value: number | null, format: (value: number) => string) =>
    value === null ? t('test.none') : format(value);
  const rows = [
    [t('levels.noiseFloor'), (side: 'before' | 'after') => formats.dbfs(figures[side].noiseFloorDbfs)],
    [t('levels.speech'), (side: 'before' | 'after') => orNone(figures[side].speechDbfs, formats.dbfs)],
    [t('levels.snr'), (side: 'before' | 'after') => orNone(figures[side].snrDb, formats.db)],
  ] as const;
  return (
    <table className="speech-figures">
      <caption className="visually-hidden">{t('test.figures')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('meters.before')}</th>
          <th scope="col" className="speech-figures-after">
            {t('meters.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="figure">{value('before')}</td>
            <td className="figure">{value('after')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
