import { isDeepStrictEqual } from 'node:util';
import { app, Notification } from 'electron';
import type { LiveMicrophone } from '../../shared/live.js';
import type { FileJob } from '../../shared/file-job.js';
import type { Notices } from './notices.js';
import { inCurrentLanguage } from '../language.js';
import type { MainWindow } from '../windows/window.js';
import { words, type Words } from '../../words/words.js';

interface Parts {
  readonly live: LiveMicrophone;
  readonly notices: Notices;
  readonly onFileDone: (listener: (job: FileJob) => void) => unknown;
  readonly window: MainWindow;
}

/** Tells by desktop notifications what the window would show, while it is out of sight. Pressing one opens it. */
export function setUpNotifications({ live, notices, onFileDone, window }: Parts): void {
  const notify = (sentence: Words): void => {
    if (window.isVisible || !Notification.isSupported()) return;
    const notification = new Notification({ title: app.getName(), body: inCurrentLanguage(sentence) });
    notification.on('click', () => window.show());
    notification.show();
  };
  let lastReason: Words | null = null;
  let wasSpeaking = false;
  live.onStatus(({ state, reason, speakingWhileMuted = false }) => {
    if (speakingWhileMuted && !wasSpeaking) notify(words('state.speakingWhileMuted'));
    wasSpeaking = speakingWhileMuted;
    if (reason && !isDeepStrictEqual(reason, lastReason) && (state === 'recovering' || state === 'failed'))
      notify(reason);
    lastReason = reason;
  });
  notices.onAdded((notice) => notify(notice.words));
  onFileDone(({ name, problem }) => notify(problem ?? words('main.recordingClean', { name })));
}
