import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../../shared/user-error.js';
import { words } from '../../../words/words.js';
import type { InstanceLock } from '../../control/instance-lock.js';
import { parseIdentity } from '../../control/process-identity.js';
import { AlreadyRunningError, SoundServerError } from '../../control/sound-system.js';
import type { SoundState, VirtualMicrophone } from '../../control/sound-system.js';
import type { DefaultSource } from './default-source.js';
import { isStale, listOwnModules, loadSink, loadSource, unloadModules, type OwnModule } from './modules.js';
import { NODE_RATE, SINK_NAME, SOURCE_LABEL } from './names.js';
import type { Pactl } from './pactl.js';

const SETTLE_TIMEOUT_MS = 2000;
const SETTLE_POLL_MS = 20;
/** A client that the server lost for a moment is back within this time (see subscription.ts). */
const ABSENT_MS = 700;

/** The part of the sound system that its virtual microphone needs. */
export interface SoundServer {
  readonly pactl: Pactl;
  readonly lock: InstanceLock;
  readonly defaultSource: DefaultSource;
  /** Tag of this process's nodes. */
  readonly owner: string;
  state(): Promise<SoundState>;
  /** Shows to others that we are here, as long as the microphone is there. */
  appear(): Promise<void>;
  disappear(): void;
  /** Owner tags of all that are here, ours among them. */
  present(): Promise<ReadonlySet<string>>;
  /** To be called when nodes were made: their connections are the present session manager's. */
  onNodesMade(): Promise<void>;
  /** Gives our nodes full volume. @returns whether they had another one */
  undoRememberedVolumes(): Promise<boolean>;
}

/** Null sink and remap source: the sound that is played into the sink is recorded from the source. */
export class PulseVirtualMicrophone implements VirtualMicrophone {
  readonly label = SOURCE_LABEL;
  readonly playbackDevice = SINK_NAME;
  readonly playbackRate = NODE_RATE;
  readonly #server: SoundServer;
  #isCreated = false;
  #isDefaultWanted = false;
  /** Calls don't overlap: each begins when the one before is done. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(server: SoundServer) {
    this.#server = server;
  }

  create(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#server.lock.acquire();
      try {
        if (!(await this.#server.state()).virtualMicrophoneReady) await this.#make();
        if (this.#isDefaultWanted) await this.#server.defaultSource.replace();
        this.#isCreated = true;
      } catch (error) {
        if (!this.#isCreated) await this.#clear().catch(() => undefined);
        throw error;
      }
    });
  }

  async verify(): Promise<boolean> {
    try {
      return (await this.#server.state()).virtualMicrophoneReady;
    } catch (error) {
      if (error instanceof SoundServerError) return false;
      throw error;
    }
  }

  destroy(): Promise<void> {
    return this.#inTurn(async () => {
      this.#isCreated = false;
      this.#isDefaultWanted = false;
      try {
        await this.#giveDefaultBack();
      } catch (error) {
        // A dead server's nodes are gone with it; the default microphone is restored at the next start.
        if (!(error instanceof SoundServerError)) throw error;
      } finally {
        await this.#clear();
      }
    });
  }

  setAsDefault(wanted: boolean): Promise<void> {
    return this.#inTurn(async () => {
      this.#isDefaultWanted = wanted;
      if (!this.#isCreated) return;
      if (wanted) await this.#server.defaultSource.replace();
      else await this.#giveDefaultBack();
    });
  }

  async #make(): Promise<void> {
    const { pactl, owner, defaultSource } = this.#server;
    const previous = await this.#defaultMicrophone();
    await this.#makeRoom();
    await this.#server.appear();
    await loadSink(pactl, owner);
    await loadSource(pactl, owner);
    await this.#server.onNodesMade();
    await this.#settled();
    // A server may make a new device the default one, and remembers that ours once was.
    if (!this.#isDefaultWanted || !this.#isCreated) await defaultSource.giveBack(previous);
  }

  /**
   * Unloads the modules of dead processes, and our own that don't work any more.
   *
   * @throws UserError when there are others under our names
   */
  async #makeRoom(): Promise<void> {
    const { pactl, owner } = this.#server;
    await unloadModules(pactl, (module) => module.owner === owner);
    let inTheWay = await listOwnModules(pactl);
    if (inTheWay.length === 0) return;
    let present = await this.#server.present();
    if (inTheWay.some((module) => isStale(module, present))) {
      await delay(ABSENT_MS);
      present = new Set([...present, ...(await this.#server.present())]);
    }
    await unloadModules(pactl, (module) => isStale(module, present));
    inTheWay = await listOwnModules(pactl);
    refuse(inTheWay);
  }

  /** Waits until the session manager has connected the nodes, which takes some milliseconds on PipeWire. */
  async #settled(): Promise<void> {
    const deadline = performance.now() + SETTLE_TIMEOUT_MS;
    for (;;) {
      const isVolumeChanged = await this.#server.undoRememberedVolumes();
      if (!isVolumeChanged && (await this.#server.state()).virtualMicrophoneReady) return;
      if (performance.now() > deadline) throw new UserError(words('audio.virtualMicrophoneNotConnected'));
      await delay(SETTLE_POLL_MS);
    }
  }

  /** Removes our modules as far as the server answers, and what shows that we are here. */
  async #clear(): Promise<void> {
    const { pactl, lock, owner } = this.#server;
    try {
      await unloadModules(pactl, (module) => module.owner === owner);
    } catch (error) {
      // A dead server's modules are gone with it.
      if (!(error instanceof SoundServerError)) throw error;
    } finally {
      this.#server.disappear();
      lock.release();
    }
  }

  async #giveDefaultBack(): Promise<void> {
    await this.#server.defaultSource.giveBack(await this.#defaultMicrophone());
  }

  async #defaultMicrophone(): Promise<string | null> {
    const { microphones } = await this.#server.state();
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
  throw new UserError(words('audio.nameTaken', { name: module.node, index: module.index }));
}
