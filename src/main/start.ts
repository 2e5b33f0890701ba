import { app, powerMonitor, session } from 'electron';
import { basename, join } from 'node:path';
import { createLiveMicrophone } from '../live/index.js';
import { removeTelemetryLeftovers } from '../enhancer/telemetry-leftovers.js';
import { outsideArchive } from '../shared/archive.js';
import { ModelStore } from '../models/store.js';
import type { LiveMicrophone, LiveSettings } from '../shared/live.js';
import { offerControl } from '../remote-control/offer-control.js';
import type { MicrophoneMode } from '../shared/mode.js';
import { ModeSwitch } from '../shared/mode-switch.js';
import { wordsOf } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { appHandlers } from './app/app-feature.js';
import { diagnostics } from './app/diagnostics.js';
import { Notices } from './app/notices.js';
import { setUpNotifications } from './app/notifications.js';
import { isQuitting, QUIT_FLAG, setUpQuit } from './app/quit.js';
import { failureOf, setUpIpc } from './ipc.js';
import { log, setUpLog } from './log.js';
import { spawnEngine } from './microphone/engine-child.js';
import { LiveFeature } from './microphone/live-feature.js';
import { ModelsFeature } from './model-library/models-feature.js';
import { RecommendationFeature } from './recommendation/recommendation-feature.js';
import { ChosenFiles } from './recordings/chosen-files.js';
import { FilesFeature } from './recordings/files-feature.js';
import { HIDDEN_FLAG } from './settings/autostart.js';
import { MicrophoneProfiles } from './settings/microphone-profiles.js';
import { SettingsFeature } from './settings/settings-feature.js';
import { SettingsStore } from './settings/settings-store.js';
import { ShortcutsFeature } from './shortcuts/shortcuts-feature.js';
import { offerTestSeam } from './test-seam.js';
import { TrayFeature } from './tray/tray-feature.js';
import { TrayPresence } from './tray/tray-presence.js';
import { setUpCrashes } from './windows/crashes.js';
import { serveRenderer } from './windows/renderer-protocol.js';
import { setUpSecurity } from './windows/security.js';
import { MainWindow } from './windows/window.js';

/** Parts that everything else is built on. */
interface Base {
  /** Folder of the app's data. */
  readonly folder: string;
  readonly notices: Notices;
  readonly settings: SettingsStore;
  readonly presence: TrayPresence;
  readonly window: MainWindow;
  readonly store: ModelStore;
  readonly live: LiveMicrophone;
}

async function createBase(): Promise<Base> {
  const folder = app.getPath('userData');
  const settings = new SettingsStore(folder);
  const presence = new TrayPresence();
  await presence.refresh();
  const store = new ModelStore();
  const live = await createLiveMicrophone({
    settings: settings.settings.live,
    store,
    spawnEngine,
    // Threads can't be started from inside the archive.
    bundleFolder: outsideArchive(__dirname),
  });
  const window = new MainWindow(() => !presence.isThere && !isQuitting());
  return { folder, notices: new Notices(), settings, presence, window, store, live };
}

/** Commands of the tray, the shortcuts and the start itself; a failure becomes a notice. */
class Commands {
  settingsFeature: SettingsFeature | null = null;
  readonly #change = async (change: Partial<LiveSettings>): Promise<void> =>
    void (await this.settingsFeature?.apply({ live: change }));
  readonly #mode: ModeSwitch;

  constructor(
    private readonly live: LiveMicrophone,
    private readonly notices: Notices,
  ) {
    this.#mode = new ModeSwitch(live, this.#change);
  }

  readonly switch = (on: boolean): void => {
    void (on ? this.live.start() : this.live.stop()).catch(this.#report);
  };

  /** A key to change over was pressed. */
  readonly toggle = (what: Exclude<MicrophoneMode, 'off'>): void => {
    void this.#mode.toggle(what).catch(this.#report);
  };

  readonly choose = (mode: MicrophoneMode): void => {
    void this.#mode.choose(mode).catch(this.#report);
  };

  readonly configure = (change: Partial<LiveSettings>): void => {
    void this.#change(change).catch(this.#report);
  };

  /** Lets the command line and other programs of this user control the app; sound does not depend on it. */
  async offerControl(): Promise<() => Promise<void>> {
    try {
      return await offerControl(this.live, {
        program: 'app',
        change: this.#change,
      });
    } catch (error) {
      log.error('control from outside', error);
      this.notices.add('control', 'info', words('remoteControl.notOffered', { reason: wordsOf(error) }));
      return () => Promise.resolve();
    }
  }

  readonly #report = (error: unknown): void => {
    this.notices.add('action', 'problem', failureOf(error, 'tray, shortcut or start').words);
  };
}

