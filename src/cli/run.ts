import { setTimeout as delay } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { SoundServerError } from '../audio/control/sound-system.js';
import { removeTelemetryLeftovers } from '../enhancer/telemetry-leftovers.js';
import { createLiveMicrophone } from '../live/index.js';
import { ModelStore } from '../models/store.js';
import {
  DEFAULT_DEVICE,
  DEFAULT_LIVE_SETTINGS,
  VOICE_GATE_LOOK_AHEAD_MS,
  type AudioDevices,
  type LiveMicrophone,
  type LiveSettings,
  type LiveStats,
  type LiveStatus,
  type ReleaseMicrophone,
} from '../shared/live.js';
import { offerControl } from '../remote-control/offer-control.js';
import { deviceNamed } from '../shared/device-named.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { handleEnds } from './ending.js';
import { parsePercent } from './parse-percent.js';
import { statusLine } from './status-line.js';
import { inEnglish } from '../words/say.js';
import { words } from '../words/words.js';
import { toJson } from './json.js';

interface RunOptions {
  readonly mic: string;
  readonly model: string;
  readonly strength: number;
  readonly bypass: boolean;
  readonly mute: boolean;
  readonly monitor?: string;
  readonly gate: boolean;
  readonly setDefault: boolean;
  readonly idle: boolean;
  readonly release: ReleaseMicrophone;
  readonly json: boolean;
}

/** Adds `stillmic run`. */
export function registerRun(program: Command): void {
  program
    .command('run')
    .description('runs the virtual microphone until Ctrl-C: “Stillmic Microphone” in every calling app')
    .option('--mic <name>', 'microphone, by its name in “stillmic devices”', DEFAULT_DEVICE)
    .option('--model <id or file>', 'model in the store, or an ONNX file', DEFAULT_LIVE_SETTINGS.modelId)
    .option('--strength <percent>', 'share of the clean signal', parsePercent, 100)
    .option('--bypass', 'pass the voice unchanged', false)
    .option('--mute', 'begin muted; “stillmic mode on” lifts it', false)
    .option('--monitor <device>', 'listen on these speakers; with headphones only, or it howls')
    .option('--gate', `mute what isn’t a voice; adds ${VOICE_GATE_LOOK_AHEAD_MS} ms of delay`, false)
    .option('--set-default', 'make it the system’s default microphone meanwhile', false)
    .option('--no-idle', 'go on cleaning while no app listens')
    .addOption(
      new Option(
        '--release <when>',
        'close the microphone while no app listens: the first word then loses the time that the device takes to open',
      )
        .choices(['bluetooth', 'always', 'never'])
        .default(DEFAULT_LIVE_SETTINGS.releaseMicrophone),
    )
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
  const ended = untilEnded();
  let hasEnded = false;
  // Whoever awaits it first gets the rejection.
  ended.catch(() => undefined).finally(() => (hasEnded = true));
  let report: Report | null = null;
  let endControl: (() => Promise<void>) | null = null;
  try {
    const settings = await Promise.race([settingsOf(options, live, () => hasEnded), ended]);
    if (!settings) return;
    await live.configure(settings);
    endControl = await controlOf(live);
    report = options.json ? reportJson(live) : reportLine(live);
    await Promise.race([live.start(), ended]);
    await Promise.race([untilFailed(live), ended]);
  } finally {
    report?.end();
    await endControl?.();
    await live.stop();
  }
}

/** Lets “stillmic mode …” and other programs control this run; sound does not depend on it. */
async function controlOf(live: LiveMicrophone): Promise<(() => Promise<void>) | null> {
  try {
    return await offerControl(live, { program: 'run', change: (change) => live.configure(change) });
  } catch (error) {
    process.stderr.write(
      `stillmic: ${inEnglish(words('remoteControl.notOffered', { reason: wordsOf(error) }))}\n`,
    );
    return null;
  }
}

async function settingsOf(
  options: RunOptions,
  live: LiveMicrophone,
  hasEnded: () => boolean,
): Promise<LiveSettings | null> {
  const settings = {
    ...DEFAULT_LIVE_SETTINGS,
    microphone: options.mic,
    modelId: options.model,
    strength: options.strength,
    bypass: options.bypass,
    muted: options.mute,
    monitor: options.monitor ?? null,
    voiceGate: options.gate,
    setAsDefault: options.setDefault,
    pauseWhenIdle: options.idle,
    releaseMicrophone: options.release,
  };
  const isNamed = [settings.microphone, settings.monitor].some(
    (name) => name !== null && name !== DEFAULT_DEVICE,
  );
  if (!isNamed) return settings;
  return withNamedDevices(settings, live, hasEnded);
}

const SERVER_RETRY_MS = 500;
/** A server that has only just started gets its devices one after another, within this time. */
const DEVICES_APPEAR_MS = 10_000;

/**
 * Settings in which devices go by their stable names. A sound server that has not started yet is waited for.
 *
 * @returns null when the run ended before that
 * @throws UserError when there is no such device
 */
async function withNamedDevices(
  settings: LiveSettings,
  live: LiveMicrophone,
  hasEnded: () => boolean,
): Promise<LiveSettings | null> {
  let waitsUntil: number | null = null;
  while (!hasEnded()) {
    try {
      return nameDevices(settings, await live.listDevices());
    } catch (error) {
      if (error instanceof SoundServerError) {
        if (waitsUntil === null)
          process.stderr.write(`stillmic: ${inEnglish(words('live.waitingForServer'))}\n`);
        waitsUntil = performance.now() + DEVICES_APPEAR_MS;
      } else if (!(error instanceof UserError) || waitsUntil === null || performance.now() > waitsUntil)
        throw error;
      await delay(SERVER_RETRY_MS);
    }
  }
  return null;
}

const nameDevices = (
  settings: LiveSettings,
  { microphones, speakers, monitors = [] }: AudioDevices,
): LiveSettings => ({
  ...settings,
  microphone: deviceNamed('microphone', [...microphones, ...monitors], settings.microphone),
  monitor: settings.monitor === null ? null : deviceNamed('headphones', speakers, settings.monitor),
});

/**
 * Resolves when the user ends the run, or the reader of stdout does; a fault of the program rejects it. All of them
 * lead through the same clean end, and none interrupts it: a second Ctrl-C changes nothing.
 */
const untilEnded = (): Promise<null> =>
  new Promise((resolve, reject) => {
    handleEnds((end) => {
      if (end.kind === 'signal' || end.kind === 'reader-gone') resolve(null);
      if (end.kind === 'fault' || end.kind === 'output-failed') reject(end.error as Error);
      return true;
    });
  });

/** Rejects when the microphone stops for a reason that only the user can mend. */
const untilFailed = (live: LiveMicrophone): Promise<never> =>
  new Promise((_, reject) => {
    live.onStatus(({ state, reason }) => {
      if (state === 'failed' && reason) reject(new UserError(reason));
    });
  });

interface Report {
  end(): void;
}

function reportJson(live: LiveMicrophone): Report {
  const print = (value: object): void => void process.stdout.write(toJson(value));
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
