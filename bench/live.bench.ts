import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { SOURCE_NAME as VIRTUAL } from '../src/audio/pulse/control/names.js';
import { LiveRun } from '../tests/support/live-run.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../tests/support/sound-rig.js';
import type { SoundServerKind } from '../tests/support/sound-rig.js';
import { PauseWatch, type Pause } from './pause-watch.js';
import { cpuPercent, memoryMiB } from './processes.js';
import { listen, signal } from './sound.js';

const EVERYDAY_SECONDS = 40;
const LONG_SECONDS = 600;
const BUSY_SECONDS = 180;
/** Node compiles the engine's hot code during this time: no lasting cost. */
const WARM_UP_SECONDS = 12;

/** A window of the comparison is 40 ms long, and sound captured at a pause comes out later by this much. */
const AFTER_PAUSE_MS = 150;

/** Counts the moments that are at one of the machine's own pauses or just after it. */
const atPauses = (momentsMs: readonly number[], pauses: readonly Pause[]): number =>
  momentsMs.filter((atMs) =>
    pauses.some(
      ({ endMs, lateMs }) => atMs > endMs - lateMs - AFTER_PAUSE_MS / 2 && atMs < endMs + AFTER_PAUSE_MS,
    ),
  ).length;

/** From the start of the process to the first sound on the virtual microphone, ms. */
async function startRun(rig: SoundRig): Promise<{ live: LiveRun; firstSampleMs: number }> {
  const voice = rig.play(signal(10));
  await delay(500);
  const start = performance.now();
  // One percent of the clean signal: inference runs in full, and the rest can be compared sample by sample.
  const live = new LiveRun(rig.env, '--no-idle', '--strength', '1');
  for (;;) {
    const recorder = await rig.startRecording(VIRTUAL).catch(() => null);
    if (recorder) {
      await live.until(({ state }) => state === 'running');
      await recorder.until(recorder.seconds + 1);
      const { samples, startMs } = await recorder.stop();
      await voice.stop();
      const first = samples.findIndex((sample) => Math.abs(sample) > 0.01);
      return { live, firstSampleMs: startMs + (1000 * first) / RIG_RATE - start };
    }
    await delay(5);
  }
}

async function measure(kind: SoundServerKind, seconds: number, busy: boolean) {
  const rig = await SoundRig.start(kind);
  const burners: ChildProcess[] = [];
  try {
    const servers = rig.daemonProcessIds;
    const voice = rig.play(signal(8));
    const baselineRecorder = await rig.startRecording(HARDWARE.microphone);
    const serverBaseline = await cpuPercent(servers, 5);
    await baselineRecorder.stop();
    await voice.stop();
    const { live, firstSampleMs } = await startRun(rig);
    const engine = await live.engineProcessId();
    if (busy)
      for (let core = 0; core < 2; core++)
        burners.push(spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }));
    const pauseWatch = new PauseWatch();
    const listening = listen(rig, VIRTUAL, seconds);
    await delay(1000 * WARM_UP_SECONDS);
    const span = seconds - WARM_UP_SECONDS - 4;
    const [supervisorCpu, engineCpu, serverCpu] = await Promise.all([
      cpuPercent([live.child.pid as number], span),
      cpuPercent([engine], span),
      cpuPercent(servers, span),
    ]);
    const { stats } = live;
    const { disturbedAtMs, ...heard } = await listening;
    const pauses = await pauseWatch.stop();
    const figures = {
      firstSampleMs,
      ...heard,
      disturbances: disturbedAtMs.length,
      ...(pauses && {
        disturbancesAtMachinePauses: atPauses(disturbedAtMs, pauses),
        machinePauses: pauses.length,
        longestMachinePauseMs: pauses.reduce((longest, { lateMs }) => Math.max(longest, lateMs), 0),
      }),
      algorithmicMs: stats?.latency.algorithmicMs,
      engineCpuPercent: engineCpu,
      supervisorCpuPercent: supervisorCpu,
      serverCpuPercent: serverCpu - serverBaseline,
      enginePssMiB: memoryMiB([engine]),
      supervisorPssMiB: memoryMiB([live.child.pid as number]),
      rtfMean: stats?.rtfMean,
      rtfP99: stats?.rtfP99,
      xruns: [live.stats?.xrunsIn, live.stats?.xrunsOut],
      droppedHops: live.stats?.droppedHops,
      insertedHops: live.stats?.insertedHops,
    };
    await live.end();
    return figures;
  } finally {
    for (const burner of burners) burner.kill('SIGKILL');
    await rig.stop();
  }
}

/** The engine's own cost while nobody listens, %. */
async function measureIdle(kind: SoundServerKind): Promise<number> {
  const rig = await SoundRig.start(kind);
  try {
    const live = await LiveRun.start(rig.env);
    await live.until(({ idle }) => idle);
    await delay(1000 * WARM_UP_SECONDS);
    const engines = await live.engineProcessIds();
    const percent = await cpuPercent([...engines, live.child.pid as number], 8);
    await live.end();
    return percent;
  } finally {
    await rig.stop();
  }
}

/** PulseAudio's own noise suppression, measured alike. */
async function measureWebRtc(seconds: number) {
  const rig = await SoundRig.start('pulseaudio');
  try {
    const server = rig.daemonProcessIds;
    const plain = listen(rig, HARDWARE.microphone, 8);
    await delay(1500);
    const baseline = await cpuPercent(server, 5);
    await plain;
    const suppression = 'aec_args="noise_suppression=1 analog_gain_control=0 digital_gain_control=0"';
    await rig.pactl(
      'load-module',
      'module-echo-cancel',
      'source_name=webrtc',
      `source_master=${HARDWARE.microphone}`,
      'sink_master=speakers',
      'aec_method=webrtc',
      suppression,
    );
    const listening = listen(rig, 'webrtc', seconds);
    await delay(2000);
    const cpu = await cpuPercent(server, Math.max(5, seconds - 6));
    return { latencyMs: (await listening).latencyMs, serverCpuPercent: cpu - baseline };
  } finally {
    await rig.stop();
  }
}

/**
 * The live microphone, measured from outside as a calling app hears it, on both sound servers.
 *
 * `--long`: 10 minutes, and 3 minutes with both cores busy. Thirty minutes with clocks 300 ppm apart are
 * simulated faster than real time in tests/unit/engine/pipeline/playback.test.ts.
 */
export async function run(args: readonly string[]): Promise<object> {
  const isLong = args.includes('--long');
  const wanted = SOUND_SERVERS.filter((kind) => args.includes(kind));
  const figures: Record<string, object> = {};
  for (const kind of wanted.length > 0 ? wanted : SOUND_SERVERS) {
    figures[kind] = {
      ...(await measure(kind, isLong ? LONG_SECONDS : EVERYDAY_SECONDS, false)),
      idleCpuPercent: await measureIdle(kind),
    };
    console.log(kind, figures[kind]);
    if (!isLong) continue;
    figures[`${kind}, both cores busy`] = await measure(kind, BUSY_SECONDS, true);
    console.log(`${kind}, both cores busy`, figures[`${kind}, both cores busy`]);
  }
  figures['WebRTC on pulseaudio'] = await measureWebRtc(EVERYDAY_SECONDS);
  console.log('WebRTC on pulseaudio', figures['WebRTC on pulseaudio']);
  return figures;
}
