import { setTimeout as delay } from 'node:timers/promises';
import { Screen } from '../tests/e2e/support/screen.js';
import { StillmicApp, writeSettings } from '../tests/e2e/support/stillmic-app.js';
import { LiveRun } from '../tests/support/live-run.js';
import { seededNoise } from '../tests/support/signals.js';
import { RIG_RATE, SoundRig } from '../tests/support/sound-rig.js';
import { distribution } from './measure.js';
import { cpuPercent, memoryMiB, treeOf } from './processes.js';

const STARTS = 5;
const SETTLE_MS = 4000;
const MEASURED_SECONDS = 15;
const AUDIBLE = 0.005;
const PLAYED_SECONDS = 120;

/** Processor use and memory of a process tree once it has settled. */
async function loadOf(processId: number): Promise<{ cpuPercent: number; pssMiB: number }> {
  await delay(SETTLE_MS);
  const processes = treeOf(processId);
  return { cpuPercent: await cpuPercent(processes, MEASURED_SECONDS), pssMiB: memoryMiB(processes) };
}

/** From launching the app, which switches itself on, until an app that records hears something; ms. */
async function timeToSound(rig: SoundRig, display: string): Promise<number> {
  writeSettings(rig.env, { denoiseAtStart: true, live: { strength: 50 } });
  const playback = rig.play(seededNoise(60 * RIG_RATE).map((value) => value / 4));
  const start = performance.now();
  const starting = StillmicApp.start({ env: rig.env, display });
  let recorder = null;
  while (!recorder) {
    recorder = await rig.startRecording('stillmic').catch(() => null);
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

/** What the app costs: its starts, and CPU (of one core) and PSS in each of its states, beside `stillmic run`. */
export async function run() {
  const screen = await Screen.start();
  const rig = await SoundRig.start('pulseaudio');
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

    writeSettings(rig.env);
    const playback = rig.play(seededNoise(PLAYED_SECONDS * RIG_RATE).map((value) => value / 4));
    const app = await StillmicApp.start({ env: rig.env, display: screen.display });
    const processId = app.electron.process().pid as number;
    await app.ask((bridge) => bridge.live.start());
    const recorder = await rig.startRecording('stillmic');
    const windowOpen = await loadOf(processId);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const hidden = await loadOf(processId);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const trayOnly = await loadOf(processId);
    await recorder.stop();
    await app.quit();

    const live = await LiveRun.start(rig.env);
    const listener = await rig.startRecording('stillmic');
    const commandLine = await loadOf(live.child.pid as number);
    await listener.stop();
    await live.end();
    await playback.stop();

    const figures = {
      startToWindowMs: { median: distribution(windowMs).median, all: windowMs },
      startToSoundMs: { median: distribution(soundMs).median, all: soundMs },
      windowOpen,
      hidden,
      trayOnly,
      commandLine,
    };
    console.log(
      `start to window ${Math.round(distribution(windowMs).median)} ms, to sound ${Math.round(distribution(soundMs).median)} ms`,
    );
    console.table({ windowOpen, hidden, trayOnly, 'stillmic run': commandLine });
    return figures;
  } finally {
    await rig.stop();
    await screen.stop();
  }
}
