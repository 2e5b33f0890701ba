/**
 * What the virtual microphone sends: the clean voice, the voice as it is, or digital silence, which no calling app can
 * lift.
 */
export type SoundMode = 'on' | 'bypass' | 'mute';

/** The one choice that window, tray, shortcuts and command line share; `off` has no virtual microphone at all. */
export type MicrophoneMode = SoundMode | 'off';

/** A key that is held: to talk while muted, or to mute while coughing. */
export type HeldKey = 'talk' | 'cough';

/**
 * What is sent while a key is held.
 *
 * @param chosen  the mode that was chosen
 * @param audible the last chosen mode that was not `mute`: what talking sends
 */
export function modeWhileHeld(chosen: SoundMode, audible: 'on' | 'bypass', held: HeldKey | null): SoundMode {
  if (held === 'cough') return 'mute';
  return held === 'talk' && chosen === 'mute' ? audible : chosen;
}
