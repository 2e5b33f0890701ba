import { app } from 'electron';
import { onParentGone } from '../shared/parent-pipe.js';
import { makeProcessPrivate } from '../shared/private-environment.js';
import { enableChromiumFeatures } from './app/chromium-features.js';
import { QUIT_FLAG } from './app/quit.js';
import { isOnlyInstance } from './app/single-instance.js';
import { failToStart } from './app/start-failure.js';
import { keepToolkitFromLoadingOpenGL } from './app/toolkit.js';
import { start } from './start.js';
import { declareScheme } from './windows/renderer-protocol.js';
import { fetchNoDictionaries } from './windows/security.js';

makeProcessPrivate();
// `npm start`, its shell or its terminal may be gone without a word.
onParentGone(() => app.quit());
/** Windows finds shortcut, notifications and login entry by this id, the `appId` of electron-builder.yml. */
app.setAppUserModelId('app.stillmic.Stillmic');
declareScheme();
fetchNoDictionaries();
keepToolkitFromLoadingOpenGL();
enableChromiumFeatures();
// Chromium refuses to run as root with its sandbox; every window asks for it by itself too.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// The tray and the microphone go on without a window.
app.on('window-all-closed', () => undefined);

try {
  if (isOnlyInstance() && !process.argv.includes(QUIT_FLAG))
    void app.whenReady().then(start).catch(failToStart);
  else app.quit();
} catch (error) {
  void failToStart(error);
}
