import { app, session } from 'electron';
import { basename, join } from 'node:path';
import { createLiveMicrophone } from '../live/index.js';
import { outsideArchive } from '../models/embedded.js';
import { ModelStore } from '../models/store.js';
import { onParentGone } from '../shared/parent-pipe.js';
import { makeProcessPrivate } from '../shared/private-environment.js';
import { removeTelemetryLeftovers } from '../enhancer/telemetry-leftovers.js';
import { appHandlers } from './app/app-feature.js';
import { HIDDEN_FLAG } from './settings/autostart.js';
import { ChosenFiles } from './recordings/chosen-files.js';
import { setUpCrashes } from './windows/crashes.js';
import { diagnostics } from './app/diagnostics.js';
import { FilesFeature } from './recordings/files-feature.js';
import { spawnEngine } from './microphone/engine-child.js';
import { failureOf, setUpIpc } from './ipc.js';
import { LiveFeature } from './microphone/live-feature.js';
import { log, setUpLog } from './log.js';
import { ModelsFeature } from './model-library/models-feature.js';
import { Notices } from './app/notices.js';
import { setUpNotifications } from './app/notifications.js';
import { isQuitting, setUpQuit } from './app/quit.js';
import { declareScheme, serveRenderer } from './windows/renderer-protocol.js';
import { fetchNoDictionaries, setUpSecurity } from './windows/security.js';
import { SettingsFeature } from './settings/settings-feature.js';
import { SettingsStore } from './settings/settings-store.js';
import { offerTestSeam } from './test-seam.js';
import { keepToolkitFromLoadingOpenGL } from './app/toolkit.js';
import { TrayFeature } from './tray/tray-feature.js';
import { TrayPresence } from './tray/tray-presence.js';
import { MainWindow } from './windows/window.js';
import { words } from '../words/words.js';

/** Started at login: no window, if there is a tray to open it from. */
const isHiddenStart = process.argv.includes(HIDDEN_FLAG);

async function start(): Promise<void> {
  setUpLog();
  removeTelemetryLeftovers();
  const folder = app.getPath('userData');
  const notices = new Notices();
  const settings = new SettingsStore(folder);
  const presence = new TrayPresence();
  await presence.refresh();

  setUpSecurity(session.defaultSession);
  serveRenderer(session.defaultSession, join(__dirname, '..', 'renderer'));
  const window = new MainWindow(() => !presence.isThere && !isQuitting());
  setUpCrashes(window, notices);

  const store = new ModelStore();
  const live = await createLiveMicrophone({
    settings: settings.settings.live,
    store,
    spawnEngine,
    // Threads can't be started from inside the archive.
    bundleFolder: outsideArchive(__dirname),
  });
  const liveFeature = new LiveFeature(live, window);
  const report = (error: unknown): void => {
    notices.add('action', 'problem', failureOf(error, 'tray, shortcut or start').words);
  };
  const switchTo = (on: boolean): void => void (on ? live.start() : live.stop()).catch(report);
  const settingsFeature: SettingsFeature = new SettingsFeature({
    store: settings,
    live,
    window,
    notices,
    locale: app.getLocale(),
    shortcutActions: {
      toggle: () => switchTo(live.status.state === 'off' || live.status.state === 'failed'),
      compare: () => configure({ bypass: !settings.settings.live.bypass }),
    },
  });
  const configure = (change: Partial<typeof live.settings>): void =>
    void settingsFeature.apply({ live: change }).catch(report);
  const tray = new TrayFeature(live, settings, {
    switch: switchTo,
    configure,
    open: () => window.show(),
    quit: () => app.quit(),
  });
  const chosen = new ChosenFiles();
  const models = new ModelsFeature({
    chosen,
    store,
    settings,
    window,
    folder,
    onChanged: (rows) => tray.showModels(rows),
  });
  const files = new FilesFeature(settings, window, chosen);
  const describe = () => diagnostics(live, settings.settings, liveFeature.lastStats);

  setUpIpc(
    {
      ...liveFeature.handlers,
      ...settingsFeature.handlers,
      ...models.handlers,
      ...files.handlers,
      ...appHandlers({ notices, tray: presence, diagnostics: describe }),
    },
    window.isOwnFrame,
  );
  notices.onChanged((list) => window.send('app:notices', list));
  setUpNotifications({ live, notices, files, window });
  window.onVisible(() => void presence.refresh());
  window.onKept(() => notices.add('no-tray', 'info', words('main.noTray')));
  if (settings.setAside)
    notices.add('settings', 'problem', words('main.settingsSetAside', { name: basename(settings.setAside) }));
  setUpQuit(async () => {
    files.dispose();
    tray.destroy();
    await liveFeature.dispose();
  });
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  offerTestSeam({ trayMenu: () => tray.menu });

  if (!isHiddenStart) window.show();
  else if (!presence.isThere && !(await presence.wait())) window.show();
  if (settings.settings.denoiseAtStart) switchTo(true);
  tray.showModels(await models.list());
}

makeProcessPrivate();
// `npm start`, its shell or its terminal may be gone without a word.
onParentGone(() => app.quit());
declareScheme();
fetchNoDictionaries();
keepToolkitFromLoadingOpenGL();
// Nothing here comes from a network: a process for it would only take memory.
app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
// Chromium refuses to run as root with its sandbox; every window asks for it by itself too.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// The tray and the microphone go on without a window.
app.on('window-all-closed', () => undefined);

if (!app.requestSingleInstanceLock()) app.quit();
else
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log.error('The app can’t start', error);
      app.exit(1);
    });
