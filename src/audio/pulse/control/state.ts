import { OWN_APPLICATION_ID } from '../../../shared/application.js';
import type { OwnStream, SoundDevice, SoundState } from '../../control/sound-system.js';
import { isOwnNode, OWNER_PROPERTY, SINK_NAME, SOURCE_NAME } from './names.js';
import type { PulseDevice, PulseStream, ServerInfo, ServerObjects } from './objects.js';

const SESSION_MANAGERS = /^(WirePlumber|pipewire-media-session)$/;

/** PipeWire's placeholder while there is no sink. */
const PLACEHOLDER = 'auto_null';

/** What the server can't tell. */
export interface Own {
  /** Tag of the nodes that this process made. */
  readonly owner: string;
  /** The session manager that connected them; null where there is none (PulseAudio). */
  readonly sessionManager: number | null;
  /** The default microphone before ours took its place, if it did. */
  readonly previousDefault: string | null;
}

/** What the server's objects mean for us. */
export function describeState(objects: ServerObjects, own: Own): SoundState {
  const { info, sources, sinks } = objects;
  const microphones = sources.filter(isMicrophone);
  const speakers = sinks.filter(isSpeaker);
  const isVirtualDefault = info.default_source_name === SOURCE_NAME;
  const defaultSource = isVirtualDefault ? own.previousDefault : info.default_source_name;
  return {
    server: serverLabel(info),
    microphones: toDevices(microphones, defaultSource),
    speakers: toDevices(speakers, info.default_sink_name),
    listeners: listenersOf(objects),
    ownStreams: [
      ...ownStreams('capture', objects.source_outputs, sources),
      ...ownStreams('playback', objects.sink_inputs, sinks),
    ],
    virtualMicrophoneReady: isReady(objects, own),
    isVirtualDefault,
  };
}

/**
 * Both nodes, each once, made by us and connected. PipeWire's session manager makes the connections: those that
 * another one made don't work, though all looks well.
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

export const isSpeaker = ({ name }: PulseDevice): boolean => !isOwnNode(name) && name !== PLACEHOLDER;

const isMonitor = (source: PulseDevice): boolean =>
  source.properties['device.class'] === 'monitor' || source.monitor_source !== '';

const isMicrophone = (source: PulseDevice): boolean => !isMonitor(source) && !isOwnNode(source.name);

/** Devices with the names that people know; those that share a name get a number. The default one comes first known. */
function toDevices(devices: readonly PulseDevice[], preferred: string | null): SoundDevice[] {
  // With no default among them the server would take one of its choice; we take the first.
  const defaultName = devices.find(({ name }) => name === preferred)?.name ?? devices[0]?.name;
  const seen = new Map<string, number>();
  return devices.map((device) => {
    const count = (seen.get(device.description) ?? 0) + 1;
    seen.set(device.description, count);
    return {
      name: device.name,
      label: count === 1 ? device.description : `${device.description} (${count})`,
      isDefault: device.name === defaultName,
      sampleRate: sampleRateOf(device),
    };
  });
}

/** `s16le 2ch 44100Hz` */
function sampleRateOf(device: PulseDevice): number {
  const rate = /(\d+)Hz/.exec(device.sample_specification)?.[1];
  if (rate === undefined) throw new Error(`No rate in “${device.sample_specification}”.`);
  return Number(rate);
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
  // What WebRTC apps such as Discord, apps that come by ALSA, and Chromium's family call themselves.
  if (name === undefined || name === 'WEBRTC VoiceEngine') return binary ?? name ?? 'an app';
  return (/^ALSA plug-in \[(.+)\]$/.exec(name) ?? /^(.+) input$/.exec(name))?.[1] ?? name;
}

export const isOwnStream = ({ properties }: PulseStream): boolean =>
  properties['application.id'] === OWN_APPLICATION_ID;

function ownStreams(
  direction: OwnStream['direction'],
  streams: readonly PulseStream[],
  devices: readonly PulseDevice[],
): OwnStream[] {
  return streams.filter(isOwnStream).map((stream) => {
    const device = direction === 'capture' ? stream.source : stream.sink;
    const processId = Number(stream.properties['application.process.id']);
    return {
      direction,
      index: stream.index,
      processId: Number.isInteger(processId) ? processId : null,
      device: devices.find(({ index }) => index === device)?.name ?? null,
    };
  });
}

/** `PulseAudio 16.1` or `PipeWire 0.3.65`. */
export function serverLabel({ server_name, server_version }: ServerInfo): string {
  const pipeWire = /PipeWire ([\d.]+)/.exec(server_name)?.[1];
  return pipeWire === undefined ? `PulseAudio ${server_version}` : `PipeWire ${pipeWire}`;
}
