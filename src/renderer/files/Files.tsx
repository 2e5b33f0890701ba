import { FileAudio } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileRow } from './FileRow.js';
import { Problem } from '../controls/Problem.js';
import { useMain } from '../bridge/main-state.js';
import { useFileDrop } from '../controls/use-file-drop.js';
import type { FileQueue } from './use-file-queue.js';
import './files.css';

/** Recordings: drop them, see them cleaned, compare, save. */
export const Files = ({ queue }: { readonly queue: FileQueue }) => {
  const { t } = useTranslation();
  const { files } = useMain();
  const [chosen, setChosen] = useState<string | null>(null);
  const [closed, setClosed] = useState(false);
  const drop = useFileDrop((files) => void queue.add(files));
  // The newest finished recording is open until another one is chosen.
  const newest = [...files].reverse().find((job) => job.state === 'done')?.id ?? null;
  const open = closed ? null : files.some(({ id }) => id === chosen) ? chosen : newest;
  const toggle = (id: string) => {
    setClosed(open === id);
    setChosen(id);
  };
  return (
    <div className="page" {...drop.handlers}>
      <h1 className="visually-hidden">{t('pages.files')}</h1>
      <div className="drop" data-over={drop.over} data-empty={files.length === 0}>
        <FileAudio className="drop-icon" aria-hidden />
        <div className="grow">
          <p>{drop.over ? t('files.dropNow') : t('files.drop')}</p>
          <p className="quiet small">{t('files.dropHint')}</p>
        </div>
        <button
          type="button"
          className="button"
          onClick={() => void queue.choose()}
          aria-keyshortcuts="Control+O"
        >
          {t('files.choose')}
        </button>
      </div>
      <Problem words={queue.problem} onDismiss={queue.dismiss} />
      {files.length > 0 && (
        <ul className="file-list" aria-label={t('files.list')}>
          {files.map((job) => (
            <FileRow key={job.id} job={job} open={job.id === open} onToggle={() => toggle(job.id)} />
          ))}
        </ul>
      )}
    </div>
  );
};
