import { embeddedVoiceDetectorFile } from '../models/embedded.js';
import type { EngineConfig, EngineDevice, EngineModel } from '../shared/engine-messages.js';
import { DEFAULT_DEVICE, type LiveSettings } from '../shared/live.js';
import type { SoundDevice, SoundState, VirtualMicrophone } from '../audio/control/open-sound-system.js';

/** The device that a setting stands for now; undefined when it isn't there. */
const findDevice = (devices: readonly SoundDevice[], wanted: string): SoundDevice | undefined =>
  devices.find(({ name, isDefault }) => (wanted === DEFAULT_DEVICE ? isDefault : name === wanted));

const engineDevice = ({ name, sampleRate }: SoundDevice): EngineDevice => ({ name, sampleRate });

/**
 * Configuration of the engine for these devices and settings.
 *
 * @throws UserError when the voice gate is wanted and its model is missing from the installation
 */
export function engineConfig(
  settings: LiveSettings,
  microphone: SoundDevice,
  state: SoundState,
  virtualMicrophone: VirtualMicrophone,
  models: { readonly chosen: EngineModel; readonly lighter: EngineModel | null },
  extra: Pick<EngineConfig, 'idle' | 'muted' | 'statsPerSecond' | 'spectra'>,
): EngineConfig {
  const monitor = settings.monitor === null ? undefined : findDevice(state.speakers, settings.monitor);
  return {
    microphone: {
      ...engineDevice(microphone),
      channels: microphone.channels ?? 1,
      channel: settings.channel,
    },
    playback: { name: virtualMicrophone.playbackDevice, sampleRate: virtualMicrophone.playbackRate },
    monitor: monitor ? engineDevice(monitor) : null,
    monitorTap: settings.monitorTap,
    model: models.chosen,
    lighterModel: models.lighter,
    overloadPolicy: settings.overloadPolicy,
    voiceDetector: settings.voiceGate ? embeddedVoiceDetectorFile() : null,
    strength: settings.strength,
    bypass: settings.bypass,
    releaseMicrophone:
      settings.releaseMicrophone === 'always' ||
      (settings.releaseMicrophone === 'bluetooth' && microphone.isBluetooth === true),
    ...extra,
  };
}
