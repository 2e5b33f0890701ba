import { app, dialog } from 'electron';
import { wordsOf } from '../../shared/user-error.js';
import { languageOf } from '../../words/languages.js';
import { sayInWindow } from '../../words/say.js';
import { words } from '../../words/words.js';
import { log } from '../log.js';

const EXIT_CODE = 1;

/** Says in a dialog why the app can't start and what to do, then ends it. The settings may be out of reach. */
export async function failToStart(error: unknown): Promise<void> {
  log.error('The app can’t start', error);
  await app.whenReady();
  const language = languageOf('system', app.getLocale());
  // Before a window there is only this dialog; it waits until it is closed.
  dialog.showErrorBox(sayInWindow(words('main.notStarted'), language), sayInWindow(wordsOf(error), language));
  app.exit(EXIT_CODE);
}
