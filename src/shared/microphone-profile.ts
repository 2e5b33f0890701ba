import { DEFAULT_DEVICE, type AudioDevice, type LiveSettings } from './live.js';

/** Settings that belong to a microphone; all others belong to the computer. */
export type ProfileSettings = Pick<LiveSettings, 'modelId' | 'strength' | 'voiceGate'>;

/** Names of the settings that belong to a microphone. */
export const PROFILE_SETTINGS = [
  'modelId',
  'strength',
  'voiceGate',
] as const satisfies readonly (keyof ProfileSettings)[];

/** Microphones that are remembered; the one that was not used for longest is forgotten first. */
export const MAX_PROFILES = 24;

/** A recommendation that was answered: it is not made again on the same basis. */
export interface AnsweredOffer {
  readonly modelId: string;
  readonly basis: string;
}

/** Answers that are remembered of a microphone; the oldest is forgotten first. */
export const MAX_ANSWERS = 12;

/** A microphone with its own settings. */
export interface MicrophoneProfile extends ProfileSettings {
  /** Stable name of the device. */
  readonly microphone: string;
  /** The newest first. */
  readonly answered: readonly AnsweredOffer[];
}

/** The settings of a microphone among others. */
export const profileSettings = ({ modelId, strength, voiceGate }: ProfileSettings): ProfileSettings => ({
  modelId,
  strength,
  voiceGate,
});

export const profileOf = (
  profiles: readonly MicrophoneProfile[],
  microphone: string,
): MicrophoneProfile | undefined => profiles.find((profile) => profile.microphone === microphone);

/** The profiles with this microphone's settings, the one used last first, and no more than are remembered. */
export const withProfile = (
  profiles: readonly MicrophoneProfile[],
  microphone: string,
  settings: ProfileSettings,
): MicrophoneProfile[] =>
  [
    { microphone, ...profileSettings(settings), answered: profileOf(profiles, microphone)?.answered ?? [] },
    ...profiles.filter((profile) => profile.microphone !== microphone),
  ].slice(0, MAX_PROFILES);

/** The profiles with an answer of this microphone's user. */
export const withAnswer = (
  profiles: readonly MicrophoneProfile[],
  microphone: string,
  { modelId, basis }: AnsweredOffer,
): MicrophoneProfile[] =>
  profiles.map((profile) =>
    profile.microphone === microphone
      ? { ...profile, answered: [{ modelId, basis }, ...profile.answered].slice(0, MAX_ANSWERS) }
      : profile,
  );

/** The microphone that settings stand for now: the chosen one, or the default one meanwhile, if allowed. */
export function microphoneInUse<D extends AudioDevice>(
  { microphones, monitors = [] }: { readonly microphones: readonly D[]; readonly monitors?: readonly D[] },
  settings: Pick<LiveSettings, 'microphone' | 'fallBackToDefaultMicrophone'>,
): D | undefined {
  const isWanted = ({ name }: D): boolean => name === settings.microphone;
  const usual = microphones.find(({ isDefault }) => isDefault);
  if (settings.microphone === DEFAULT_DEVICE) return usual;
  // The sound of speakers counts only where it was chosen by its name.
  const chosen = microphones.find(isWanted) ?? monitors.find(isWanted);
  return chosen ?? (settings.fallBackToDefaultMicrophone ? usual : undefined);
}
