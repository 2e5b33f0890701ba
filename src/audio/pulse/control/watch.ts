import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../../shared/user-error.js';
import type { SoundState } from '../../control/sound-system.js';
import type { ServerEvent } from './subscription.js';

/** Events come in bursts: one look for each burst. */
const DEBOUNCE_MS = 30;
/** Interval of looks while there is no session manager, whose start has no event of its own. */
const WITHOUT_SESSION_MANAGER_MS = 500;
const WITHOUT_SERVER_MS = 500;

/** Result of one look at the server. */
export interface Look {
  readonly state: SoundState;
  readonly sessionManager: number | null;
  /** Whether something on the server was changed, so that it has to be looked at again. */
  readonly hasActed: boolean;
}

/** Looks at the server after each event, and reports what changed. */
export class Watch {
  readonly #look: () => Promise<Look>;
  readonly #listener: (state: SoundState | null) => void;
  /** Undefined until the first report. */
  #reported: SoundState | null | undefined;
  #sessionManager: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #hasEnded = false;

  constructor(look: () => Promise<Look>, listener: (state: SoundState | null) => void) {
    this.#look = look;
    this.#listener = listener;
  }

  readonly onEvent = (event: ServerEvent): void => {
    // Every look is itself a client that comes and goes.
    const isOfInterest =
      event?.facility !== 'client' || (event.type === 'remove' && event.index === this.#sessionManager);
    if (isOfInterest) this.#schedule(DEBOUNCE_MS);
  };

  end(): void {
    this.#hasEnded = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #schedule(afterMs: number): void {
    if (this.#hasEnded || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#isLooking) this.#schedule(DEBOUNCE_MS);
      else void this.#lookAndReport();
    }, afterMs);
  }

  async #lookAndReport(): Promise<void> {
    this.#isLooking = true;
    let state: SoundState | null = null;
    try {
      const look = await this.#look();
      state = look.state;
      this.#sessionManager = look.sessionManager;
      if (look.hasActed) this.#schedule(DEBOUNCE_MS);
      if (state.server.startsWith('PipeWire') && look.sessionManager === null)
        this.#schedule(WITHOUT_SESSION_MANAGER_MS);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A server that hangs has no event when it goes on.
      this.#schedule(WITHOUT_SERVER_MS);
    } finally {
      this.#isLooking = false;
    }
    if (this.#hasEnded || (this.#reported !== undefined && isDeepStrictEqual(state, this.#reported))) return;
    this.#reported = state;
    this.#listener(state);
  }
}
