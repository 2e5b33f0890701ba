import type { EngineConfig, EngineReport } from '../shared/engine-messages.js';
import { DEFAULT_DEVICE, type LiveSettings } from '../shared/live.js';
import type { Degradation } from './engine-faults.js';
import { words, type Words } from '../words/words.js';

function fallbackWords({ fallback, fallbackCause }: EngineReport): Words {
  if (fallbackCause === 'unusable-output')
    return words(fallback === 'bypass' ? 'live.faultBypass' : 'live.faultLighterModel');
  return words(fallback === 'bypass' ? 'live.overloadBypass' : 'live.overloadLighterModel');
}

function degradationWords(degradation: Degradation): Words | null {
  if (degradation === 'bypass') return words('live.faultyEngineBypass');
  return degradation === 'lighter-model' ? words('live.faultyEngineLighterModel') : null;
}

/**
 * Says why the sound is not as the settings want it although it flows; null when it is.
 *
 * @param config      configuration that the engine was given
 * @param degradation what the supervisor runs in place of the chosen model
 */
export function explain(
  report: EngineReport,
  settings: LiveSettings,
  config: EngineConfig,
  degradation: Degradation,
): Words | null {
  if (degradation !== 'none') return degradationWords(degradation);
  if (report.fallback !== 'none') return fallbackWords(report);
  const monitorMissing = settings.monitor !== null && config.monitor === null;
  if (monitorMissing || report.monitorFailed) return words('live.headphonesMissing');
  if (settings.microphone !== DEFAULT_DEVICE && config.microphone.name !== settings.microphone)
    return words('live.defaultMicrophoneInstead');
  return null;
}
