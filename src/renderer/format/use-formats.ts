import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsFor, minutesAndSeconds, type Formats } from './format.js';
import { useLanguage } from '../bridge/main-state.js';

/** Figures in the language in use. */
export const useFormats = (): Formats => {
  const language = useLanguage();
  return useMemo(() => formatsFor(language), [language]);
};

/** A length of time in words: `8 s`, `2 min 05 s`. */
export const useDurationWords = (): ((seconds: number) => string) => {
  const { t } = useTranslation();
  return (length) => {
    const { minutes, seconds } = minutesAndSeconds(length);
    return minutes > 0 ? t('duration.minutes', { minutes, seconds }) : t('duration.seconds', { seconds });
  };
};
