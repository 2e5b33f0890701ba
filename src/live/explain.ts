import type { EngineConfig, EngineReport } from '../shared/engine-messages.js';
import type { LiveSettings } from '../shared/live.js';

/**
 * Why things are other than the settings say although sound flows, as a sentence for the user; null when they are
 * not.
 *
 * @param config what the engine was told
 */
export function explain(report: EngineReport, settings: LiveSettings, config: EngineConfig): string | null {
  if (report.overload === 'bypass')
    return 'This computer is too slow for the model at the moment: your voice passes unchanged.';
  if (report.overload === 'lighter-model')
    return 'This computer is too slow for the model at the moment: a lighter one runs.';
  const monitorMissing = settings.monitor !== null && config.monitor === null;
  if (monitorMissing || report.monitorFailed)
    return 'The headphones for listening can’t be opened: plug them in, or choose others in the settings.';
  if (settings.microphone !== 'default' && config.microphone.name !== settings.microphone)
    return 'The chosen microphone is not there: the default one is used meanwhile.';
  return null;
}
