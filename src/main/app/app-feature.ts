import { app, clipboard, shell } from 'electron';
import { EXTERNAL_LINKS } from '../../shared/external-links.js';
import type { AppInfo } from '../../shared/app-info.js';
import { UserError } from '../../shared/user-error.js';
import type { HandlersOf } from '../ipc.js';
import { logFolder } from '../log.js';
import type { Notices } from './notices.js';
import type { TrayPresence } from '../tray/tray-presence.js';
import { words } from '../../words/words.js';

interface Parts {
  readonly notices: Notices;
  readonly tray: TrayPresence;
  readonly diagnostics: () => Promise<string>;
}

/** Answers what the window asks of the app itself. */
export function appHandlers({ notices, tray, diagnostics }: Parts): HandlersOf<'app'> {
  return {
    'app:info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform as AppInfo['platform'],
      locale: app.getLocale(),
      hasTray: tray.isThere,
    }),
    'app:notices': () => notices.list,
    'app:dismiss-notice': (id) => notices.dismiss(id),
    'app:diagnostics': diagnostics,
    'app:copy-diagnostics': async () => clipboard.writeText(await diagnostics()),
    'app:open-logs': async () => {
      const problem = await shell.openPath(logFolder());
      if (problem) throw new UserError(words('main.logsNotOpened', { problem, folder: logFolder() }));
    },
    'app:open-link': (link) => shell.openExternal(EXTERNAL_LINKS[link]),
    'app:quit': () => app.quit(),
  };
}
