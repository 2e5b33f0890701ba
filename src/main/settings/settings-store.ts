import Conf from 'conf';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileError } from '../../files/file-errors.js';
import { Emitter } from '../../shared/emitter.js';
import {
  DEFAULT_SETTINGS,
  restoreSettings,
  withChange,
  type Settings,
  type StoredChange,
} from '../../shared/settings.js';

/** The settings in one JSON file that is replaced as a whole. */
export class SettingsStore {
  readonly #file: Conf;
  readonly #changed = new Emitter<{ settings: Settings; before: Settings }>();
  readonly onChanged = this.#changed.on;
  /** Where an unreadable settings file was put aside when the store was opened; null when it was fine. */
  readonly setAside: string | null = null;
  #settings: Settings = DEFAULT_SETTINGS;

  /** @param folder where `settings.json` lies or will lie */
  constructor(folder: string) {
    const open = () => new Conf({ cwd: folder, configName: 'settings' });
    let file: Conf | undefined;
    try {
      file = open();
      if (file.size > 0) this.#settings = restoreSettings(file.store);
    } catch {
      const path = join(folder, 'settings.json');
      this.setAside = `${path}.bad`;
      renameSync(path, this.setAside);
      file = open();
    }
    this.#file = file;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** @throws UserError when the file can't be written; the change is not made then */
  change(change: StoredChange): Settings {
    const before = this.#settings;
    const settings = withChange(before, change);
    try {
      this.#file.store = { ...settings };
    } catch (error) {
      throw fileError('write', this.#file.path, error);
    }
    this.#settings = settings;
    this.#changed.emit({ settings, before });
    return settings;
  }
}
