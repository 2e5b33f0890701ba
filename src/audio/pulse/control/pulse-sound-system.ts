import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Unsubscribe } from '../../../shared/live.js';
import { stateFolder } from '../../control/folders.js';
import { InstanceLock } from '../../control/instance-lock.js';
import { formatIdentity, ownIdentity } from '../../control/process-identity.js';
import type { OwnStream, SoundState, SoundSystem, VolumeTarget } from '../../control/sound-system.js';
import { OWN_CLIENT } from '../own-client.js';
import { DefaultSource } from './default-source.js';
import { DirectAddress } from './direct-address.js';
import { removeForeignStreams } from './foreign-streams.js';
import { OWNER_PROPERTY } from './names.js';
import { readObjects, type ServerObjects } from './objects.js';
import { Pactl } from './pactl.js';
import { Restorer } from './restorer.js';
import { describeState, sessionManagerOf } from './state.js';
import { subscribe, type ServerEvent } from './subscription.js';
import { PulseVirtualMicrophone } from './virtual-microphone.js';
import { RememberedVolumes, restoreVolume } from './volumes.js';
import { Watch, type Look } from './watch.js';

/** How long to wait for our own client to be listed. */
const APPEARING_MS = 1500;
const APPEARING_POLL_MS = 20;

/** PulseAudio, or PipeWire's pulse server, by `pactl`. */
export class PulseSoundSystem implements SoundSystem {
  readonly virtualMicrophone: PulseVirtualMicrophone;
  readonly #pactl: Pactl;
  readonly #previousDefaultFile: string | null;
  readonly #defaultSource: DefaultSource;
  readonly #address: DirectAddress;
  readonly #owner = formatIdentity(ownIdentity());
  readonly #volumes: RememberedVolumes;
  /** The session manager that connected our nodes. */
  #connectedBy: number | null = null;
  /** The one subscription of this process, for everybody here who needs it. */
  #subscription: Unsubscribe | null = null;
  readonly #eventListeners = new Set<(event: ServerEvent) => void>();
  #endPresence: Unsubscribe | null = null;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.#pactl = new Pactl(env);
    this.#address = new DirectAddress(env);
    this.#volumes = new RememberedVolumes(this.#pactl, this.#owner);
    const folder = stateFolder(env);
    this.#previousDefaultFile = folder && join(folder, 'default-source');
    this.#defaultSource = new DefaultSource(this.#pactl, this.#previousDefaultFile);
    this.virtualMicrophone = new PulseVirtualMicrophone({
      pactl: this.#pactl,
      lock: new InstanceLock(env),
      defaultSource: this.#defaultSource,
      owner: this.#owner,
      state: () => this.state(),
      appear: () => this.#appear(),
      disappear: () => {
        this.#endPresence?.();
        this.#endPresence = null;
      },
      present: () => this.#present(),
      onNodesMade: async () => {
        this.#connectedBy = sessionManagerOf(await this.#read());
      },
      undoRememberedVolumes: async () => this.#volumes.undo(await this.#read()),
    });
  }

  get clientEnvironment(): Readonly<Record<string, string>> {
    return { ...OWN_CLIENT, ...this.#address.environment };
  }

  async state(): Promise<SoundState> {
    return this.#describe(await this.#read());
  }

  startRestorer(): Restorer {
    return new Restorer(this.#pactl.env, this.#owner, this.#previousDefaultFile);
  }

  async moveStream({ direction, index }: OwnStream, deviceName: string): Promise<void> {
    const command = direction === 'capture' ? 'move-source-output' : 'move-sink-input';
    await this.#pactl.run(command, String(index), deviceName);
  }

  async restoreVolume(target: VolumeTarget): Promise<void> {
    await restoreVolume(this.#pactl, await this.#read(), this.#owner, target);
  }

  watch(listener: (state: SoundState | null) => void): Unsubscribe {
    const watch = new Watch(() => this.#look(), listener);
    const unsubscribe = this.#onEvent((event) => watch.onEvent(event));
    return () => {
      watch.end();
      unsubscribe();
    };
  }

  /** One look of a watch: the state, after what it calls for was done. */
  async #look(): Promise<Look> {
    const objects = await this.#read();
    const state = this.#describe(objects);
    const hasChangedStreams = await removeForeignStreams(this.#pactl, objects, this.#owner);
    const hasChangedVolumes = await this.#volumes.undo(objects);
    return {
      state,
      sessionManager: sessionManagerOf(objects),
      hasActed: hasChangedStreams || hasChangedVolumes,
    };
  }

  async #read(): Promise<ServerObjects> {
    const objects = await readObjects(this.#pactl);
    await this.#address.update(objects.info.server_string);
    return objects;
  }

  #describe(objects: ServerObjects): SoundState {
    return describeState(objects, {
      owner: this.#owner,
      sessionManager: this.#connectedBy,
      previousDefault: this.#defaultSource.previous,
      isPreviousDefaultKept: this.#defaultSource.isKept,
    });
  }

  #onEvent(listener: (event: ServerEvent) => void): Unsubscribe {
    this.#eventListeners.add(listener);
    if (this.#subscription) listener(null);
    this.#subscription ??= subscribe(this.#pactl, this.#owner, (event) => {
      for (const one of this.#eventListeners) one(event);
    });
    return () => {
      this.#eventListeners.delete(listener);
      if (this.#eventListeners.size > 0) return;
      this.#subscription?.();
      this.#subscription = null;
    };
  }

  /** The client of our subscription shows that we are here: others leave our nodes alone as long as it is there. */
  async #appear(): Promise<void> {
    this.#endPresence ??= this.#onEvent(() => undefined);
    const deadline = performance.now() + APPEARING_MS;
    while (!(await this.#present()).has(this.#owner) && performance.now() < deadline)
      await delay(APPEARING_POLL_MS);
  }

  async #present(): Promise<ReadonlySet<string>> {
    const { clients } = await this.#read();
    return new Set(clients.flatMap(({ properties }) => properties[OWNER_PROPERTY] ?? []));
  }
}
