import type { Command } from 'commander';
import { removeTelemetryLeftovers } from '../enhancer/telemetry-leftovers.js';
import { createLiveMicrophone } from '../live/index.js';
import { ModelStore } from '../models/store.js';
import {
  DEFAULT_DEVICE,
  DEFAULT_LIVE_SETTINGS,
  VOICE_GATE_LOOK_AHEAD_MS,
  type AudioDevice,
  type LiveMicrophone,
  type LiveSettings,
  type LiveStats,
  type LiveStatus,
} from '../shared/live.js';
import { UserError } from '../shared/user-error.js';
import { parsePercent } from './model-options.js';
import { statusLine } from './status-line.js';
import { inEnglish } from '../words/say.js';

interface RunOptions {
  readonly mic: string;
  readonly model: string;
  readonly strength: number;
  readonly bypass: boolean;
  readonly monitor?: string;
  readonly gate: boolean;
  readonly setDefault: boolean;
  readonly idle: boolean;
  readonly json: boolean;
}

export function registerRun(program: Command): void {
  program
    .command('run')
    .description('is a clean microphone until Ctrl-C: “Stillmic Microphone” in every calling app')
    .option('--mic <name>', 'microphone, by its name in “stillmic devices”', DEFAULT_DEVICE)
    .option('--model <id or file>', 'model in the store, or an ONNX file', DEFAULT_LIVE_SETTINGS.modelId)
    .option('--strength <percent>', 'share of the clean signal', parsePercent, 100)
    .option('--bypass', 'pass the voice unchanged', false)
    .option('--monitor <device>', 'listen on these speakers; with headphones only, or it howls')
    .option('--gate', `mute what isn’t a voice; adds ${VOICE_GATE_LOOK_AHEAD_MS} ms of delay`, false)
    .option('--set-default', 'make it the system’s default microphone meanwhile', false)
    .option('--no-idle', 'go on cleaning while no app listens')
    .option('--json', 'a line of JSON for every status, and for the figures four times a second', false)
    .addHelpText(
      'after',
      '\nExamples:\n  stillmic run\n  stillmic run --mic "Blue Yeti" --set-default\n  stillmic run --strength 80 --gate',
    )
    .action(run);
}

async function run(options: RunOptions): Promise<void> {
  removeTelemetryLeftovers();
  const live = await createLiveMicrophone({ settings: DEFAULT_LIVE_SETTINGS, store: new ModelStore() });
  await live.configure(await settingsOf(options, live));
  const ended = untilSignal();
  const report = options.json ? reportJson(live) : reportLine(live);
  try {
    const started = live.start();
    await Promise.race([started, ended]);
    await ended;
  } finally {
    report.end();
    await live.stop();
  }
}

async function settingsOf(options: RunOptions, live: LiveMicrophone): Promise<LiveSettings> {
  const { microphones, speakers, monitors = [] } = await live.listDevices();
  return {
    ...DEFAULT_LIVE_SETTINGS,
    microphone: nameOf('microphone', [...microphones, ...monitors], options.mic),
    modelId: options.model,
    strength: options.strength,
    bypass: options.bypass,
    monitor: options.monitor === undefined ? null : nameOf('speaker', speakers, options.monitor),
    voiceGate: options.gate,
    setAsDefault: options.setDefault,
    pauseWhenIdle: options.idle,
  };
}

/** The stable name of a device that is given by its stable name or by the one that people know. */
function nameOf(kind: string, devices: readonly AudioDevice[], wanted: string): string {
  if (wanted === DEFAULT_DEVICE) return DEFAULT_DEVICE;
  const device = devices.find(({ name, label }) => name === wanted || label === wanted);
  if (!device)
    throw new UserError(
      `There is no ${kind} “${wanted}”. “stillmic devices” lists them: ${devices.map(({ label }) => label).join(', ') || 'none'}.`,
    );
  return device.name;
}

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });

interface Report {
  end(): void;
}

function reportJson(live: LiveMicrophone): Report {
  const print = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
  const ends = [
    live.onStatus((status: LiveStatus) => print({ type: 'status', ...status })),
    live.onStats((stats: LiveStats) => print({ type: 'stats', ...stats })),
  ];
  return { end: () => ends.forEach((end) => end()) };
}

const LINE_MS = 250;

/** One line that is written over and over on a terminal; elsewhere a line for every change of state. */
function reportLine(live: LiveMicrophone): Report {
  const { stdout } = process;
  let stats: LiveStats | null = null;
  if (!stdout.isTTY) {
    let last = '';
    const end = live.onStatus(({ state, reason }) => {
      const line = reason ? `${state}: ${inEnglish(reason)}` : state;
      if (line !== last) stdout.write(`${line}\n`);
      last = line;
    });
    return { end };
  }
  const draw = (): void => {
    stdout.write(`\r\x1b[K${statusLine(live.status, stats, stdout.columns)}`);
  };
  const timer = setInterval(draw, LINE_MS);
  const end = live.onStats((latest) => (stats = latest));
  return {
    end: () => {
      clearInterval(timer);
      end();
      draw();
      stdout.write('\n');
    },
  };
}
