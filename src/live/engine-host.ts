import { fork } from 'node:child_process';
import { ENGINE_FOLDER } from '../shared/engine-messages.js';
import type { EngineConfig, FromEngine, ToEngine } from '../shared/engine-messages.js';
import { wordsOf } from '../shared/user-error.js';
import { privateEnvironment } from '../shared/private-environment.js';
import type { StreamEnvironment } from '../audio/backend.js';
import { EngineFolder } from './engine-folder.js';
import { words, type Words } from '../words/words.js';

/** An audio thread that sends nothing for this long hangs: it sends a heartbeat four times a second. */
const SILENCE_MS = 1000;
/** The first message takes longer: native modules are loaded, on a busy machine. */
const START_SILENCE_MS = 6000;
const CHECK_MS = 250;
const STOP_MS = 1500;
/** Pause before a new start: none after the first failure, then longer ones. */
const PAUSES_MS = [0, 100, 300, 700, 1500];
/** An engine that ran for this long had no failed start. */
const SETTLED_MS = 5000;

/** An engine process, however it is run. */
export interface EngineChild {
  readonly pid: number | undefined;
  postMessage(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  onExit(listener: () => void): void;
  /** Ends it at once, even while it is being started; does nothing when it is gone. */
  kill(): void;
}

/** Runs `file` as a process of its own with this environment; its output must not reach the terminal. */
export type SpawnEngine = (file: string, env: NodeJS.ProcessEnv) => EngineChild;

/** By child_process.fork, wherever there is no utilityProcess. */
export const forkEngine: SpawnEngine = (file, env) => {
  const child = fork(file, [], {
    env,
    execArgv: [],
    // A session of its own: its priority then counts against every other one (see raiseSession).
    detached: process.platform === 'linux',
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    pid: child.pid,
    // The exit listener tells of a closed channel.
    postMessage: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromEngine)),
    onExit: (listener) => void child.once('exit', listener).once('error', listener),
    kill: () => void child.kill('SIGKILL'),
  };
};

/** Parts and listeners of the engine's host. */
export interface EngineHostOptions {
  /** The engine process's bundle. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  /** Environment in which the engine can open streams now; asked for at each start, as the server may have moved. */
  streamEnvironment(): StreamEnvironment;
  readonly spawn: SpawnEngine;
  onMessage(message: FromEngine): void;
  /**
   * The process went down unasked and is started again.
   *
   * @param isFault whether it crashed or hung; false when a device or the sound server went away
   */
  onDown(reason: Words, isFault: boolean): void;
}

/**
 * Keeps the engine process running with the wanted configuration: starts it, watches its heartbeat, kills and
 * restarts it. The process may hang or crash when a sound server dies; nobody waits for it.
 */
export class EngineHost {
  readonly #options: EngineHostOptions;
  #streamEnvironment: StreamEnvironment | null = null;
  readonly #folder = new EngineFolder();
  readonly #timer: NodeJS.Timeout;
  #config: EngineConfig | null = null;
  #child: EngineChild | null = null;
  /** Times on the monotonic clock, ms. */
  #startedAt = 0;
  #heardAt = 0;
  #checkedAt = 0;
  #hasSpoken = false;
  #isFault = true;
  #failures = 0;
  #restart: NodeJS.Timeout | null = null;
  #downReason: Words = words('live.engineEnded');
  #onStopped: (() => void) | null = null;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#check(), CHECK_MS);
    this.#timer.unref();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Runs with this configuration from now on; null kills the process. */
  run(config: EngineConfig | null): void {
    this.#config = config;
    if (!config) {
      this.#failures = 0;
      this.#kill();
    } else if (this.#child) {
      this.#child.postMessage({ type: 'configure', config });
    } else {
      this.#start();
    }
  }

  send(message: ToEngine): void {
    this.#child?.postMessage(message);
  }

  /** Kills a process that hangs; it is started again. */
  #restartHung(): void {
    this.#downReason = words('live.engineHung');
    this.#isFault = true;
    this.#child?.kill();
  }

  /** Lets it close its devices, but not for long. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#restart) clearTimeout(this.#restart);
    const child = this.#child;
    this.#config = null;
    if (child) {
      await new Promise<void>((resolve) => {
        this.#onStopped = resolve;
        setTimeout(resolve, STOP_MS).unref();
        child.postMessage({ type: 'stop' });
      });
      this.#kill();
    }
    this.#streamEnvironment?.dispose();
    this.#streamEnvironment = null;
    this.#folder.remove();
  }

  #start(): void {
    if (this.#restart) clearTimeout(this.#restart);
    this.#restart = null;
    const { file, env, spawn, onMessage } = this.#options;
    this.#streamEnvironment?.dispose();
    this.#streamEnvironment = this.#options.streamEnvironment();
    const child = spawn(file, {
      ...privateEnvironment(env),
      ...this.#streamEnvironment.variables,
      ...(this.#folder.path !== null && { [ENGINE_FOLDER]: this.#folder.path }),
      // Each pending read or write holds a thread of the pool.
      UV_THREADPOOL_SIZE: '8',
    });
    this.#child = child;
    this.#startedAt = this.#heardAt = this.#checkedAt = performance.now();
    this.#hasSpoken = false;
    this.#isFault = true;
    this.#downReason = words('live.engineEnded');
    child.onMessage((message) => {
      if (child !== this.#child) return;
      this.#heardAt = performance.now();
      this.#hasSpoken = true;
      if (message.type === 'lost') {
        this.#downReason = message.words;
        this.#isFault = message.isFault;
      }
      onMessage(message);
    });
    child.onExit(() => this.#onExit(child));
    if (this.#config) child.postMessage({ type: 'configure', config: this.#config });
  }

  #onExit(child: EngineChild): void {
    this.#onStopped?.();
    if (child !== this.#child) return;
    this.#child = null;
    if (!this.#config) return;
    this.#failures = performance.now() - this.#startedAt > SETTLED_MS ? 1 : this.#failures + 1;
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length) - 1];
    this.#restart = setTimeout(() => this.#startAgain(), pause);
    this.#options.onDown(this.#downReason, this.#isFault);
  }

  #startAgain(): void {
    if (!this.#config || this.#child) return;
    try {
      this.#start();
    } catch (error) {
      // Its environment can't be provided now, such as a temporary file.
      this.#restart = setTimeout(() => this.#startAgain(), PAUSES_MS[PAUSES_MS.length - 1]);
      this.#options.onDown(wordsOf(error), false);
    }
  }

  #check(): void {
    const now = performance.now();
    // After a freeze or a suspend this process had no chance to receive anything.
    if (now - this.#checkedAt > 2 * CHECK_MS) this.#heardAt = now;
    this.#checkedAt = now;
    if (this.#child && now - this.#heardAt > (this.#hasSpoken ? SILENCE_MS : START_SILENCE_MS))
      this.#restartHung();
  }

  #kill(): void {
    if (this.#restart) clearTimeout(this.#restart);
    this.#restart = null;
    const child = this.#child;
    this.#child = null;
    child?.kill();
  }
}
