import type { EngineConfig, EngineReport } from '../shared/engine-messages.js';
import type { LiveSettings } from '../shared/live.js';
import { words, type Words } from '../words/words.js';

/**
 * Why things are other than the settings say although sound flows, in words for the user; null when they are
 * not.
 *
 * @param config what the engine was told
 */
export function explain(report: EngineReport, settings: LiveSettings, config: EngineConfig): Words | null {
  if (report.overload === 'bypass') return words('live.overloadBypass');
  if (report.overload === 'lighter-model') return words('live.overloadLighterModel');
  const monitorMissing = settings.monitor !== null && config.monitor === null;
  if (monitorMissing || report.monitorFailed) return words('live.headphonesMissing');
  if (settings.microphone !== 'default' && config.microphone.name !== settings.microphone)
    return words('live.defaultMicrophoneInstead');
  return null;
}
