import { setTimeout as delay } from 'node:timers/promises';
import { LiveRun } from '../tests/support/live-run.js';
import { SoundRig } from '../tests/support/sound-rig.js';
import { distribution } from './measure.js';
import { cpuPercent, memoryMiB } from './processes.js';
import { signal } from './sound.js';

const ROUNDS = 3;
const SETTLE_MS = 3000;
const SECONDS = 10;

/** Cost of the engine with or without the voice gate while somebody speaks. */
async function measure(...options: string[]) {
  const rig = await SoundRig.start('pulseaudio');
  try {
    const voice = rig.play(signal(SECONDS + 10));
    const live = await LiveRun.start(rig.env, '--no-idle', ...options);
    const engine = await live.engineProcessId();
    await delay(SETTLE_MS);
    const figures = { cpu: await cpuPercent([engine], SECONDS), pss: memoryMiB([engine]) };
    await live.end();
    await voice.stop();
    return figures;
  } finally {
    await rig.stop();
  }
}

/** CPU and memory of the engine with the voice gate against without it, in turns; medians of three. */
export async function run(): Promise<object> {
  const without: { cpu: number; pss: number }[] = [];
  const withGate: { cpu: number; pss: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    without.push(await measure());
    withGate.push(await measure('--gate'));
  }
  const row = (runs: readonly { cpu: number; pss: number }[]) => ({
    cpuPercent: distribution(runs.map(({ cpu }) => cpu)).median,
    pssMiB: distribution(runs.map(({ pss }) => pss)).median,
  });
  const figures = { without: row(without), withGate: row(withGate) };
  console.table(figures);
  return {
    ...figures,
    cpuRatio: figures.withGate.cpuPercent / figures.without.cpuPercent,
    pssRatio: figures.withGate.pssMiB / figures.without.pssMiB,
  };
}
