import { app, type Session } from 'electron';
import { log } from '../log.js';
import { isOwnUrl } from './renderer-protocol.js';

/** The page may load itself and what it made in memory. Everything else, so all network, is refused. */
const isLocal = (url: string): boolean => isOwnUrl(url) || /^(blob|data|devtools):/.test(url);

/**
 * Keeps Chromium's spell checker from fetching dictionaries from Google, which it does for every new session, even
 * where no page may check its spelling. Call it before the app is ready.
 */
export function fetchNoDictionaries(): void {
  app.on('session-created', (session) => {
    session.setSpellCheckerEnabled(false);
    session.setSpellCheckerLanguages([]);
  });
}

/** No page leaves the app, opens a window or a webview, or gets a permission. */
export function setUpSecurity(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn(`Refused the permission “${permission}”`);
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isLocal(url) }));
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void }, url: string): void => {
      if (isOwnUrl(url)) return;
      event.preventDefault();
      log.warn('Refused to navigate away from the page');
    };
    contents.on('will-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
