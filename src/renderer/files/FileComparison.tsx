import { useTranslation } from 'react-i18next';
import type { FileJob } from '../../shared/file-job.js';
import { PREVIEW_LIMIT_SECONDS, usePreview } from './use-preview.js';
import { LazyPairPlayer } from '../player/LazyPairPlayer.js';
import { Note } from '../controls/Note.js';
import { Problem } from '../controls/Problem.js';

/** Both sides of a finished recording. */
export const FileComparison = ({ job }: { readonly job: FileJob }) => {
  const { t } = useTranslation();
  const preview = usePreview(job);
  switch (preview.state) {
    case 'too-long':
      return <Note>{t('files.tooLong', { minutes: PREVIEW_LIMIT_SECONDS / 60 })}</Note>;
    case 'loading':
      return <p className="quiet">{t('files.loading')}</p>;
    case 'failed':
      return <Problem words={preview.words} />;
    case 'ready':
      return (
        <LazyPairPlayer before={preview.before} after={preview.after} gains={preview.gains} withSpectrogram />
      );
  }
};
