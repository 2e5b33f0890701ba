import { useTranslation } from 'react-i18next';
import { microphoneInUse, profileOf } from '../../shared/microphone-profile.js';
import { useMain } from '../bridge/main-state.js';
import { useFormats } from '../format/use-formats.js';
import { useModelWords } from '../model-list/use-model-options.js';

/** The settings that a microphone has of its own, in one line; undefined for one that was never used. */
export const useOwnSettings = (): ((microphone: string) => string | undefined) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { words } = useModelWords();
  const { models, settings } = useMain();
  return (microphone) => {
    const profile = profileOf(settings.profiles, microphone);
    if (!profile) return undefined;
    const { modelId: id, strength, voiceGate } = profile;
    const model = words(models.find((candidate) => candidate.id === id) ?? { id, name: id });
    return [model, formats.percent(strength), voiceGate && t('settings.voiceGate')]
      .filter(Boolean)
      .join(' · ');
  };
};

/** Whose the model and the strength are that are shown; undefined while there is no microphone. */
export const useWhoseSettings = (): string | undefined => {
  const { t } = useTranslation();
  const { devices, settings } = useMain();
  const microphone = microphoneInUse(devices, settings.live);
  return microphone && t('home.ownSettings', { name: microphone.label });
};
