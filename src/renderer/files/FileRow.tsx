import { ChevronDown, ChevronRight, Save, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FileJob } from '../../shared/file-job.js';
import { useMain } from '../bridge/main-state.js';
import { useAction } from '../bridge/use-action.js';
import { useSentence } from '../bridge/use-sentence.js';
import { Button, IconButton } from '../controls/Button.js';
import { Problem } from '../controls/Problem.js';
import { ProgressBar } from '../controls/ProgressBar.js';
import { useDurationWords, useFormats } from '../format/use-formats.js';
import { useModelWords } from '../model-list/use-model-options.js';
import { FileComparison } from './FileComparison.js';
import './file-row.css';

interface Props {
  readonly job: FileJob;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** State of the work on a recording. */
const useStateText = (job: FileJob): string => {
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

/** Name and state. */
const FileHeading = ({ job }: { readonly job: FileJob }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { models } = useMain();
  const { words } = useModelWords();
  const state = useStateText(job);
  const model = words(models.find(({ id }) => id === job.modelId) ?? { id: job.modelId, name: job.modelId });
  return (
    <div className="grow">
      <p className="one-line file-name" title={job.name}>
        {job.name}
      </p>
      <p
        className="quiet small tabular file-state"
        title={t('files.with', { model, strength: formats.percent(job.strength) })}
      >
        {state}
      </p>
    </div>
  );
};

const SaveButton = ({ job, onSave }: { readonly job: FileJob; readonly onSave: () => void }) => {
  const { t } = useTranslation();
  return (
    <Button
      kind={job.savedAs === null ? 'main' : undefined}
      aria-label={t('files.saveNamed', { name: job.name })}
      onClick={onSave}
    >
      <Save className="icon" aria-hidden />
      {t('files.save')}
    </Button>
  );
};

/** Opens and closes the comparison. */
const CompareButton = ({ name, isOpen, onToggle }: Omit<Props, 'job'> & { readonly name: string }) => {
  const { t } = useTranslation();
  return (
    <IconButton
      icon={isOpen ? ChevronDown : ChevronRight}
      label={t('files.compareNamed', { name })}
      aria-expanded={isOpen}
      onClick={onToggle}
    />
  );
};

/** Remarks on how the recording was read. */
const Notes = ({ notes }: Pick<FileJob, 'notes'>) => {
  const sentence = useSentence();
  return notes.map((note) => (
    <p key={note.key} className="quiet small">
      {sentence(note)}
    </p>
  ));
};

/** One recording: its state, what can be done with it, and when it is done the comparison. */
export const FileRow = ({ job, isOpen, onToggle }: Props) => {
  const { t } = useTranslation();
  const cancel = useAction(window.stillmic.files.cancel);
  const remove = useAction(window.stillmic.files.remove);
  const save = useAction(window.stillmic.files.save);
  const { id, name } = job;
  const isDone = job.state === 'done';
  const isUnfinished = job.state === 'running' || job.state === 'waiting';
  return (
    <li className="entry file">
      <div className="row">
        {isDone ? (
          <CompareButton name={name} isOpen={isOpen} onToggle={onToggle} />
        ) : (
          <span className="file-indent" />
        )}
        <FileHeading job={job} />
        {isDone && <SaveButton job={job} onSave={() => void save.run(id)} />}
        <IconButton
          icon={X}
          label={t(isUnfinished ? 'files.cancelNamed' : 'files.removeNamed', { name })}
          title={t(isUnfinished ? 'files.cancel' : 'files.remove')}
          onClick={() => void (isUnfinished ? cancel : remove).run(id)}
        />
      </div>
      {isUnfinished && (
        <ProgressBar
          label={t('files.progress', { name })}
          share={job.state === 'running' ? job.progress : 0}
        />
      )}
      <Notes notes={job.notes} />
      <Problem words={job.problem ?? save.problem ?? cancel.problem ?? remove.problem} />
      {isDone && isOpen && <FileComparison job={job} />}
    </li>
  );
};
