import { afterEach, beforeEach } from 'vitest';
import type { Run } from '../../support/cli.js';
import { markedProcesses, MARK, type MarkedProcess } from '../../support/marked-processes.js';
import { isFlowing, RunReports, type RunStatus } from '../../support/run-reports.js';
import { SoundRig } from '../../support/sound-rig.js';
import { forgetUser } from './user-data.js';
import { CABLE, USB_MICROPHONE } from './wine-devices.js';
import { nodeCommand, stillmicOnWindows, WindowsProgram } from './windows-program.js';

/** `stillmic run --json` on Windows. */
export class WindowsRun {
  readonly reports = new RunReports();
  readonly #program: WindowsProgram;

  constructor(env: NodeJS.ProcessEnv, args: readonly string[], console = false) {
    const onOutput = (text: string): void => this.reports.add(text);
    const command = nodeCommand('out/main/cli.cjs', 'run', '--json', ...args);
    this.#program = new WindowsProgram(command, { env, console, onOutput });
  }

  /** Resolves when the status fits. @throws Error when it doesn't in time, or the run has ended */
  until(fits: (status: RunStatus) => boolean, timeoutMs = 30_000): Promise<void> {
    this.reports.errors = this.#program.stderr;
    return this.reports.until(fits, () => this.#program.hasEnded, timeoutMs);
  }

  order(order: 'ctrl-c' | 'ctrl-break' | 'kill'): Promise<Run> {
    this.#program.order(order);
    return this.#program.ended();
  }

  ended(): Promise<Run> {
    return this.#program.ended();
  }

  async end(): Promise<void> {
    if (!this.#program.hasEnded) await this.order('kill');
  }
}

/** A sound server with Windows' devices, and the runs on it. */
export class WindowsStage {
  readonly #runs: WindowsRun[] = [];

  private constructor(readonly rig: SoundRig) {}

  static async set(): Promise<WindowsStage> {
    forgetUser();
    const rig = await SoundRig.start('pulseaudio');
    rig.env[MARK] = rig.folder;
    const stage = new WindowsStage(rig);
    await stage.plugMicrophone();
    await stage.plugCable();
    return stage;
  }

  plugMicrophone(): Promise<void> {
    const { sink, microphone, label } = USB_MICROPHONE;
    return this.rig.plug(sink, microphone, label);
  }

  unplugMicrophone(): Promise<void> {
    return this.rig.unplug(USB_MICROPHONE.microphone);
  }

  /** Both ends of VB-CABLE: what is played into the one is recorded from the other. */
  async plugCable(): Promise<void> {
    const described = (label: string): string => `"device.description='${label}'"`;
    await this.rig.pactl(
      ...['load-module', 'module-null-sink', `sink_name=${CABLE.sink}`, 'rate=48000', 'channels=2'],
      ...['norewinds=1', `sink_properties=${described(CABLE.inputLabel)}`],
    );
    await this.rig.pactl(
      ...['load-module', 'module-remap-source', `source_name=${CABLE.source}`],
      ...[`master=${CABLE.sink}.monitor`, `source_properties=${described(CABLE.outputLabel)}`],
    );
  }

  /** As after VB-CABLE was uninstalled. */
  async unplugCable(): Promise<void> {
    const modules = (await this.rig.pactl('list', 'short', 'modules')).split('\n');
    for (const line of modules.filter((one) => one.includes(`sink_name=${CABLE.sink} `)))
      await this.rig.pactl('unload-module', line.split('\t')[0] as string);
  }

  stillmic(...args: string[]): Promise<Run> {
    return stillmicOnWindows(args, { env: this.rig.env });
  }

  /** `stillmic run --json`, however it goes on. */
  begin(...args: string[]): WindowsRun {
    return this.#keep(new WindowsRun(this.rig.env, args));
  }

  /** A run in which sound flows. */
  async run(...args: string[]): Promise<WindowsRun> {
    const run = this.begin(...args);
    await run.until(isFlowing);
    return run;
  }

  /** A run with a console, in which sound flows. */
  async runInConsole(...args: string[]): Promise<WindowsRun> {
    const run = this.#keep(new WindowsRun(this.rig.env, args, true));
    await run.until(isFlowing);
    return run;
  }

  /** Windows programs of this stage that are alive, by a part of their command. */
  processes(part: string): MarkedProcess[] {
    return markedProcesses(this.rig.folder).filter(
      ({ command }) => command.includes(part) && !command.includes('run-windows'),
    );
  }

  async clear(): Promise<void> {
    await Promise.all(this.#runs.map((run) => run.end()));
    await this.rig.stop();
  }

  #keep(run: WindowsRun): WindowsRun {
    this.#runs.push(run);
    return run;
  }
}

/** Gives each test of the suite a stage of its own. */
export function windowsStage(): { readonly now: WindowsStage } {
  let stage: WindowsStage | null = null;
  beforeEach(async () => {
    stage = await WindowsStage.set();
  });
  afterEach(async () => {
    await stage?.clear();
    stage = null;
  });
  return {
    get now() {
      if (!stage) throw new Error('The stage is set only while a test runs.');
      return stage;
    },
  };
}
