import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SOURCE_NAME } from '../src/audio/pulse/control/names.js';
import { busyWaveform, HANGING_BURST } from '../tests/support/busy-model.js';
import { LiveRun } from '../tests/support/live-run.js';
import { rms } from '../tests/support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../tests/support/sound-rig.js';
import type { Playback, Recording, SoundServerKind } from '../tests/support/sound-rig.js';
import { writeTinyModel } from '../tests/support/tiny-models.js';
import { listen, signal } from './sound.js';

const SUSPENDED_MS = 10_000;
const HUNG_THRESHOLD = 0.9;
/** Sound counts as back once it has flowed without a gap for this time. */
const STEADY_SECONDS = 1.5;
const PATIENCE_MS = 20_000;
const WINDOW_SECONDS = 0.01;
/** Root mean square of a window; what is spoken is thirty times as loud. */
const SILENT = 0.003;

interface Scene {
  readonly rig: SoundRig;
  readonly live: LiveRun;
  readonly engine: number;
}

interface Cause {
  readonly name: string;
  /** Makes it happen and undoes it, as far as it is undone from outside. */
  readonly happen: (scene: Scene) => Promise<void>;
  /** Whether the cause also ends the sound that is spoken. */
  readonly silences?: true;
}

const untilRecovering = ({ live }: Scene): Promise<void> => live.until(({ state }) => state === 'recovering');

const daemonKilled = (daemon: string): Cause => ({
  name: `${daemon} killed, restarted`,
  silences: true,
  happen: async (scene) => {
    await scene.rig.kill(daemon);
    await untilRecovering(scene);
    await scene.rig.startDaemon(daemon);
    await scene.rig.plugHardware();
  },
});

const CAUSES: readonly Cause[] = [
  {
    name: 'microphone unplugged and back',
    silences: true,
    happen: async (scene) => {
      await scene.rig.unplug(HARDWARE.microphone);
      await untilRecovering(scene);
      await scene.rig.plug(HARDWARE.sink, HARDWARE.microphone, HARDWARE.label);
    },
  },
  {
    name: 'suspended for 10 s',
    happen: async ({ live, engine }) => {
      const processes = [live.child.pid as number, engine];
      for (const id of processes) process.kill(id, 'SIGSTOP');
      await delay(SUSPENDED_MS);
      for (const id of processes) process.kill(id, 'SIGCONT');
    },
  },
  { name: 'engine killed', happen: async ({ engine }) => void process.kill(engine, 'SIGKILL') },
  { name: 'engine stands still', happen: async ({ engine }) => void process.kill(engine, 'SIGSTOP') },
  { name: 'audio worker hangs', happen: async ({ rig }) => rig.play(HANGING_BURST).done },
];

/** When the last silence in it ended, ms on the recording's clock; null when it is silent at its end. */
function soundSince({ samples, startMs }: Recording): number | null {
  const length = WINDOW_SECONDS * RIG_RATE;
  let end = Math.floor(samples.length / length);
  const isSilent = (window: number): boolean =>
    rms(samples.subarray(window * length, (window + 1) * length)) < SILENT;
  if (end === 0 || isSilent(end - 1)) return null;
  while (end > 0 && !isSilent(end - 1)) end--;
  return startMs + 1000 * end * WINDOW_SECONDS;
}

/** Whether this process records the virtual microphone itself: PipeWire moves recorders elsewhere. */
async function recordsVirtual(rig: SoundRig, processId: number): Promise<boolean> {
  const outputs = (await rig.pactlJson('list', 'source-outputs')) as {
    source: number;
    properties: Record<string, string>;
  }[];
  const sources = (await rig.pactlJson('list', 'sources')) as { index: number; name: string }[];
  const own = outputs.find(
    ({ properties }) => properties['application.process.id'] === String(processId),
  )?.source;
  return sources.some(({ index, name }) => index === own && name === SOURCE_NAME);
}

/** Milliseconds from `end` until sound flows on the virtual microphone without another gap. */
async function timeToSound(rig: SoundRig, end: number): Promise<number> {
  while (performance.now() < end + PATIENCE_MS) {
    const recorder = await rig.startRecording(SOURCE_NAME).catch(() => null);
    if (!recorder) continue;
    for (let heard = STEADY_SECONDS; !recorder.ended && heard < PATIENCE_MS / 1000; heard += 0.1) {
      await recorder.until(heard);
      const recording = recorder.soFar();
      const since = soundSince(recording);
      const now = recording.startMs + (1000 * recording.samples.length) / RIG_RATE;
      if (since === null || now - since < 1000 * STEADY_SECONDS) continue;
      if (!(await recordsVirtual(rig, recorder.processId).catch(() => false))) break;
      await recorder.stop();
      return since - end;
    }
    await recorder.stop();
  }
  throw new Error('Nothing is heard.');
}

async function measure(kind: SoundServerKind, cause: Cause) {
  const rig = await SoundRig.start(kind);
  let voice: Playback | undefined;
  try {
    const file = join(rig.folder, 'hanging.onnx');
    writeTinyModel(file, busyWaveform({ threshold: HUNG_THRESHOLD, products: 'hangs' }));
    const model = cause.name.includes('worker') ? ['--model', file] : [];
    const live = await LiveRun.start(rig.env, '--no-idle', '--strength', '1', ...model);
    const engine = await live.engineProcessId();
    const before = await listen(rig, SOURCE_NAME, 4);
    const spoken = signal(60);
    voice = rig.play(spoken);
    await delay(1000);
    await cause.happen({ rig, live, engine });
    const end = performance.now();
    if (cause.silences) voice = rig.play(spoken);
    const milliseconds = await timeToSound(rig, end);
    await voice.stop();
    voice = undefined;
    const after = await listen(rig, SOURCE_NAME, 4);
    const figures = { milliseconds, latencyBeforeMs: before.latencyMs, latencyAfterMs: after.latencyMs };
    await live.end();
    return figures;
  } finally {
    await voice?.stop();
    await rig.stop();
  }
}

/**
 * From the end of each cause to sound without gaps on the virtual microphone, and the latency before and after.
 * A killed server has ended when it runs again and its devices are back; what hangs or dies has no end of its
 * own: there it is counted from the beginning. Arguments choose servers and causes, by a part of the name.
 */
export async function run(args: readonly string[]): Promise<object> {
  const figures: Record<string, object> = {};
  const kinds = SOUND_SERVERS.filter((kind) => args.includes(kind));
  const words = args.filter((word) => !SOUND_SERVERS.some((kind) => kind === word));
  for (const kind of kinds.length > 0 ? kinds : SOUND_SERVERS) {
    const rig = await SoundRig.start(kind);
    const daemons = rig.daemons.map(daemonKilled);
    await rig.stop();
    for (const cause of [...daemons, ...CAUSES]) {
      if (words.length > 0 && !words.some((word) => cause.name.includes(word))) continue;
      const measured = await measure(kind, cause);
      figures[`${kind}: ${cause.name}`] = measured;
      const { milliseconds, latencyBeforeMs, latencyAfterMs } = measured;
      const latency = `${latencyBeforeMs.toFixed(0)} → ${latencyAfterMs.toFixed(0)} ms`;
      console.log(
        `${kind.padEnd(11)} ${cause.name.padEnd(34)} ${(milliseconds / 1000).toFixed(2)} s   latency ${latency}`,
      );
    }
  }
  return figures;
}
