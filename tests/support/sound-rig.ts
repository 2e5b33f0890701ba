import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemons } from './sound/daemons.js';
import { Recorder, type Recording } from './sound/recorder.js';
import { run, spawnBound } from './sound/run.js';
import { daemonsOf, RIG_RATE, type ServerPlace, type SoundServerKind } from './sound/servers.js';

export { RIG_RATE, type Recording, type Recorder, type SoundServerKind };

/** Both sound servers, for `describe.each(SOUND_SERVERS)`. */
export const SOUND_SERVERS: readonly SoundServerKind[] = ['pulseaudio', 'pipewire'];

/** The microphone that the rig starts with: what is played into `hw` is heard on `hw_mic`. */
export const HARDWARE = { sink: 'hw', microphone: 'hw_mic', label: 'Test Microphone' } as const;
export const SPEAKERS = { sink: 'speakers', label: 'Test Speakers' } as const;

/**
 * A description as an argument that both servers' parsers take. PipeWire keeps the backslash before a double
 * quote as part of the name; neither takes an apostrophe.
 */
const description = (label: string): string => `"device.description='${label.replaceAll('"', '\\"')}'"`;

/** Longest path of a Unix socket, less what is appended to the folder. */
const LONGEST_FOLDER = 80;

/** Sound that is being played. */
export interface Playback {
  /** Resolves when all of it was played. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

export interface RecordingOptions {
  /** Name of the recording app, as the server lists it. */
  readonly clientName?: string;
  /** Added to the recorder's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * A private sound server with one microphone and one pair of speakers. Several rigs can run side by side; all
 * of a rig goes away with `stop()`, and its processes also when the tests' process dies.
 *
 * Needs pulseaudio, pulseaudio-utils; pipewire, pipewire-bin, pipewire-pulse, wireplumber, libspa-0.2-modules.
 */
export class SoundRig {
  readonly kind: SoundServerKind;
  /** Environment of every client of this server, instead of the tests' own. */
  readonly env: NodeJS.ProcessEnv;
  readonly #place: ServerPlace;
  readonly #daemons: Daemons;
  /** Arguments of the modules of plugged devices, by sink, to load them again after a restart. */
  readonly #plugged = new Map<string, { microphone: string; label: string; rate: number }>();
  readonly #recorders = new Set<Recorder>();
  readonly #playbacks = new Set<Playback>();

  private constructor(kind: SoundServerKind) {
    const folder = mkdtempSync(join(tmpdir(), 'sm-'));
    if (folder.length > LONGEST_FOLDER) throw new Error(`${folder} is too long for a socket: set TMPDIR.`);
    const inFolder = (name: string): string => join(folder, name);
    for (const name of ['run', 'run/pulse', 'home', 'config', 'state', 'data', 'cache'])
      mkdirSync(inFolder(name), { mode: 0o700 });
    const env: NodeJS.ProcessEnv = { ...process.env };
    for (const name of Object.keys(env))
      if (/^(PULSE|PIPEWIRE|DBUS|WIREPLUMBER|ALSA_CONFIG|DISPLAY|WAYLAND)/.test(name)) delete env[name];
    Object.assign(env, {
      HOME: inFolder('home'),
      XDG_RUNTIME_DIR: inFolder('run'),
      XDG_CONFIG_HOME: inFolder('config'),
      XDG_STATE_HOME: inFolder('state'),
      XDG_DATA_HOME: inFolder('data'),
      XDG_CACHE_HOME: inFolder('cache'),
      PIPEWIRE_RUNTIME_DIR: inFolder('run'),
      PULSE_RUNTIME_PATH: inFolder('run/pulse'),
      PULSE_SERVER: `unix:${inFolder('run/pulse/native')}`,
      LC_ALL: 'C.UTF-8',
    });
    this.kind = kind;
    this.env = env;
    this.#place = { folder, runtime: inFolder('run'), config: inFolder('config'), env };
    this.#daemons = new Daemons(daemonsOf[kind](this.#place), env);
  }

