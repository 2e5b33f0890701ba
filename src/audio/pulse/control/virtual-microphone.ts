import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../../shared/user-error.js';
import type { InstanceLock } from '../../control/instance-lock.js';
import { parseIdentity } from '../../control/process-identity.js';
import {
  AlreadyRunningError,
  SoundServerError,
  type SoundState,
  type VirtualMicrophone,
} from '../../control/sound-system.js';
import type { DefaultSource } from './default-source.js';
import { isStale, listOwnModules, loadSink, loadSource, unloadModules, type OwnModule } from './modules.js';
import { NODE_RATE, SINK_NAME, SOURCE_LABEL } from './names.js';
import type { Pactl } from './pactl.js';

const SETTLE_TIMEOUT_MS = 2000;
const SETTLE_POLL_MS = 20;

/** What the microphone needs of the sound system that it is part of. */
export interface Surroundings {
  readonly pactl: Pactl;
  readonly lock: InstanceLock;
  readonly defaultSource: DefaultSource;
  /** Tag of this process's nodes. */
  readonly owner: string;
  state(): Promise<SoundState>;
  /** To be called when nodes were made: their connections are the present session manager's. */
  nodesMade(): Promise<void>;
}

/** Null sink and remap source: what is played into the one is recorded from the other. */
export class PulseVirtualMicrophone implements VirtualMicrophone {
  readonly label = SOURCE_LABEL;
  readonly playbackDevice = SINK_NAME;
  readonly playbackRate = NODE_RATE;
  readonly #system: Surroundings;
  #created = false;
  #wantsDefault = false;
  /** Calls don't overlap: each begins when the one before is done. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(system: Surroundings) {
    this.#system = system;
  }

  create(): Promise<void> {
    return this.#inTurn(async () => {
      this.#system.lock.acquire();
      try {
        if (!(await this.#system.state()).virtualMicrophoneReady) await this.#make();
        if (this.#wantsDefault) await this.#system.defaultSource.take();
        this.#created = true;
      } catch (error) {
        if (!this.#created) this.#system.lock.release();
        throw error;
      }
    });
  }

  async verify(): Promise<boolean> {
    try {
      return (await this.#system.state()).virtualMicrophoneReady;
    } catch (error) {
      if (error instanceof SoundServerError) return false;
      throw error;
    }
  }

  destroy(): Promise<void> {
    return this.#inTurn(async () => {
      const { pactl, lock, owner } = this.#system;
      this.#created = false;
      this.#wantsDefault = false;
      try {
        await this.#giveDefaultBack();
        await unloadModules(pactl, (module) => module.owner === owner);
      } catch (error) {
        // What a dead server had is gone with it; the default microphone is seen to at the next start.
        if (!(error instanceof SoundServerError)) throw error;
      } finally {
        lock.release();
      }
    });
  }

  setAsDefault(wanted: boolean): Promise<void> {
    return this.#inTurn(async () => {
      this.#wantsDefault = wanted;
      if (!this.#created) return;
      if (wanted) await this.#system.defaultSource.take();
      else await this.#giveDefaultBack();
    });
  }

  async #make(): Promise<void> {
    const { pactl, owner, defaultSource } = this.#system;
    const previous = await this.#defaultMicrophone();
    // Those of dead processes, and our own that don't work (any more).
    await unloadModules(pactl, (module) => module.owner === owner || isStale(module));
    refuse(await listOwnModules(pactl));
    await loadSink(pactl, owner);
    await loadSource(pactl, owner);
    await this.#system.nodesMade();
    await this.#settled();
    // A server may make a new device the default one, and remembers that ours once was.
    if (!this.#wantsDefault || !this.#created) await defaultSource.giveBack(previous);
  }

  /** Waits until the session manager has connected the nodes, which takes some milliseconds on PipeWire. */
  async #settled(): Promise<void> {
    const deadline = Date.now() + SETTLE_TIMEOUT_MS;
    while (!(await this.#system.state()).virtualMicrophoneReady) {
      if (Date.now() > deadline)
        throw new UserError('The sound server made the virtual microphone, but did not connect it.');
      await delay(SETTLE_POLL_MS);
    }
  }

  async #giveDefaultBack(): Promise<void> {
    await this.#system.defaultSource.giveBack(await this.#defaultMicrophone());
  }

  async #defaultMicrophone(): Promise<string | null> {
    const { microphones } = await this.#system.state();
    return microphones.find(({ isDefault }) => isDefault)?.name ?? null;
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** @throws UserError when there are modules in the way that aren't ours to unload */
function refuse(inTheWay: readonly OwnModule[]): void {
  const [module] = inTheWay;
  if (!module) return;
  const owner = module.owner === null ? null : parseIdentity(module.owner);
  if (owner) throw new AlreadyRunningError(owner.pid);
  throw new UserError(
    `A sound device called “${module.node}” is in the way that Stillmic did not make: remove it with “pactl unload-module ${module.index}”.`,
  );
}
