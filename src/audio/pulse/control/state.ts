import { UserError } from '../../../shared/user-error.js';
import { plainWords, words } from '../../../words/words.js';
import type { OwnStream, SoundDevice, SoundState } from '../../control/sound-system.js';
import { isOwnStream } from './own-streams.js';
import { labelsOf } from './labels.js';
import { isOwnNode, OWNER_PROPERTY, SINK_NAME, SOURCE_NAME } from './names.js';
import type { PulseDevice, PulseStream, ServerInfo, ServerObjects } from './objects.js';
import { virtualMicrophoneVolume, volumeOf } from './volumes.js';

const SESSION_MANAGERS = /^(WirePlumber|pipewire-media-session)$/;

/** PipeWire's placeholder while there is no sink. */
const PLACEHOLDER = 'auto_null';

/** Facts that the server does not know. */
export interface Own {
  /** Tag of the nodes that this process made. */
  readonly owner: string;
  /** The session manager that connected them; null where there is none (PulseAudio). */
  readonly sessionManager: number | null;
  /** The default microphone before ours took its place, if it did. */
  readonly previousDefault: string | null;
  /** Whether the next start would know it too. */
  readonly isPreviousDefaultKept: boolean;
}

/** The state of our sound system by the server's objects. */
export function describeState(objects: ServerObjects, own: Own): SoundState {
  const { info, sources, sinks } = objects;
  const microphones = sources.filter(isMicrophone);
  const speakers = sinks.filter(isSpeaker);
  const isVirtualDefault = info.default_source_name === SOURCE_NAME;
  const defaultSource = isVirtualDefault ? own.previousDefault : info.default_source_name;
  const volume = virtualMicrophoneVolume(objects, own.owner);
  return {
    server: serverLabel(info),
    microphones: toDevices(microphones, defaultOf(microphones, defaultSource)),
    monitors: toDevices(sources.filter(isForeignMonitor), defaultSource),
    speakers: toDevices(speakers, defaultOf(speakers, info.default_sink_name)),
    listeners: listenersOf(objects),
    ownStreams: [
      ...ownStreams('capture', objects.source_outputs, sources),
      ...ownStreams('playback', objects.sink_inputs, sinks),
    ],
    virtualMicrophoneReady: isReady(objects, own),
    isVirtualDefault,
    ...(volume && { virtualMicrophoneVolume: volume }),
    ...(isVirtualDefault && !own.isPreviousDefaultKept && { previousDefaultNotKept: true as const }),
  };
}

/**
 * Whether both nodes are there, each once, made by us and connected. PipeWire's session manager makes the connections:
 * those of a session manager that has ended do not work, although nothing shows it.
 */
function isReady(objects: ServerObjects, { owner, sessionManager }: Own): boolean {
  const [sink, ...moreSinks] = objects.sinks.filter(({ name }) => name === SINK_NAME);
  const [source, ...moreSources] = objects.sources.filter(({ name }) => name === SOURCE_NAME);
  if (!sink || !source || moreSinks.length + moreSources.length > 0) return false;
  const monitor = objects.sources.find(({ monitor_source }) => monitor_source === SINK_NAME);
  const connection = objects.source_outputs.find(
    ({ owner_module }) => owner_module !== null && owner_module === source.owner_module,
  );
  return (
    [sink, source].every(({ properties }) => properties[OWNER_PROPERTY] === owner) &&
    monitor !== undefined &&
    connection?.source === monitor.index &&
    sessionManagerOf(objects) === sessionManager
  );
}

/** Index of PipeWire's session manager; null when there is none. */
export const sessionManagerOf = ({ clients }: ServerObjects): number | null =>
  clients.find(({ properties }) => SESSION_MANAGERS.test(properties['application.name'] ?? ''))?.index ??
  null;

/** Whether people can hear what is played there: a sink that is neither ours nor a stand-in for none. */
export const isSpeaker = ({ name }: PulseDevice): boolean => !isOwnNode(name) && name !== PLACEHOLDER;

