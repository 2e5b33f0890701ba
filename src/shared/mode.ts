/**
 * The one choice that window, tray, shortcuts and command line share: the clean voice, the voice as it is, digital
 * silence that no calling app can lift, or no virtual microphone at all.
 */
export type MicrophoneMode = 'on' | 'bypass' | 'mute' | 'off';

/** A key that is held: to talk while muted, or to mute while coughing. */
export type HeldKey = 'talk' | 'cough';

/**
 * Longest hold of a key to talk whose state nobody can ask for, ms: its release may have been lost, and the
 * microphone would stay open.
 */
export const UNSEEN_TALK_LIMIT_MS = 5 * 60_000;

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

/** Effect of a key to change over: whether it is off afterwards, and the settings that it changes first. */
export interface ModeChange {
  readonly isOff: boolean;
  readonly settings: Partial<SoundSettings>;
}

/**
 * Mode after a key to change over. One that isn't for muting never lifts a mute: it changes what follows it, and what
 * was switched off while muted is switched on muted.
 */
export function toggled(
  what: Exclude<MicrophoneMode, 'off'>,
  { bypass, muted }: SoundSettings,
  isOff: boolean,
): ModeChange {
  switch (what) {
    case 'on':
      return { isOff: !isOff, settings: {} };
    case 'bypass':
      return { isOff: false, settings: { bypass: isOff || !bypass } };
    case 'mute':
      return { isOff: false, settings: { muted: isOff || !muted } };
  }
}

/** The key that counts of those that are held: silence is the safe side. */
export const strongestOf = (held: Iterable<HeldKey>): HeldKey | null => {
  const keys = new Set(held);
  return keys.has('cough') ? 'cough' : keys.has('talk') ? 'talk' : null;
};

/** Whether silence is sent. */
export const isSilent = (muted: boolean, held: HeldKey | null): boolean =>
  held === 'cough' || (muted && held !== 'talk');
