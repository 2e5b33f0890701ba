import { setTimeout as delay } from 'node:timers/promises';
import { SOURCE_NAME } from '../src/audio/pulse/control/names.js';
import { Screen } from '../tests/e2e/support/screen.js';
import { StillmicApp, writeSettings } from '../tests/e2e/support/stillmic-app.js';
import { LiveRun } from '../tests/support/live-run.js';
import { quietNoise } from '../tests/support/signals.js';
import { RIG_RATE, SoundRig } from '../tests/support/sound-rig.js';
import { distribution } from './measure.js';
import { cpuPercent, memoryMiB, treeOf } from './processes.js';

const STARTS = 5;
/** V8 compiles hot code during this time, in the page and in the engine: no lasting cost. */
const WARM_UP_SECONDS = 30;
const SETTLE_MS = 4000;
const MEASURED_SECONDS = 10;
/** Rounds: each measures the states one after the other. */
const ROUNDS = 3;
const FRAMES_MS = 8000;
/** The page's globals, as far as they are used here. */
declare const requestAnimationFrame: (callback: (now: number) => void) => void;

const AUDIBLE = 0.005;
const PLAYED_SECONDS = 120;

interface Load {
  readonly cpuPercent: number;
  readonly pssMiB: number;
  /** CPU time of the window's own process; null while there is none. */
  readonly rendererCpuPercent: number | null;
}

/** Processor use and memory of a process tree, and of one process in it, once it has settled. */
async function loadOf(processId: number, rendererId: number | null): Promise<Load> {
  await delay(SETTLE_MS);
  const [all, renderer] = await Promise.all([
    cpuPercent(treeOf(processId), MEASURED_SECONDS),
    rendererId === null ? null : cpuPercent([rendererId], MEASURED_SECONDS),
  ]);
  return { cpuPercent: all, pssMiB: memoryMiB(treeOf(processId)), rendererCpuPercent: renderer };
}

const medianOf = (loads: readonly Load[]) => {
  const median = (pick: (load: Load) => number | null): number | null => {
    const values = loads.map(pick).filter((value): value is number => value !== null);
    return values.length > 0 ? distribution(values).median : null;
  };
  return {
    cpuPercent: median((load) => load.cpuPercent),
    pssMiB: median((load) => load.pssMiB),
    rendererCpuPercent: median((load) => load.rendererCpuPercent),
    all: loads,
  };
};

/** Times between the animation frames of the window, ms. */
const frameTimes = (app: StillmicApp): Promise<number[]> =>
  app.page.evaluate(
    (lasting) =>
      new Promise((resolve) => {
        const times: number[] = [];
        let last: number | null = null;
        const frame = (now: number): void => {
          if (last !== null) times.push(now - last);
          last = now;
          if (performance.now() < end) requestAnimationFrame(frame);
          else resolve(times);
        };
        const end = performance.now() + lasting;
        requestAnimationFrame(frame);
      }),
    FRAMES_MS,
  );

const rendererId = (app: StillmicApp): Promise<number> =>
  app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    return window.webContents.getOSProcessId();
  });

const playNoise = (rig: SoundRig, seconds: number) => rig.play(quietNoise(seconds * RIG_RATE));

/** Noise into the microphone of a rig, and an app that records its virtual microphone. */
async function listenOn(rig: SoundRig) {
  const playback = playNoise(rig, PLAYED_SECONDS);
  const recorder = await rig.startRecording(SOURCE_NAME);
  return async (): Promise<void> => {
    await recorder.stop();
    await playback.stop();
  };
}

/**
 * The app in each of its states, and `stillmic run` beside it on a sound server of its own: the machine is not
 * always equally fast, so that only what is measured at the same time can be compared.
 */
