import { UserError } from '../../../shared/user-error.js';
import { QUIET_MICROPHONE, type Volume, type VolumeTarget } from '../../control/sound-system.js';
import { OWNER_PROPERTY, SINK_NAME, SOURCE_NAME } from './names.js';
import type { PulseDevice, PulseStream, ServerObjects } from './objects.js';
import type { Pactl } from './pactl.js';
import { isOwnStream } from './own-streams.js';

/** 100 % as pactl's JSON has it. */
const FULL = 65_536;

/** Servers give a new stream or device the volume of an old one within this time. */
const RESTORING_MS = 2000;

type Kind = 'sink' | 'source' | 'sink-input' | 'source-output';

/** Something that has a volume, as pactl names it. */
interface Target {
  readonly kind: Kind;
  /** Name of a device, index of a stream. */
  readonly id: string;
  readonly object: Volumed;
}

type Volumed = Pick<PulseDevice | PulseStream, 'mute' | 'volume' | 'index'>;

/** Undefined where the server tells neither. */
export function volumeOf({ mute, volume }: Pick<Volumed, 'mute' | 'volume'>): Volume | undefined {
  const channels = Object.values(volume ?? {}).map(({ value }) => value);
  if (mute === undefined && channels.length === 0) return undefined;
  return { isMuted: mute ?? false, share: channels.length === 0 ? 1 : Math.max(...channels) / FULL };
}

const isFull = (object: Volumed): boolean => {
  const volume = volumeOf(object);
  return !volume || (!volume.isMuted && Math.abs(volume.share - 1) < 0.005);
};

/** Our devices and streams. Of devices only those that this process made. */
function ownTargets({ sinks, sources, sink_inputs, source_outputs }: ServerObjects, owner: string): Target[] {
  const device = (kind: Kind, list: readonly PulseDevice[], name: string): Target[] =>
    list
      .filter((one) => one.name === name && one.properties[OWNER_PROPERTY] === owner)
      .map((object) => ({ kind, id: name, object }));
  const streams = (kind: Kind, list: readonly PulseStream[]): Target[] =>
    list.filter(isOwnStream).map((object) => ({ kind, id: String(object.index), object }));
  return [
    ...device('sink', sinks, SINK_NAME),
    ...device('source', sources, SOURCE_NAME),
    ...streams('sink-input', sink_inputs),
    ...streams('source-output', source_outputs),
  ];
}

/** The quieter one of the two devices that make the virtual microphone; undefined while they are not there. */
export function virtualMicrophoneVolume(objects: ServerObjects, owner: string): Volume | undefined {
  const volumes = ownTargets(objects, owner)
    .filter(({ kind }) => kind === 'sink' || kind === 'source')
    .flatMap(({ object }) => volumeOf(object) ?? []);
  const heard = ({ isMuted, share }: Volume): number => (isMuted ? 0 : share);
  return volumes.sort((a, b) => heard(a) - heard(b))[0];
}

/**
 * Volumes that servers remember from another time. Our devices and streams start at 100 % and unmuted: what a server
 * gives them back right after they were made is undone, the user's later changes stay.
 */
export class RememberedVolumes {
  readonly #pactl: Pactl;
  readonly #owner: string;
  readonly #now: () => number;
  /** When each was seen first, ms. */
  #seen = new Map<string, number>();

  /** @param owner tag of this process's nodes */
  constructor(pactl: Pactl, owner: string, now = () => performance.now()) {
    this.#pactl = pactl;
    this.#owner = owner;
    this.#now = now;
  }

  /** @returns whether anything was changed */
  async undo(objects: ServerObjects): Promise<boolean> {
    const now = this.#now();
    const targets = ownTargets(objects, this.#owner);
    const key = ({ kind, object }: Target): string => `${kind} ${object.index}`;
    this.#seen = new Map(targets.map((target) => [key(target), this.#seen.get(key(target)) ?? now]));
    const restored = targets.filter(
      (target) => now - (this.#seen.get(key(target)) as number) < RESTORING_MS && !isFull(target.object),
    );
    for (const target of restored) await setFull(this.#pactl, target);
    return restored.length > 0;
  }
}

/**
 * Unmutes, and sets to 100 %; a microphone of the user's only where it is nearly silent.
 *
 * @throws UserError when the server refuses
 */
export async function restoreVolume(
  pactl: Pactl,
  objects: ServerObjects,
  owner: string,
  target: VolumeTarget,
): Promise<void> {
  if (target === 'own') {
    for (const one of ownTargets(objects, owner)) if (!isFull(one.object)) await setFull(pactl, one);
    return;
  }
  const source = objects.sources.find(({ name }) => name === target.microphone);
  if (!source) return;
  await pactl.run('set-source-mute', source.name, '0');
  if ((volumeOf(source)?.share ?? 1) < QUIET_MICROPHONE)
    await pactl.run('set-source-volume', source.name, '100%');
}

async function setFull(pactl: Pactl, { kind, id }: Target): Promise<void> {
  try {
    await pactl.run(`set-${kind}-mute`, id, '0');
    await pactl.run(`set-${kind}-volume`, id, '100%');
  } catch (error) {
    // A stream has ended meanwhile, or has no volume of its own.
    const isStream = kind === 'sink-input' || kind === 'source-output';
    if (!isStream || !(error instanceof UserError)) throw error;
  }
}
