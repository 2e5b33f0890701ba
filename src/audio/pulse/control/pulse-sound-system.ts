import { join } from 'node:path';
import type { Unsubscribe } from '../../../shared/live.js';
import { UserError } from '../../../shared/user-error.js';
import { runtimeFolder, stateFolder } from '../../control/folders.js';
import { InstanceLock } from '../../control/instance-lock.js';
import { formatIdentity, ownIdentity } from '../../control/process-identity.js';
import type { OwnStream, SoundState, SoundSystem } from '../../control/sound-system.js';
import { DefaultSource } from './default-source.js';
import { readObjects, type ServerObjects } from './objects.js';
import { Pactl } from './pactl.js';
import { describeState, sessionManagerOf } from './state.js';
import { expelStrays } from './foreign-streams.js';
import { PulseVirtualMicrophone } from './virtual-microphone.js';
import { subscribe, type ServerEvent } from './watch.js';

/** Events come in bursts: one look for each. */
const DEBOUNCE_MS = 30;
/** How often to look while there is no session manager, whose coming has no event of its own. */
const WITHOUT_SESSION_MANAGER_MS = 500;
const WITHOUT_SERVER_MS = 500;

/** PulseAudio, or PipeWire's pulse server, by `pactl`. */
export class PulseSoundSystem implements SoundSystem {
  readonly virtualMicrophone: PulseVirtualMicrophone;
  readonly #pactl: Pactl;
  readonly #defaultSource: DefaultSource;
  readonly #owner = formatIdentity(ownIdentity());
  /** The session manager that connected our nodes. */
  #connectedBy: number | null = null;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.#pactl = new Pactl(env);
    this.#defaultSource = new DefaultSource(this.#pactl, join(stateFolder(env), 'default-source'));
    this.virtualMicrophone = new PulseVirtualMicrophone({
      pactl: this.#pactl,
      lock: new InstanceLock(join(runtimeFolder(env), 'lock')),
      defaultSource: this.#defaultSource,
      owner: this.#owner,
      state: () => this.state(),
      nodesMade: async () => {
        this.#connectedBy = sessionManagerOf(await readObjects(this.#pactl));
      },
    });
  }

  async state(): Promise<SoundState> {
    return this.#describe(await readObjects(this.#pactl));
  }

  async moveStream({ direction, index }: OwnStream, deviceName: string): Promise<void> {
    const command = direction === 'capture' ? 'move-source-output' : 'move-sink-input';
    await this.#pactl.run(command, String(index), deviceName);
  }

  watch(listener: (state: SoundState | null) => void): Unsubscribe {
    let reported: string | null = null;
    let sessionManager: number | null = null;
    let timer: NodeJS.Timeout | null = null;
    let looking = false;
    let ended = false;
    const look = async (): Promise<void> => {
      looking = true;
      let state: SoundState | null = null;
      try {
        const objects = await readObjects(this.#pactl);
        sessionManager = sessionManagerOf(objects);
        state = this.#describe(objects);
        await expelStrays(this.#pactl, objects, this.#owner);
        if (state.server.startsWith('PipeWire') && sessionManager === null)
          schedule(WITHOUT_SESSION_MANAGER_MS);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        // A server that hangs says nothing when it goes on.
        schedule(WITHOUT_SERVER_MS);
      } finally {
        looking = false;
      }
      const report = JSON.stringify(state);
      if (ended || report === reported) return;
      reported = report;
      listener(state);
    };
    const schedule = (afterMs: number): void => {
      if (ended || timer) return;
      timer = setTimeout(() => {
        timer = null;
        if (looking) schedule(DEBOUNCE_MS);
        else void look();
      }, afterMs);
    };
    const onEvent = (event: ServerEvent): void => {
      // Every look is itself a client that comes and goes.
      const isOfInterest =
        event?.facility !== 'client' || (event.type === 'remove' && event.index === sessionManager);
      if (isOfInterest) schedule(DEBOUNCE_MS);
    };
    const unsubscribe = subscribe(this.#pactl, onEvent);
    return () => {
      ended = true;
      if (timer) clearTimeout(timer);
      unsubscribe();
    };
  }

  #describe(objects: ServerObjects): SoundState {
    return describeState(objects, {
      owner: this.#owner,
      sessionManager: this.#connectedBy,
      previousDefault: this.#defaultSource.previous,
    });
  }
}
