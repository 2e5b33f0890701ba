import type { EventEmitter } from 'node:events';
import {
  Message,
  MessageType,
  sessionBus,
  type ConnectionOptions,
  type MessageBus,
} from '@jellybrick/dbus-next';

export { Variant } from '@jellybrick/dbus-next';

/** A call of a method. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** Types of `body`, as D-Bus writes them. */
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A signal that arrived. */
export interface BusSignal {
  /** Unique name of the connection that sent it. */
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** A bus or a service that does not answer for so long counts as gone, ms. */
const ANSWER_LIMIT_MS = 5000;

const DAEMON = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** A connection to a D-Bus message bus. */
export class Bus {
  readonly #bus: MessageBus;
  #isClosed = false;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
  }

  /**
   * Connects to the user's session bus.
   *
   * @param onClosed called once when the connection is gone that was there
   * @throws Error when there is no bus
   */
  static async session(onClosed: () => void, options: ConnectionOptions = {}): Promise<Bus> {
    const connection = sessionBus(options);
    const bus = new Bus(connection);
    await withLimit(
      new Promise<void>((resolve, reject) => {
        connection.once('connect', () => resolve());
        (connection as EventEmitter).on('error', (error: Error) => {
          reject(error);
          bus.#end(onClosed);
        });
      }),
    ).catch((error: unknown) => {
      bus.close();
      throw error;
    });
    insideOf(connection).once('end', () => bus.#end(onClosed));
    return bus;
  }

  /** Our unique name, such as `:1.42`. */
  get name(): string {
    return this.#bus.name ?? '';
  }

  /** @throws Error of the service, or when it does not answer */
  async call({ signature = '', body = [], ...call }: BusCall): Promise<readonly unknown[]> {
    const message = new Message({ ...call, signature, body: [...body] });
    return (await withLimit(this.#bus.call(message)))?.body ?? [];
  }

  /** Receives signals that fit this match rule, besides those that are sent to this connection alone. */
  async match(rule: string): Promise<void> {
    await this.call({ ...DAEMON, member: 'AddMatch', signature: 's', body: [rule] });
  }

  /** Unique name of who owns a name; null for nobody. */
  async ownerOf(name: string): Promise<string | null> {
    try {
      const [owner] = await this.call({ ...DAEMON, member: 'GetNameOwner', signature: 's', body: [name] });
      return owner as string;
    } catch {
      return null;
    }
  }

  onSignal(listener: (signal: BusSignal) => void): void {
    this.#bus.on('message', (message) => {
      if (message.type === MessageType.SIGNAL) listener(message);
    });
  }

  close(): void {
    this.#isClosed = true;
    // The library would answer a late call on the closed stream, and throw where nobody can catch it.
    insideOf(this.#bus).removeAllListeners('message');
    this.#bus.disconnect();
  }

  #end(onClosed: () => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    onClosed();
  }
}

/** The library's own connection: it tells only there of its end. */
const insideOf = (bus: MessageBus): EventEmitter =>
  (bus as unknown as { readonly _connection: EventEmitter })._connection;

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The bus does not answer.')), ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
