import type { AudioDevices, LiveMicrophone, Unsubscribe } from '../../shared/live.js';
import {
  microphoneInUse,
  PROFILE_SETTINGS,
  profileOf,
  profileSettings,
  withProfile,
  type ProfileSettings,
} from '../../shared/microphone-profile.js';
import type { Settings, SettingsChange, StoredChange } from '../../shared/settings.js';

interface Parts {
  readonly live: Pick<LiveMicrophone, 'listDevices' | 'onDevices'>;
  /** Settings that a microphone begins with which was never used. */
  firstSettings(): Promise<ProfileSettings>;
  isInstalled(modelId: string): Promise<boolean>;
}

/**
 * Gives each microphone its own settings: another microphone, chosen or fallen back to, brings its own ones in the same
 * change, so that the sound changes once.
 */
export class MicrophoneProfiles {
  readonly #parts: Parts;
  #devices: AudioDevices | null = null;
  #stopDevices: Unsubscribe | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Calls back when another microphone may be in use; the first time soon after the start. */
  follow(onDevices: () => void): void {
    const { live } = this.#parts;
    const take = (devices: AudioDevices): void => {
      this.#devices = devices;
      onDevices();
    };
    this.#stopDevices = live.onDevices(take);
    live.listDevices().then(
      (devices) => this.#devices ?? take(devices),
      () => undefined,
    );
  }

  /** Ends the watch over devices, whose process would outlive ours. */
  dispose(): void {
    this.#stopDevices?.();
  }

  /** Whether the microphone that a change leads to is another one than the one whose settings are in force. */
  isAnother(settings: Settings, change: SettingsChange = {}): boolean {
    const name = this.#nameInUse(settings, change);
    return name !== undefined && name !== settings.profiles[0]?.microphone;
  }

  /** A change with the settings that another microphone brings; what was asked for goes before them. */
  async withOwn(change: SettingsChange, before: Settings): Promise<SettingsChange> {
    const name = change.live && this.#nameInUse(before, change);
    if (name === undefined || !this.isAnother(before, change)) return change;
    return { ...change, live: { ...(await this.#settingsOf(name, before)), ...change.live } };
  }

  /** A change with what is kept of it for its microphone. */
  kept(change: SettingsChange, before: Settings): StoredChange {
    const name = change.live && this.#nameInUse(before, change);
    if (name === undefined || !PROFILE_SETTINGS.some((setting) => setting in (change.live ?? {})))
      return change;
    const profiles = withProfile(before.profiles, name, { ...before.live, ...change.live });
    return { ...change, profiles };
  }

  async #settingsOf(name: string, { live, profiles }: Settings): Promise<ProfileSettings> {
    const { firstSettings, isInstalled } = this.#parts;
    // The settings from before there were profiles are those of the first microphone.
    if (profiles.length === 0) return profileSettings(live);
    const known = profileOf(profiles, name);
    if (!known) return firstSettings();
    if (await isInstalled(known.modelId)) return profileSettings(known);
    return { ...profileSettings(known), modelId: (await firstSettings()).modelId };
  }

  #nameInUse({ live }: Settings, change: SettingsChange): string | undefined {
    return this.#devices ? microphoneInUse(this.#devices, { ...live, ...change.live })?.name : undefined;
  }
}
