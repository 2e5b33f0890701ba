import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { continuity, latencyMs } from '../tests/support/correlate.js';
import { LiveRun } from '../tests/support/live-run.js';
import { seededNoise } from '../tests/support/signals.js';
import {
  HARDWARE,
  RIG_RATE,
  SOUND_SERVERS,
  SoundRig,
  type SoundServerKind,
} from '../tests/support/sound-rig.js';

const VIRTUAL = 'stillmic';
const TICKS_PER_SECOND = 100;
const EVERYDAY_SECONDS = 20;
const LONG_SECONDS = 600;
const BUSY_SECONDS = 180;

/** Processor time of a process so far, s. */
function cpuSeconds(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Memory, shared pages by share, MiB. */
function pssMiB(processId: number): number {
  const rollup = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
}

/** Share of one core that these processes use for `seconds`, %. */
async function cpuPercent(processIds: readonly number[], seconds: number): Promise<number> {
  const total = (): number => processIds.reduce((sum, id) => sum + cpuSeconds(id), 0);
  const before = total();
  const start = performance.now();
  await delay(1000 * seconds);
  return (100_000 * (total() - before)) / (performance.now() - start);
}

/** Noise like a voice's bandwidth, which never repeats: every place in it is found again. */
function signal(seconds: number): Float32Array {
  const noise = seededNoise(Math.round(seconds * RIG_RATE));
  for (let pass = 0; pass < 3; pass++)
    for (let i = noise.length - 1; i > 2; i--)
      noise[i] = [0, 1, 2, 3].reduce((sum, back) => sum + (noise[i - back] as number) / 4, 0);
  return noise.map((sample) => sample / 2);
}

/** What a calling app hears on `source` of what is spoken, against what the microphone hears. */
async function listen(rig: SoundRig, source: string, seconds: number) {
  const microphone = await rig.startRecording(HARDWARE.microphone);
  const client = await rig.startRecording(source);
  await rig.play(signal(seconds)).done;
  await client.until(client.seconds + 0.5);
  const spoken = await microphone.stop();
  const heard = await client.stop();
  const { jumps, damagedAtMs, windows } = continuity(spoken.samples, heard.samples, RIG_RATE);
  const sum = (sign: number): number =>
    jumps.reduce((total, { lostMs }) => total + Math.max(0, sign * lostMs), 0);
  return {
    latencyMs: latencyMs(spoken, heard),
    lostMs: sum(1),
    doubledMs: sum(-1),
    damagedWindows: damagedAtMs.length,
    windows,
  };
}

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
    const servers = rig.daemons.map((name) => rig.daemonProcessId(name));
    // So far as the machine allows it, as on a desktop where the sound server has real-time priority.
    for (const id of servers)
      execFileSync('sh', ['-c', `chrt -a -r -p 5 ${id} || true`], { stdio: 'ignore' });
    const voice = rig.play(signal(8));
    const baselineRecorder = await rig.startRecording(HARDWARE.microphone);
    const serverBaseline = await cpuPercent(servers, 5);
    await baselineRecorder.stop();
    await voice.stop();
    const { live, firstSampleMs } = await startRun(rig);
    const [engine] = await live.engineProcessIds();
    if (engine === undefined) throw new Error('There is no engine process.');
    if (busy)
      for (let core = 0; core < 2; core++)
        burners.push(spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }));
    const listening = listen(rig, VIRTUAL, seconds);
    await delay(2000);
    const span = Math.max(5, seconds - 6);
    const [supervisorCpu, engineCpu, serverCpu] = await Promise.all([
      cpuPercent([live.child.pid as number], span),
      cpuPercent([engine], span),
      cpuPercent(servers, span),
    ]);
    const { stats } = live;
    const heard = await listening;
    const figures = {
      firstSampleMs,
      ...heard,
      algorithmicMs: stats?.latency.algorithmicMs,
      engineCpuPercent: engineCpu,
      supervisorCpuPercent: supervisorCpu,
      serverCpuPercent: serverCpu - serverBaseline,
      enginePssMiB: pssMiB(engine),
      supervisorPssMiB: pssMiB(live.child.pid as number),
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
    await delay(1000);
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
    const server = [rig.daemonProcessId('pulseaudio')];
    for (const id of server) execFileSync('sh', ['-c', `chrt -a -r -p 5 ${id} || true`], { stdio: 'ignore' });
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
 * simulated faster than real time in tests/unit/engine/playback.test.ts.
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
