import type { ModelListing } from '../../shared/model-listing.js';
import type { AudioDevice, LiveMicrophone, Unsubscribe } from '../../shared/live.js';
import type { SettingsStore } from '../settings/settings-store.js';
import { TrayIconAndMenu } from './tray.js';
import type { TrayActions } from './tray-menu.js';

/** Keeps the tray up to date with the microphone, the settings, the devices and the models. */
export class TrayFeature {
  readonly #tray: TrayIconAndMenu;
  readonly #stopDevices: Unsubscribe;
  #microphones: readonly AudioDevice[] = [];
  #models: TrayModels = [];

  constructor(
    private readonly live: LiveMicrophone,
    private readonly settings: SettingsStore,
    actions: TrayActions,
  ) {
    this.#tray = new TrayIconAndMenu(actions);
    live.onStatus(() => this.#update());
    this.#stopDevices = live.onDevices(({ microphones }) => this.#showMicrophones(microphones));
    settings.onChanged(() => this.#update());
    this.#update();
    void live.listDevices().then(
      ({ microphones }) => this.#showMicrophones(microphones),
      () => undefined,
    );
  }

  get menu() {
    return this.#tray.menu;
  }

  showModels(models: readonly ModelListing[]): void {
    this.#models = models.filter(({ state }) => state === 'installed');
    this.#update();
  }

  destroy(): void {
    this.#stopDevices();
    this.#tray.destroy();
  }

  #showMicrophones(microphones: readonly AudioDevice[]): void {
    this.#microphones = microphones;
    this.#update();
  }

  #update(): void {
    this.#tray.update({
      status: this.live.status,
      settings: this.settings.settings.live,
      microphones: this.#microphones,
      models: this.#models,
    });
  }
}

type TrayModels = readonly Pick<ModelListing, 'id' | 'name'>[];
