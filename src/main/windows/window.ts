import { app, BrowserWindow, nativeTheme, type WebFrameMain } from 'electron';
import { join } from 'node:path';
import { Emitter } from '../../shared/emitter.js';
import type { EventChannel, Events } from '../../shared/ipc.js';
import { SMALLEST_WINDOW_SIZE, WINDOW_BACKGROUND, WINDOW_SIZE } from '../../shared/window-frame.js';
import { log } from '../log.js';
import { PAGE } from './renderer-protocol.js';

/** A renderer that crashes more often than this in a minute is not started again. */
const MAX_CRASHES_A_MINUTE = 3;

/** The desktop takes a moment to minimise a window, and not every one says when it has. */
const MINIMISED_AFTER_MS = 500;

/**
 * The app's one window. It keeps no state: closing it destroys it, which leaves only the tray and the engine,
 * and opening it asks main for everything again.
 */
export class MainWindow {
  #window: BrowserWindow | null = null;
  readonly #visible = new Emitter<boolean>();
  readonly #kept = new Emitter<void>();
  readonly #closed = new Emitter<void>();
  readonly #crashed = new Emitter<{ reason: string; isLast: boolean }>();
  #crashes: number[] = [];
  /** The window came on screen or left it. */
  readonly onVisible = this.#visible.on;
  /** Closing the window minimised it. */
  readonly onKept = this.#kept.on;
  readonly onClosed = this.#closed.on;
  /** The renderer crashed, with Chromium's reason. It was loaded again, unless this was the last attempt. */
  readonly onCrashed = this.#crashed.on;

  /** @param keepOnClose asked when the user closes the window: true minimises it instead */
  constructor(private readonly keepOnClose: () => boolean) {}

  get isVisible(): boolean {
    return this.#window !== null && this.#window.isVisible() && !this.#window.isMinimized();
  }

  get electronWindow(): BrowserWindow | null {
    return this.#window;
  }

  /** Whether a frame is the top frame of this window, showing our page. */
  readonly isOwnFrame = (frame: WebFrameMain | null): boolean => {
    if (!frame || !this.#window || this.#window.isDestroyed()) return false;
    return frame === this.#window.webContents.mainFrame && frame.url.split('#')[0] === PAGE;
  };

  /** Opens the window, or brings it to the front. */
  show(): void {
    if (!this.#window) {
      this.#window = this.#create();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  send<C extends EventChannel>(channel: C, value: Events[C]): void {
    this.#window?.webContents.send(channel, value);
  }

  #create(): BrowserWindow {
    const window = new BrowserWindow({
      ...WINDOW_SIZE,
      minWidth: SMALLEST_WINDOW_SIZE.width,
      minHeight: SMALLEST_WINDOW_SIZE.height,
      title: app.getName(),
      icon:
        process.platform === 'linux' ? join(app.getAppPath(), 'assets', 'icons', '256x256.png') : undefined,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? WINDOW_BACKGROUND.dark : WINDOW_BACKGROUND.light,
      webPreferences: {
        preload: join(__dirname, '..', 'preload', 'index.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        // Chromium would fetch dictionaries.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    window.removeMenu();
    window.once('ready-to-show', () => window.show());
    for (const name of ['show', 'restore'] as const)
      window.on(name as 'show', () => this.#visible.emit(true));
    for (const name of ['hide', 'minimize'] as const)
      window.on(name as 'hide', () => this.#visible.emit(false));
    window.on('close', (event) => {
      if (!this.keepOnClose()) return;
      event.preventDefault();
      window.minimize();
      // Not while the window still counts as seen: what is said then would only be said in it.
      setTimeout(() => this.#kept.emit(), MINIMISED_AFTER_MS);
    });
    window.on('closed', () => {
      this.#window = null;
      this.#closed.emit();
      this.#visible.emit(false);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => this.#recover(window, reason));
    void window.loadURL(PAGE).catch((error: unknown) => log.error('The page can’t be loaded', error));
    return window;
  }

  #recover(window: BrowserWindow, reason: string): void {
    log.error(`The renderer is gone: ${reason}`);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < 60_000), now];
    const isLast = this.#crashes.length > MAX_CRASHES_A_MINUTE;
    if (isLast) window.destroy();
    // Not while Chromium still tells of the crash.
    else setImmediate(() => window.webContents.reload());
    this.#crashed.emit({ reason, isLast });
  }
}
