import { ADDRESS_VARIABLE, parseAddress, type ServerAddress } from '../server-address.js';

/** A server that pactl reaches answers a new connection in milliseconds. */
const OPENING_MS = 1500;
/** An address that could not be opened is tried again after this time. */
const AGAIN_MS = 5000;

/**
 * Address that our streams connect to directly: that of pactl, once a connection to it was opened. Only libpulse looks
 * the server up, with all its ways to name one. Where the address can't be opened directly, streams go through
 * PortAudio, and so through libpulse.
 */
export class DirectAddress {
  readonly #env: NodeJS.ProcessEnv;
  #known: string | null = null;
  #isOpenable = false;
  #triedAt = -Infinity;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  get environment(): Readonly<Record<string, string>> {
    return { [ADDRESS_VARIABLE]: this.#isOpenable && this.#known !== null ? this.#known : '' };
  }

  /** @param address as pactl reports it now */
  async update(address: string | undefined): Promise<void> {
    if (address === undefined) return;
    const now = performance.now();
    if (address === this.#known && (this.#isOpenable || now - this.#triedAt < AGAIN_MS)) return;
    this.#triedAt = now;
    const parsed = parseAddress(address);
    this.#isOpenable = parsed !== null && (await isOpenable(parsed, this.#env));
    this.#known = address;
  }
}

async function isOpenable(address: ServerAddress, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { openConnection } = await import('../streams/open-connection.js');
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(resolve, OPENING_MS, null)));
  const opening = openConnection(address, env).catch(() => null);
  try {
    const connection = await Promise.race([opening, tooLate]);
    if (!connection) void opening.then((late) => late?.close());
    connection?.close();
    return connection !== null;
  } finally {
    clearTimeout(timer);
  }
}
