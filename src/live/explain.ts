import type { EngineConfig, EngineReport } from '../shared/engine-messages.js';
import { DEFAULT_DEVICE, type LiveSettings } from '../shared/live.js';
import { words, type Words } from '../words/words.js';

function fallbackWords({ fallback, fallbackCause }: EngineReport): Words {
  if (fallbackCause === 'unusable-output')
    return words(fallback === 'bypass' ? 'live.faultBypass' : 'live.faultLighterModel');
  return words(fallback === 'bypass' ? 'live.overloadBypass' : 'live.overloadLighterModel');
}

/**
 * Says why the sound is not as the settings want it although it flows; null when it is.
 *
 * @param config configuration that the engine was given
 */
export function explain(report: EngineReport, settings: LiveSettings, config: EngineConfig): Words | null {
  if (report.fallback !== 'none') return fallbackWords(report);
  const monitorMissing = settings.monitor !== null && config.monitor === null;
  if (monitorMissing || report.monitorFailed) return words('live.headphonesMissing');
  if (settings.microphone !== DEFAULT_DEVICE && config.microphone.name !== settings.microphone)
    return words('live.defaultMicrophoneInstead');
  return null;
}
