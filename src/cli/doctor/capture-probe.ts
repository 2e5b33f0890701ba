import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import type { AudioSystem } from '../../audio/streams/audio-streams.js';
import { PulseAudioSystem } from '../../audio/pulse/streams/pulse-streams.js';
import type { ServerAddress } from '../../audio/pulse/streams/server-address.js';
import { LevelMeter } from '../../dsp/meter.js';
import { toDbfs } from '../../shared/dbfs.js';
import type { Level } from '../../shared/live.js';
import { messageOf } from '../../shared/user-error.js';
import { writeAlsaConfiguration } from '../../audio/portaudio/alsa.js';
import { OWN_CLIENT } from '../../audio/control/open-sound-system.js';

/** What was heard of a microphone. */
export interface Heard {
  readonly heard?: Level;
  readonly error?: string;
}

/** How far a capture through naudiodon got. */
export interface CaptureProbe extends Heard {
  /** The native module could be loaded. */
  readonly loaded?: boolean;
  /** PortAudio lists the sound server: ALSA's pulse plugin is there. */
  readonly listed?: boolean;
}

/** What the process reports, line by line. */
interface Report extends Omit<CaptureProbe, 'heard'> {
  readonly amplitudes?: { readonly rms: number; readonly peak: number };
}

const TIMEOUT_MS = 10_000;

/**
 * Runs in a process of its own, which can be killed: a stream whose server dies never ends. It reports on file
 * descriptor 3, since PortAudio writes to the standard output.
 */
const SCRIPT = `
const report = (value) => require('fs').writeSync(3, JSON.stringify(value) + '\\n');
const end = () => process.kill(process.pid, 'SIGKILL');
const [, bindingFile, rate, milliseconds] = process.argv;
(async () => {
  const binding = require(bindingFile);
  report({ loaded: true });
  const device = binding.getDevices().find((one) => one.name === 'default' && one.maxInputChannels > 0);
  report({ listed: device !== undefined });
  if (!device || milliseconds === '0') return end();
  const stream = binding.create({ inOptions: {
    deviceId: device.id, channelCount: 1, sampleFormat: 1, sampleRate: Number(rate),
    framesPerBuffer: 480, maxQueue: 32, closeOnError: false,
  } });
  stream.start();
  let peak = 0, energy = 0, count = 0;
  while (count < rate * milliseconds / 1000) {
    const { buf } = await stream.read(4 * 1024);
    for (const sample of new Float32Array(buf.buffer, buf.byteOffset, buf.length >> 2)) {
      peak = Math.max(peak, Math.abs(sample));
      energy += sample * sample;
      count++;
    }
  }
  report({ amplitudes: { rms: Math.sqrt(energy / count), peak } });
  end();
})().catch((error) => { report({ error: String(error.message ?? error) }); end(); });
`;

/** Loads PortAudio and listens to a microphone through it for so long, if at all. */
export async function probePortAudio(
  microphone: string,
  sampleRate: number,
  listenMs: number,
  env: NodeJS.ProcessEnv,
): Promise<CaptureProbe> {
  const binding = createRequire(import.meta.url).resolve('naudiodon/build/Release/naudiodon.node');
  const alsa = writeAlsaConfiguration();
  const child = spawn(process.execPath, ['-e', SCRIPT, binding, String(sampleRate), String(listenMs)], {
    env: {
      ...env,
      ...OWN_CLIENT,
      ALSA_CONFIG_PATH: alsa.file,
      PULSE_SOURCE: microphone,
      ELECTRON_RUN_AS_NODE: '1',
    },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  let reports = '';
  (child.stdio[3] as Readable).on('data', (text: Buffer) => (reports += text.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  alsa.remove();
  const lines = reports.trim().split('\n').filter(Boolean);
  const { amplitudes, ...probe } = Object.assign(
    {},
    ...lines.map((line) => JSON.parse(line) as object),
  ) as Report;
  if (!amplitudes) return probe;
  const { rms, peak } = amplitudes;
  return { ...probe, heard: { rmsDbfs: toDbfs(rms), peakDbfs: toDbfs(peak), clipped: peak >= 1 } };
}

/** Listens to a microphone for so long directly, as the engine does. */
export async function probeDirectly(
  address: ServerAddress,
  microphone: string,
  sampleRate: number,
  listenMs: number,
  env: NodeJS.ProcessEnv,
): Promise<Heard> {
  const system = new PulseAudioSystem(address, env);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Heard>((resolve) => (timer = setTimeout(resolve, TIMEOUT_MS, {})));
  const listening = listen(system, microphone, sampleRate, listenMs).catch((error: unknown): Heard => ({
    error: messageOf(error),
  }));
  try {
    return await Promise.race([listening, tooLate]);
  } finally {
    clearTimeout(timer);
    await system.close();
  }
}

async function listen(
  system: AudioSystem,
  microphone: string,
  sampleRate: number,
  listenMs: number,
): Promise<Heard> {
  const source = await system.openSource(microphone, sampleRate);
  const meter = new LevelMeter();
  const blockMs = 20;
  for (let heardMs = 0; heardMs < listenMs; heardMs += blockMs)
    meter.measure(await source.read(Math.round((blockMs * sampleRate) / 1000)));
  return { heard: meter.read() };
}
