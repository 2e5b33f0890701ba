import { Message, MessageType, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next';
import { once, type EventEmitter } from 'node:events';

const PORTAL = 'org.freedesktop.portal.Desktop';
const OBJECT = '/org/freedesktop/portal/desktop';
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts';

/** A shortcut that an app asked for. */
export interface AskedShortcut {
  readonly id: string;
  readonly description: string;
  readonly trigger: string;
}

/**
 * The part of xdg-desktop-portal that gives shortcuts, as a service on a test's own session bus: real messages and
 * signals, and a user who answers the dialog as `answer` says.
 */
export class ShortcutsPortal {
  /** Shortcuts of each BindShortcuts. */
  readonly asked: (readonly AskedShortcut[])[] = [];
  readonly registered: string[] = [];
  readonly closed: string[] = [];
  /** Shortcuts that the user gives; null closes the dialog, and a promise thinks about it. */
  answer: (asked: readonly AskedShortcut[]) => readonly AskedShortcut[] | null | Promise<null> = (asked) =>
    asked;
  session: string | null = null;
  #app = '';

  private constructor(private readonly bus: MessageBus) {}

  static async start(busAddress: string): Promise<ShortcutsPortal> {
    const bus = sessionBus({ busAddress });
    await once(bus, 'connect');
    const portal = new ShortcutsPortal(bus);
    bus.addMethodHandler((message) => portal.#handle(message));
    await bus.requestName(PORTAL);
    return portal;
  }

  /** Presses or lets go of a shortcut's keys. */
  press(id: string): void {
    this.#signal(OBJECT, SHORTCUTS, 'Activated', 'osta{sv}', [this.session, id, 0n, {}]);
  }

  release(id: string): void {
    this.#signal(OBJECT, SHORTCUTS, 'Deactivated', 'osta{sv}', [this.session, id, 0n, {}]);
  }

  /** The user gives other keys in the desktop's settings. */
  change(given: readonly AskedShortcut[]): void {
    this.#signal(OBJECT, SHORTCUTS, 'ShortcutsChanged', 'oa(sa{sv})', [this.session, described(given)]);
  }

  /** Ends the app's session, as when its user takes the permission away. */
  endSession(): void {
    this.#signal(this.session as string, 'org.freedesktop.portal.Session', 'Closed', '', []);
  }

  /** Says that the screen was locked. */
  lockScreen(): void {
    this.bus.send(
      Message.newSignal('/ScreenSaver', 'org.freedesktop.ScreenSaver', 'ActiveChanged', 'b', [true]),
    );
  }

  /** The portal dies: its name is free. */
  stop(): void {
    // A call that is still under way would be answered on the closed stream.
    (this.bus as unknown as { readonly _connection: EventEmitter })._connection.removeAllListeners('message');
    this.bus.disconnect();
  }

  #handle(message: Message): boolean {
    if (message.type !== MessageType.METHOD_CALL) return false;
    const token = (options: unknown, name = 'handle_token') =>
      (options as Record<string, Variant>)[name]?.value as string;
    const sender = message.sender.slice(1).replace(/\./g, '_');
    const respond = (handle: string, code: number, results: Record<string, Variant>): void => {
      const path = `${OBJECT}/request/${sender}/${handle}`;
      this.bus.send(Message.newMethodReturn(message, 'o', [path]));
      this.#signal(path, 'org.freedesktop.portal.Request', 'Response', 'ua{sv}', [code, results]);
    };
    this.#app = message.sender;
    switch (message.member) {
      case 'Get':
        this.bus.send(Message.newMethodReturn(message, 'v', [new Variant('u', 1)]));
        return true;
      case 'Register':
        this.registered.push(message.body[0] as string);
        this.bus.send(Message.newMethodReturn(message, '', []));
        return true;
      case 'CreateSession': {
        const [options] = message.body;
        this.session = `${OBJECT}/session/${sender}/${token(options, 'session_handle_token')}`;
        respond(token(options), 0, { session_handle: new Variant('s', this.session) });
        return true;
      }
      case 'BindShortcuts': {
        const [, wanted, , options] = message.body as [
          string,
          [string, Record<string, Variant>][],
          string,
          object,
        ];
        const asked = wanted.map(([id, { description, preferred_trigger: trigger }]) => ({
          id,
          description: description?.value as string,
          trigger: trigger?.value as string,
        }));
        this.asked.push(asked);
        const answered = this.answer(asked);
        if (answered instanceof Promise) return true;
        const shortcuts = new Variant('a(sa{sv})', described(answered ?? []));
        respond(token(options), answered ? 0 : 1, { shortcuts });
        return true;
      }
      case 'Close':
        this.closed.push(message.path);
        this.bus.send(Message.newMethodReturn(message, '', []));
        return true;
    }
    return false;
  }

  #signal(path: string, name: string, member: string, signature: string, body: unknown[]): void {
    const signal = Message.newSignal(path, name, member, signature, body);
    signal.destination = this.#app;
    this.bus.send(signal);
  }
}

const described = (given: readonly AskedShortcut[]): unknown[] =>
  given.map(({ id, description, trigger }) => [
    id,
    { description: new Variant('s', description), trigger_description: new Variant('s', trigger) },
  ]);
