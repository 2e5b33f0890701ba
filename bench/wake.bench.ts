import { setTimeout as delay } from 'node:timers/promises';
import { LiveRun } from '../tests/support/live-run.js';
import { RIG_RATE, SOUND_SERVERS, SoundRig, type SoundServerKind } from '../tests/support/sound-rig.js';
import { distribution } from './measure.js';
import { signal } from './sound.js';

const WAKES = 8;
const VIRTUAL = 'stillmic';
const WINDOW = RIG_RATE / 100;
/** Root mean square of a window; the sound that is played is thirty times as loud. */
const SILENT = 0.003;
/** After an app stopped, the engine idles within this time. */
const IDLE_MS = 3500;

/** Milliseconds from the first sample that an app records to the first sound in it. */
async function timeToSound(rig: SoundRig): Promise<number> {
  const { samples } = await rig.record(VIRTUAL, 2);
  for (let at = 0; at + WINDOW <= samples.length; at += WINDOW) {
    const window = samples.subarray(at, at + WINDOW);
    if (Math.sqrt(window.reduce((sum, value) => sum + value * value, 0) / WINDOW) > SILENT)
      return (1000 * at) / RIG_RATE;
  }
  return Infinity;
}

async function measure(kind: SoundServerKind, release: 'never' | 'always') {
  const rig = await SoundRig.start(kind);
  try {
    const voice = rig.play(signal(WAKES * 8));
    const live = await LiveRun.start(rig.env, '--bypass', '--release', release);
    const milliseconds: number[] = [];
    for (let wake = 0; wake < WAKES; wake++) {
      await delay(IDLE_MS);
      milliseconds.push(await timeToSound(rig));
    }
    await live.end();
    await voice.stop();
    return distribution(milliseconds);
  } finally {
    await rig.stop();
  }
}

/**
 * Measures how much of a word that is already being spoken an app loses when it begins to listen, with the microphone held open
 * and with the microphone released.
 */
export async function run(): Promise<object> {
  const figures: Record<string, object> = {};
  for (const kind of SOUND_SERVERS)
    for (const release of ['never', 'always'] as const)
      figures[`${kind}, ${release === 'never' ? 'held' : 'released'}`] = await measure(kind, release);
  console.table(figures);
  return figures;
}