async function measureStates(rig: SoundRig, rigOfRun: SoundRig, display: string) {
  writeSettings(rig.env);
  const app = await StillmicApp.start({ env: rig.env, display });
  const processId = app.electron.process().pid as number;
  await app.ask((bridge) => bridge.live.start());
  const run = await LiveRun.start(rigOfRun.env);
  const ends = [await listenOn(rig), await listenOn(rigOfRun)];
  const renderer = await rendererId(app);
  const beside = async (rendererOfState: number | null) => {
    const [load, commandLine] = await Promise.all([
      loadOf(processId, rendererOfState),
      loadOf(run.child.pid as number, null),
    ]);
    return { load, commandLine };
  };
  await delay(1000 * WARM_UP_SECONDS);
  const windowOpen = await beside(renderer);
  const frames = await frameTimes(app);
  const compositor = await app.electron.evaluate(
    ({ app: electronApp }) => electronApp.getGPUFeatureStatus().gpu_compositing,
  );
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const hidden = await beside(renderer);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const trayOnly = await beside(null);
  for (const end of ends) await end();
  await app.quit();
  await run.end();
  return { windowOpen, hidden, trayOnly, frames, compositor };
}

/** From launching the app, which switches itself on, until an app that records hears something; ms. */
async function timeToSound(rig: SoundRig, display: string): Promise<number> {
  writeSettings(rig.env, { denoiseAtStart: true, live: { strength: 50 } });
  const playback = playNoise(rig, 60);
  const start = performance.now();
  const starting = StillmicApp.start({ env: rig.env, display });
  let recorder = null;
  while (!recorder) {
    recorder = await rig.startRecording(SOURCE_NAME).catch(() => null);
    await delay(10);
  }
  const app = await starting;
  await delay(3000);
  const { samples, sampleRate, startMs } = await recorder.stop();
  await app.quit();
  await playback.stop();
  const first = samples.findIndex((sample) => Math.abs(sample) > AUDIBLE);
  return startMs + (1000 * first) / sampleRate - start;
}

/**
 * Measures the app: its starts, the times between its frames, and CPU (of one core) and PSS in each of its states
 * and of `stillmic run` at the same time; medians of several rounds.
 */
export async function run() {
  const screen = await Screen.start();
  const rig = await SoundRig.start('pulseaudio');
  const rigOfRun = await SoundRig.start('pulseaudio');
  try {
    writeSettings(rig.env);
    const windowMs: number[] = [];
    for (let start = 0; start < STARTS; start++) {
      const from = performance.now();
      const app = await StillmicApp.start({ env: rig.env, display: screen.display });
      await app.page.getByRole('switch').first().waitFor();
      windowMs.push(performance.now() - from);
      await app.quit();
    }
    const soundMs: number[] = [];
    for (let start = 0; start < STARTS; start++) soundMs.push(await timeToSound(rig, screen.display));

    const rounds: Awaited<ReturnType<typeof measureStates>>[] = [];
    for (let round = 0; round < ROUNDS; round++)
      rounds.push(await measureStates(rig, rigOfRun, screen.display));
    const state = (name: 'windowOpen' | 'hidden' | 'trayOnly') => {
      const pairs = rounds.map((round) => round[name]);
      const above = pairs.map(({ load, commandLine }) => load.cpuPercent - commandLine.cpuPercent);
      return {
        ...medianOf(pairs.map(({ load }) => load)),
        commandLine: medianOf(pairs.map(({ commandLine }) => commandLine)),
        pointsAboveCommandLine: distribution(above).median,
        allPointsAboveCommandLine: above,
      };
    };
    const states = { windowOpen: state('windowOpen'), hidden: state('hidden'), trayOnly: state('trayOnly') };
    const frames = {
      ...distribution(rounds.flatMap((round) => round.frames)),
      over33Ms: rounds.flatMap((round) => round.frames).filter((ms) => ms > 33.4).length,
      count: rounds.flatMap((round) => round.frames).length,
      // Chromium's own word for it; `disabled_software` is its compositor without a graphics processor.
      compositor: rounds[0]?.compositor,
    };
    const figures = {
      startToWindowMs: { median: distribution(windowMs).median, all: windowMs },
      startToSoundMs: { median: distribution(soundMs).median, all: soundMs },
      ...states,
      frameMs: frames,
    };
    console.log(
      `start to window ${Math.round(distribution(windowMs).median)} ms, to sound ${Math.round(distribution(soundMs).median)} ms`,
    );
    console.table(states, ['cpuPercent', 'rendererCpuPercent', 'pssMiB', 'pointsAboveCommandLine']);
    console.log('frames in the window, ms:', frames);
    return figures;
  } finally {
    await rig.stop();
    await rigOfRun.stop();
    await screen.stop();
  }
}
