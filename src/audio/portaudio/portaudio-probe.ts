/**
 * Loads PortAudio and listens to a microphone through it, in a process of its own that can be killed: a stream whose
 * server dies never ends. It reports on file descriptor 3, since PortAudio writes to the standard output.
 */
import { writeSync } from 'node:fs';
import { LevelMeter } from '../../dsp/meter.js';
import { messageOf } from '../../shared/user-error.js';
import { findDevice, FLOAT32, loadBinding, SAMPLE_BYTES } from './binding.js';
import type { ProbeOrder, ProbeReport } from './probe-messages.js';

const REPORTS = 3;
const BLOCK_MS = 10;

const report = (value: ProbeReport): void => void writeSync(REPORTS, `${JSON.stringify(value)}\n`);
/** The only end that no stream can hold up. */
const end = (): void => void process.kill(process.pid, 'SIGKILL');

async function probe({ hostAPIName, device, sampleRate, channels, listenMs }: ProbeOrder): Promise<void> {
  const binding = loadBinding();
  report({ isLoaded: true });
  const found = findDevice(binding, hostAPIName, device, 'input');
  report({ isListed: found !== undefined });
  if (!found || listenMs === 0) return;
  const framesPerBuffer = Math.round((BLOCK_MS * sampleRate) / 1000);
  const stream = binding.create({
    inOptions: {
      deviceId: found.id,
      channelCount: channels,
      sampleFormat: FLOAT32,
      sampleRate,
      framesPerBuffer,
      maxQueue: 32,
      closeOnError: false,
    },
  });
  stream.start();
  const meter = new LevelMeter();
  for (let heardMs = 0; heardMs < listenMs; heardMs += BLOCK_MS) {
    const { buf } = await stream.read(framesPerBuffer * channels * SAMPLE_BYTES);
    if (buf) meter.measure(new Float32Array(buf.buffer, buf.byteOffset, buf.length / SAMPLE_BYTES));
  }
  report({ level: meter.read() });
}

probe(JSON.parse(process.argv[2] as string) as ProbeOrder)
  .catch((error: unknown) => report({ error: messageOf(error) }))
  .finally(end);