/** The parts that the window, the tray and the shortcuts act on. */
function createFeatures(base: Base) {
  const { folder, notices, settings, window, store, live } = base;
  const commands = new Commands(live, notices);
  const liveFeature = new LiveFeature(live, window, ({ before }) => recommendation.noteTest(before));
  const shortcuts = new ShortcutsFeature(live, {
    toggle: commands.toggle,
    mute: () => commands.configure({ muted: true }),
    command: 'stillmic',
  });
  const settingsFeature = new SettingsFeature({
    store: settings,
    live,
    profiles: new MicrophoneProfiles({
      live,
      firstSettings: () => recommendation.firstSettings(),
      isInstalled: (id) =>
        store.resolve(id).then(
          () => true,
          () => false,
        ),
    }),
    window,
    notices,
    locale: app.getLocale(),
    shortcuts,
  });
  commands.settingsFeature = settingsFeature;
  const tray = new TrayFeature(live, settings, {
    choose: commands.choose,
    configure: commands.configure,
    open: () => window.show(),
    quit: () => app.quit(),
  });
  const chosen = new ChosenFiles();
  const onChanged: TrayFeature['showModels'] = (rows) => tray.showModels(rows);
  const models = new ModelsFeature({ store, settings, window, folder, chosen, onChanged });
  const recommendation: RecommendationFeature = new RecommendationFeature({
    live,
    store: settings,
    models,
    apply: (change) => settingsFeature.apply(change),
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
    onChanged: (offer) => window.send('recommendation:changed', offer),
    now: () => performance.now(),
  });
  const files = new FilesFeature(settings, window, chosen);
  return { commands, liveFeature, settingsFeature, shortcuts, tray, models, recommendation, files };
}

type Features = ReturnType<typeof createFeatures>;

function answerWindow(
  { live, notices, presence, settings, window }: Base,
  { liveFeature, settingsFeature, models, recommendation, files }: Features,
): void {
  const describe = () => diagnostics(live, settings.settings, liveFeature.lastStats);
  setUpIpc(
    {
      ...liveFeature.handlers,
      ...settingsFeature.handlers,
      ...models.handlers,
      ...recommendation.handlers,
      ...files.handlers,
      ...appHandlers({ notices, tray: presence, diagnostics: describe }),
    },
    window.isOwnFrame,
  );
  notices.onChanged((list) => window.send('app:notices', list));
}

/** Tells the user what was not asked for: notifications and notices. */
function announce({ live, notices, presence, settings, window }: Base, { files }: Features): void {
  setUpNotifications({ live, notices, onFileDone: files.onDone, window });
  window.onVisible(() => void presence.refresh());
  window.onKept(() => notices.add('no-tray', 'info', words('main.noTray')));
  if (settings.setAside)
    notices.add('settings', 'problem', words('main.settingsSetAside', { name: basename(settings.setAside) }));
}

/** A second start shows the window, unless the session made it, or an installer that wants the app to quit. */
function followStarts(window: MainWindow): void {
  app.on('second-instance', (_event, args) => {
    if (args.includes(QUIT_FLAG)) app.quit();
    else if (!args.includes(HIDDEN_FLAG)) window.show();
  });
  app.on('activate', () => window.show());
}

/** Shows the window; at login only when there is no tray to open it from. */
async function showFirst({ presence, window }: Base): Promise<void> {
  const isHiddenStart = process.argv.includes(HIDDEN_FLAG);
  if (!isHiddenStart || (!presence.isThere && !(await presence.wait()))) window.show();
}

/** Starts the app, once Electron is ready. */
export async function start(): Promise<void> {
  setUpLog();
  removeTelemetryLeftovers();
  setUpSecurity(session.defaultSession);
  serveRenderer(session.defaultSession, join(__dirname, '..', 'renderer'));
  const base = await createBase();
  setUpCrashes(base.window, base.notices);
  const features = createFeatures(base);
  const { commands, files, liveFeature, models, settingsFeature, shortcuts, tray } = features;
  answerWindow(base, features);
  announce(base, features);
  const endControl = await commands.offerControl();
  setUpQuit(async () => {
    await endControl();
    await shortcuts.close();
    files.dispose();
    tray.destroy();
    settingsFeature.dispose();
    await liveFeature.dispose();
  });
  followStarts(base.window);
  offerTestSeam({ trayMenu: () => tray.menu });
  await showFirst(base);
  if (base.settings.settings.denoiseAtStart) commands.switch(true);
  tray.showModels(await models.list());
}
