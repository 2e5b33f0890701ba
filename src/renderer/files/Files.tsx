import { labelsOf, RECORDING_FORMATS } from '../../shared/recording-formats.js';
import { FileAudio } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileJob } from '../../shared/file-job.js';
import { useMain } from '../bridge/main-state.js';
import { Button } from '../controls/Button.js';
import { DropZone } from '../controls/DropZone.js';
import { Problem } from '../controls/Problem.js';
import { useFileDrop } from '../controls/use-file-drop.js';
import { Page } from '../pages/Page.js';
import { FileRow } from './FileRow.js';
import type { FileQueue } from './use-file-queue.js';

/** The open recording: the newest finished one, until another one is chosen or it is closed. */
const useOpenFile = (files: readonly FileJob[]) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const [isClosed, setClosed] = useState(false);
  const newest = [...files].reverse().find((job) => job.state === 'done')?.id ?? null;
  const openId = isClosed ? null : files.some(({ id }) => id === chosen) ? chosen : newest;
  const toggle = (id: string) => {
    setClosed(openId === id);
    setChosen(id);
  };
  return { openId, toggle };
};

/** Recordings: drop them, see them cleaned, compare, save. */
export const Files = ({ queue }: { readonly queue: FileQueue }) => {
  const { t } = useTranslation();
  const { files } = useMain();
  const { openId, toggle } = useOpenFile(files);
  const drop = useFileDrop((dropped) => void queue.add(dropped));
  return (
    <Page title={t('pages.files')} {...drop.handlers}>
      <DropZone
        icon={FileAudio}
        isOver={drop.isOver}
        isAlone={files.length === 0}
        words={
          <>
            <p>{t(drop.isOver ? 'files.dropNow' : 'files.drop')}</p>
            <p className="quiet small">{t('files.dropHint', { formats: labelsOf(RECORDING_FORMATS) })}</p>
          </>
        }
      >
        <Button onClick={() => void queue.choose()} aria-keyshortcuts="Control+O">
          {t('files.choose')}
        </Button>
      </DropZone>
      <Problem words={queue.problem} onDismiss={queue.dismiss} />
      {files.length > 0 && (
        <ul className="file-list" aria-label={t('files.list')}>
          {files.map((job) => (
            <FileRow key={job.id} job={job} isOpen={job.id === openId} onToggle={() => toggle(job.id)} />
          ))}
        </ul>
      )}
    </Page>
  );
};
