/**
 * The one choice that window, tray, shortcuts and command line share: the clean voice, the voice as it is, digital
 * silence that no calling app can lift, or no virtual microphone at all.
 */
export type MicrophoneMode = 'on' | 'bypass' | 'mute' | 'off';

/** A key that is held: to talk while muted, or to mute while coughing. */
export type HeldKey = 'talk' | 'cough';

/** The two switches of the settings that a mode is made of. */
interface SoundSettings {
  readonly bypass: boolean;
  readonly muted: boolean;
}

/** The mode that settings mean. Muting keeps whether the voice was clean or as it is, for when it is lifted. */
export function modeOf({ bypass, muted }: SoundSettings, isOff: boolean): MicrophoneMode {
  if (isOff) return 'off';
  if (muted) return 'mute';
  return bypass ? 'bypass' : 'on';
}

/** Settings that a mode changes. */
export function settingsOfMode(mode: Exclude<MicrophoneMode, 'off'>): Partial<SoundSettings> {
  return mode === 'mute' ? { muted: true } : { muted: false, bypass: mode === 'bypass' };
}

/** The mode that a key to change over gives: this one, or, from this one, what was there before it. */
export function toggled(
  what: Exclude<MicrophoneMode, 'off'>,
  mode: MicrophoneMode,
  { bypass }: Pick<SoundSettings, 'bypass'>,
): MicrophoneMode {
  if (mode !== what) return what;
  if (what === 'on') return 'off';
  return what === 'mute' && bypass ? 'bypass' : 'on';
}

/** Whether silence is sent. */
export const isSilent = (muted: boolean, held: HeldKey | null): boolean =>
  held === 'cough' || (muted && held !== 'talk');