const isMonitor = (source: PulseDevice): boolean =>
  source.properties['device.class'] === 'monitor' || source.monitor_source !== '';

const isMicrophone = (source: PulseDevice): boolean => !isMonitor(source) && !isOwnNode(source.name);

/** Monitor sources of other sinks than ours. */
const isForeignMonitor = (source: PulseDevice): boolean =>
  isMonitor(source) && !isOwnNode(source.monitor_source) && source.monitor_source !== PLACEHOLDER;

/** Default device, or the first one where the default is not among them: the server would choose one itself. */
const defaultOf = (devices: readonly PulseDevice[], preferred: string | null): string | null =>
  devices.find(({ name }) => name === preferred)?.name ?? devices[0]?.name ?? null;

function toDevices(devices: readonly PulseDevice[], defaultName: string | null): SoundDevice[] {
  const labels = labelsOf(devices);
  return devices.map((device, i) => {
    const volume = volumeOf(device);
    return {
      name: device.name,
      label: labels[i] as string,
      isDefault: device.name === defaultName,
      ...formatOf(device),
      isBluetooth: isBluetooth(device),
      ...(volume && { volume }),
    };
  });
}

const isBluetooth = ({ name, properties }: PulseDevice): boolean =>
  properties['device.bus'] === 'bluetooth' ||
  properties['device.api'] === 'bluez5' ||
  /^bluez_(source|input|sink|output)\./.test(name);

/** Rate and channels of `s16le 2ch 44100Hz`. */
function formatOf({ sample_specification }: PulseDevice): Pick<SoundDevice, 'sampleRate' | 'channels'> {
  const [, channels, rate] = /(\d+)ch (\d+)Hz/.exec(sample_specification) ?? [];
  if (rate === undefined)
    throw new UserError(words('audio.answerNotUnderstood', { reason: plainWords(sample_specification) }));
  return { sampleRate: Number(rate), channels: Number(channels) };
}

function listenersOf({ sources, source_outputs }: ServerObjects): string[] {
  const virtual = sources.find(({ name }) => name === SOURCE_NAME);
  if (!virtual) return [];
  const names = source_outputs
    .filter(({ source, corked }) => source === virtual.index && !corked)
    .filter((stream) => !isOwnStream(stream))
    .map(({ properties }) => appName(properties));
  return [...new Set(names)];
}

/** Name of an app as people know it, from the properties of its stream. */
function appName(properties: Readonly<Record<string, string>>): string {
  const name = properties['application.name'] ?? properties['media.name'];
  const binary = properties['application.process.binary'];
  // Names of WebRTC apps such as Discord, of apps that come by ALSA, and of Chromium's family.
  if (name === undefined || name === 'WEBRTC VoiceEngine') return binary ?? name ?? 'an app';
  return (/^ALSA plug-in \[(.+)\]$/.exec(name) ?? /^(.+) input$/.exec(name))?.[1] ?? name;
}

function ownStreams(
  direction: OwnStream['direction'],
  streams: readonly PulseStream[],
  devices: readonly PulseDevice[],
): OwnStream[] {
  return streams.filter(isOwnStream).map((stream) => {
    const device = direction === 'capture' ? stream.source : stream.sink;
    const processId = Number(stream.properties['application.process.id']);
    const volume = volumeOf(stream);
    return {
      direction,
      index: stream.index,
      processId: Number.isInteger(processId) ? processId : null,
      device: devices.find(({ index }) => index === device)?.name ?? null,
      ...(volume && { volume }),
    };
  });
}

/** `PulseAudio 16.1` or `PipeWire 0.3.65`. */
export function serverLabel({ server_name, server_version }: ServerInfo): string {
  const pipeWire = /PipeWire ([\d.]+)/.exec(server_name)?.[1];
  return pipeWire === undefined ? `PulseAudio ${server_version}` : `PipeWire ${pipeWire}`;
}
