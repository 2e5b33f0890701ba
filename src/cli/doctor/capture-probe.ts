import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { writeAlsaConfiguration } from '../../engine/audio/portaudio/alsa.js';
import { OWN_CLIENT } from '../../virtual-mic/index.js';

/** How far a capture through naudiodon got, and what it heard. */
export interface CaptureProbe {
  /** The native module could be loaded. */
  readonly loaded?: boolean;
  /** PortAudio lists the sound server: ALSA's pulse plugin is there. */
  readonly listed?: boolean;
  /** What was heard, amplitudes. */
  readonly heard?: { readonly rms: number; readonly peak: number };
  readonly error?: string;
}

const LISTEN_MS = 2000;
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
  if (!device) return end();
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
  report({ heard: { rms: Math.sqrt(energy / count), peak } });
  end();
})().catch((error) => { report({ error: String(error.message ?? error) }); end(); });
`;

/** Listens to a microphone for two seconds in the way in which the engine does. */
export async function probeCapture(
  microphone: string,
  sampleRate: number,
  env: NodeJS.ProcessEnv,
): Promise<CaptureProbe> {
  const binding = createRequire(import.meta.url).resolve('naudiodon/build/Release/naudiodon.node');
  const alsa = writeAlsaConfiguration();
  const child = spawn(process.execPath, ['-e', SCRIPT, binding, String(sampleRate), String(LISTEN_MS)], {
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
  return Object.assign(
    {},
    ...reports
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object),
  );
}
