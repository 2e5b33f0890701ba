import { ChevronDown, ChevronRight, Save, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FileJob } from '../../shared/file-job.js';
import { useDurationWords, useFormats } from '../format/use-formats.js';
import { useMain } from '../bridge/main-state.js';
import { useModelWords } from '../model-list/use-model-options.js';
import { useAction } from '../bridge/use-action.js';
import { FileComparison } from './FileComparison.js';
import { Problem } from '../controls/Problem.js';
import { ProgressBar } from '../controls/ProgressBar.js';

interface Props {
  readonly job: FileJob;
  readonly open: boolean;
  readonly onToggle: () => void;
}

const useStateWords = (job: FileJob): string => {
  const { t } = useTranslation();
  const formats = useFormats();
  const duration = useDurationWords();
  switch (job.state) {
    case 'running':
      return job.secondsLeft === null
        ? t('files.starting')
        : t('files.running', {
            percent: formats.percent(Math.floor(100 * job.progress)),
            left: duration(job.secondsLeft),
          });
    case 'done':
      return job.savedAs === null ? t('files.unsaved') : t('files.saved', { name: job.savedAs });
    default:
      return t(`files.${job.state}`);
  }
};

/** One recording: its state, what can be done with it, and when it is done the comparison. */
export const FileRow = ({ job, open, onToggle }: Props) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { models } = useMain();
  const { words } = useModelWords();
  const state = useStateWords(job);
  const cancel = useAction(window.stillmic.files.cancel);
  const remove = useAction(window.stillmic.files.remove);
  const save = useAction(window.stillmic.files.save);
  const { id, name } = job;
  const unfinished = job.state === 'running' || job.state === 'waiting';
  const model = words(
    models.find((each) => each.id === job.modelId) ?? { id: job.modelId, name: job.modelId },
  );
  const details = t('files.with', { model, strength: formats.percent(job.strength) });
  return (
    <li className="file">
      <div className="row">
        {job.state === 'done' ? (
          <button
            type="button"
            className="button button-plain button-icon"
            aria-expanded={open}
            aria-label={t('files.compareNamed', { name })}
            onClick={onToggle}
          >
            {open ? (
              <ChevronDown className="icon" aria-hidden />
            ) : (
              <ChevronRight className="icon" aria-hidden />
            )}
          </button>
        ) : (
          <span className="file-indent" />
        )}
        <div className="grow">
          <p className="one-line file-name" title={name}>
            {name}
          </p>
          <p className="quiet small figure one-line" title={details}>
            {state}
          </p>
        </div>
        {job.state === 'done' && (
          <button
            type="button"
            className={`button${job.savedAs === null ? ' button-main' : ''}`}
            aria-label={t('files.saveNamed', { name })}
            onClick={() => void save.run(id)}
          >
            <Save className="icon" aria-hidden />
            {t('files.save')}
          </button>
        )}
        <button
          type="button"
          className="button button-plain button-icon"
          aria-label={t(unfinished ? 'files.cancelNamed' : 'files.removeNamed', { name })}
          title={t(unfinished ? 'files.cancel' : 'files.remove')}
          onClick={() => void (unfinished ? cancel : remove).run(id)}
        >
          <X className="icon" aria-hidden />
        </button>
      </div>
      {unfinished && (
        <ProgressBar
          label={t('files.progress', { name })}
          share={job.state === 'running' ? job.progress : 0}
        />
      )}
      <Problem words={job.problem ?? save.problem ?? cancel.problem ?? remove.problem} />
      {job.state === 'done' && open && <FileComparison job={job} />}
    </li>
  );
};