  /** A running server with its microphone and speakers; the microphone is the default source. */
  static async start(kind: SoundServerKind): Promise<SoundRig> {
    const rig = new SoundRig(kind);
    try {
      for (const name of rig.#daemons.names) await rig.#daemons.start(name);
      await rig.#loadHardware();
    } catch (error) {
      await rig.stop();
      throw error;
    }
    return rig;
  }

  /** Private folder of this rig, removed at the end. */
  get folder(): string {
    return this.#place.folder;
  }

  /** Daemons in the order in which they start: `pulseaudio`, or `pipewire`, `wireplumber`, `pipewire-pulse`. */
  get daemons(): readonly string[] {
    return this.#daemons.names;
  }

  daemonProcessId(name: string): number {
    return this.#daemons.processId(name);
  }

  /** Process ids of all daemons. */
  get daemonProcessIds(): number[] {
    return this.daemons.map((name) => this.daemonProcessId(name));
  }

  /** Kills one daemon with SIGKILL. Clients see what they see when it crashes. */
  async kill(name: string): Promise<void> {
    await this.#daemons.kill(name);
  }

  async killAll(): Promise<void> {
    for (const name of this.#daemons.names) await this.#daemons.kill(name);
  }

  /**
   * Starts a killed daemon as a machine would: with PipeWire those that need it, and the hardware anew.
   */
  async startDaemon(name: string): Promise<void> {
    if (name === 'pipewire') return this.restartAll();
    await this.#daemons.start(name);
    // Devices that another session manager has connected stay silent.
    if (name === 'wireplumber') await this.#unloadHardware();
    await this.#loadHardware();
  }

  /** Starts every daemon, afresh, and then the hardware, as after a restart of the sound server. */
  async restartAll(): Promise<void> {
    await this.killAll();
    for (const name of this.#daemons.names) await this.#daemons.start(name);
    await this.#loadHardware();
  }

  /** Makes sure that speakers and every plugged microphone are there, for tests that take some away. */
  async plugHardware(): Promise<void> {
    const present = await this.pactl('list', 'short', 'sinks');
    const has = (sink: string): boolean => present.split('\n').some((line) => line.split('\t')[1] === sink);
    if (!has(SPEAKERS.sink)) await this.#loadSink(SPEAKERS.sink, SPEAKERS.label, 2);
    for (const [sink, { microphone, label, rate }] of this.#plugged) {
      if (!has(sink)) await this.#loadMicrophone(sink, microphone, label, rate);
    }
  }

  /** Plugs a microphone in: a source `microphone` on which is heard what is played into `sink`. */
  async plug(sink: string, microphone: string, label: string, rate = RIG_RATE): Promise<void> {
    await this.#loadMicrophone(sink, microphone, label, rate);
    this.#plugged.set(sink, { microphone, label, rate });
  }

  /** Pulls a microphone out: its source disappears, streams on it with it. */
  async unplug(microphone: string): Promise<void> {
    for (const [sink, plugged] of this.#plugged) {
      if (plugged.microphone !== microphone) continue;
      this.#plugged.delete(sink);
      await this.#unload([`source_name=${microphone}`, `sink_name=${sink}`]);
    }
  }

  /** Pulls the speakers out. */
  async unplugSpeakers(): Promise<void> {
    await this.#unload([`sink_name=${SPEAKERS.sink}`]);
  }

  pactl(...args: string[]): Promise<string> {
    return run('pactl', args, this.env);
  }

  /** Result of `pactl --format=json`. */
  async pactlJson(...args: string[]): Promise<unknown> {
    return JSON.parse(await this.pactl('--format=json', ...args)) as unknown;
  }

  /**
   * Speaks into the microphone, or plays into another sink.
   *
   * @param sound path of a WAV file, or mono samples at RIG_RATE
   */
  play(sound: string | Float32Array, sink: string = HARDWARE.sink): Playback {
    const raw = ['--raw', '--format=float32le', `--rate=${RIG_RATE}`, '--channels=1'];
    const args = typeof sound === 'string' ? [sound] : raw;
    const child = spawnBound('paplay', ['-d', sink, '--latency-msec=100', ...args], this.env, [
      'pipe',
      'ignore',
      'pipe',
    ]);
    let errors = '';
    child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
    // A server that dies while it plays closes the pipe; the exit code tells.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(
      typeof sound === 'string' ? undefined : Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength),
    );
    let stopped = false;
    const exit = once(child, 'exit');
    const done = exit.then(([code]) => {
      this.#playbacks.delete(playback);
      if (code !== 0 && !stopped)
        throw new Error(`paplay into ${sink} ended with ${String(code)}: ${errors}`);
    });
    done.catch(() => undefined);
    const playback: Playback = {
      done,
      stop: async () => {
        stopped = true;
        child.kill('SIGKILL');
        await exit;
      },
    };
    this.#playbacks.add(playback);
    return playback;
  }

  /** Starts recording a source and resolves when sound arrives. @throws Error when the source isn't there */
  async startRecording(
    source: string,
    { clientName = 'A calling app', env = {} }: RecordingOptions = {},
  ): Promise<Recorder> {
    const sources = await this.pactl('list', 'short', 'sources');
    // PipeWire would silently record the default source instead.
    if (!sources.split('\n').some((line) => line.split('\t')[1] === source))
      throw new Error(`No source ${source} to record:\n${sources}`);
    const recorder = new Recorder(source, { ...this.env, ...env }, clientName);
    this.#recorders.add(recorder);
    await recorder.started();
    return recorder;
  }

  /** Records `seconds` of a source. */
  async record(source: string, seconds: number): Promise<Recording> {
    const recorder = await this.startRecording(source);
    await recorder.until(seconds);
    return recorder.stop();
  }

  /** Ends everything that the rig started and removes its folder. */
  async stop(): Promise<void> {
    for (const recorder of this.#recorders) await recorder.stop();
    for (const playback of this.#playbacks) await playback.stop();
    await this.killAll();
    // Helpers of a client that has just ended may still be writing.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** Unloads the modules with these arguments, the last first. */
  async #unload(args: readonly string[]): Promise<void> {
    const modules = (await this.pactl('list', 'short', 'modules'))
      .split('\n')
      .map((line) => line.split('\t'));
    for (const [index, , argument = ''] of modules.reverse())
      if (args.some((arg) => argument.startsWith(`${arg} `)))
        await this.pactl('unload-module', index as string);
  }

  async #unloadHardware(): Promise<void> {
    const plugged = [...this.#plugged].flatMap(([sink, { microphone }]) => [
      `source_name=${microphone}`,
      `sink_name=${sink}`,
    ]);
    await this.#unload([...plugged, `sink_name=${SPEAKERS.sink}`]);
  }

  async #loadHardware(): Promise<void> {
    if (!this.#plugged.has(HARDWARE.sink))
      this.#plugged.set(HARDWARE.sink, {
        microphone: HARDWARE.microphone,
        label: HARDWARE.label,
        rate: RIG_RATE,
      });
    await this.plugHardware();
    await this.pactl('set-default-sink', SPEAKERS.sink);
    await this.pactl('set-default-source', HARDWARE.microphone);
  }

  async #loadSink(name: string, label: string, channels: number, rate = RIG_RATE): Promise<void> {
    await this.pactl(
      'load-module',
      'module-null-sink',
      `sink_name=${name}`,
      `rate=${rate}`,
      `channels=${channels}`,
      // A real microphone does not wait two seconds before it is heard.
      'norewinds=1',
      `sink_properties=${description(label)}`,
    );
  }

  async #loadMicrophone(sink: string, microphone: string, label: string, rate: number): Promise<void> {
    await this.#loadSink(sink, `Output of ${label}`, 1, rate);
    await this.pactl(
      'load-module',
      'module-remap-source',
      `source_name=${microphone}`,
      `master=${sink}.monitor`,
      'channels=1',
      'channel_map=mono',
      `source_properties=${description(label)}`,
    );
  }
}
