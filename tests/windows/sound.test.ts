import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { speechFigures } from '../../src/shared/speech-figures.js';
import { stillmic } from '../support/cli.js';
import { continuity, latencyMs } from '../support/correlate.js';
import { isFlowing } from '../support/run-reports.js';
import { softNoise } from '../support/signals.js';
import { RIG_RATE } from '../support/sound-rig.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { readMonoWav } from '../support/wav.js';
import { windowsStage } from './support/windows-stage.js';
import { scriptOnWindows } from './support/windows-program.js';
import { CABLE, USB_MICROPHONE } from './support/wine-devices.js';
import { APP, toWindows, withoutWine } from './support/wine.js';

const DEMO = 'assets/demo/noisy-speech.wav';
const MODEL_RATE = 16_000;
/** Silence of a sink that got no sound in time, and nothing else: shorter stretches are crossings of zero. */
const GAP_SECONDS = 0.001;

/** A recording of the rig at the model's rate. */
function atModelRate(samples: Float32Array): Float32Array {
  const ratio = RIG_RATE / MODEL_RATE;
  return Float32Array.from(
    { length: Math.floor(samples.length / ratio) },
    (_, i) => samples.subarray(i * ratio, (i + 1) * ratio).reduce((sum, value) => sum + value, 0) / ratio,
  );
}

/** Milliseconds of digital silence between the first and the last sound. */
function gapsMs(samples: Float32Array): number {
  let last = samples.length - 1;
  while (samples[last] === 0) last--;
  let silent = 0;
  let gaps = 0;
  for (let i = samples.findIndex((value) => value !== 0); i <= last; i++) {
    if (samples[i] === 0) silent++;
    else {
      if (silent > GAP_SECONDS * RIG_RATE) gaps += silent;
      silent = 0;
    }
  }
  return Math.round((1000 * gaps) / RIG_RATE);
}

/** Figures for the reader: a loaded machine must not fail a test. */
const print = (text: string): void => console.log(`measured: ${text}`);

describe.skipIf(withoutWine)('sound on Windows', () => {
  const stage = windowsStage();

  it('comes clean out of the cable when somebody speaks into the microphone', async () => {
    const { rig } = stage.now;
    const expected = join(temporaryFolder(), 'clean.wav');
    await stillmic(['denoise', DEMO, '-o', expected]);
    const run = await stage.now.run('--no-idle');
    const room = await rig.startRecording(USB_MICROPHONE.microphone);
    const cable = await rig.startRecording(CABLE.source);
    await rig.play(DEMO, USB_MICROPHONE.sink).done;
    await cable.until(cable.seconds + 0.5);
    const noisy = (await room.stop()).samples;
    const { samples } = await cable.stop();
    const { windows, damagedAtMs, jumps } = continuity(
      readMonoWav(expected).samples,
      atModelRate(samples),
      MODEL_RATE,
      { windowMs: 160, largestJumpMs: 300, leastStrength: 0.7 },
    );
    const floor = speechFigures(samples, RIG_RATE).noiseFloorDbfs;
    const { droppedHops, insertedHops, dropouts, xrunsIn, xrunsOut } = run.reports.stats ?? {};
    print(
      `noise floor ${speechFigures(noisy, RIG_RATE).noiseFloorDbfs.toFixed(1)} → ${floor.toFixed(1)} dBFS, ` +
        `${windows - damagedAtMs.length} of ${windows} stretches as Linux gives them, ${jumps.length} jumps; ` +
        `hops dropped ${droppedHops}, inserted ${insertedHops}; dropouts ${dropouts?.count}; ` +
        `xruns ${xrunsIn}/${xrunsOut}; silence in between ${gapsMs(samples)} ms`,
    );
    expect(windows).toBeGreaterThan(10);
    expect(damagedAtMs.length).toBeLessThan(windows / 2);
    expect(floor).toBeLessThan(speechFigures(noisy, RIG_RATE).noiseFloorDbfs - 15);
  });

  it('has a delay that is measured', async () => {
    const { rig } = stage.now;
    const run = await stage.now.run('--no-idle', '--bypass');
    await run.until(isFlowing);
    const room = await rig.startRecording(USB_MICROPHONE.microphone);
    const cable = await rig.startRecording(CABLE.source);
    await rig.play(softNoise(5, RIG_RATE), USB_MICROPHONE.sink).done;
    await cable.until(cable.seconds + 0.5);
    const [before, after] = [await room.stop(), await cable.stop()];
    const { windows, damagedAtMs } = continuity(before.samples, after.samples, RIG_RATE);
    const { latency } = run.reports.stats ?? {};
    print(
      `delay ${latencyMs(before, after).toFixed(0)} ms from microphone to cable; ` +
        `said: ${JSON.stringify(latency)}`,
    );
    expect(damagedAtMs.length).toBeLessThan(windows / 2);
  });

  it('has the gaps that Wine and this machine make without Stillmic, too', async () => {
    const { rig } = stage.now;
    const addon = `${toWindows(APP)}\\node_modules\\naudiodon\\build\\Release\\naudiodon.node`;
    const cable = await rig.startRecording(CABLE.source);
    const script = join(import.meta.dirname, 'support', 'play-tone.cjs');
    const tone = scriptOnWindows(script, [addon, CABLE.inputLabel, '5'], { env: rig.env });
    const { stderr } = await tone.ended();
    const { samples } = await cable.stop();
    const sounding = samples.filter((value) => value !== 0).length / RIG_RATE;
    print(
      `a tone of 5 s through PortAudio alone: ${sounding.toFixed(2)} s heard, gaps ${gapsMs(samples)} ms`,
    );
    expect({ stderr, sounding }).toMatchObject({ stderr: '' });
    expect(sounding).toBeGreaterThan(2);
  });
});
