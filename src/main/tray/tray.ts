import { app, Menu, nativeImage, Tray } from 'electron';
import { join } from 'node:path';
import { stateWords } from '../../shared/state-words.js';
import { inCurrentLanguage } from '../language.js';
import { trayIconOf, trayMenu, type TrayActions, type TrayIcon, type TrayState } from './tray-menu.js';

const iconFile = (icon: TrayIcon): string => join(app.getAppPath(), 'assets', 'tray', `${icon}.png`);

/** The icon in the desktop's tray. It shows the state and has the everyday switches in its menu. */
export class TrayIconAndMenu {
  readonly #tray: Tray;
  #shown: TrayIcon | null = null;
  /** The menu as it was last shown. */
  menu: Menu | null = null;

  constructor(private readonly actions: TrayActions) {
    this.#tray = new Tray(nativeImage.createFromPath(iconFile('off')));
    this.#tray.on('click', () => actions.open());
  }

  update(state: TrayState): void {
    // At the end the microphone still says that it is off.
    if (this.#tray.isDestroyed()) return;
    const icon = trayIconOf(state.status);
    if (icon !== this.#shown) this.#tray.setImage(nativeImage.createFromPath(iconFile(icon)));
    this.#shown = icon;
    this.#tray.setToolTip(`${app.getName()}: ${inCurrentLanguage(stateWords(state.status))}`);
    this.menu = Menu.buildFromTemplate(trayMenu(state, this.actions));
    this.#tray.setContextMenu(this.menu);
  }

  destroy(): void {
    this.#tray.destroy();
  }
}
