import { createRequire } from 'node:module';
import { messageOf } from '../../../shared/user-error.js';
import type { AudioSystem } from '../../streams/audio-streams.js';
import type { AudioSink } from '../../streams/sink.js';
import { DeviceLostError, type AudioSource } from '../../streams/source.js';
import { PacedSink, type BlockingDevice } from './paced-sink.js';

/** naudiodon's binding itself: its stream API adds buffering and ends at the first xrun. */
interface Binding {
  create(options: { inOptions?: StreamOptions; outOptions?: StreamOptions }): Stream;
  getDevices(): Device[];
}
interface Device {
  readonly id: number;
  readonly name: string;
  readonly maxInputChannels: number;
  readonly maxOutputChannels: number;
}
interface StreamOptions {
  readonly deviceId: number;
  readonly channelCount: 1;
  readonly sampleFormat: 1;
  readonly sampleRate: number;
  readonly framesPerBuffer: number;
  readonly maxQueue: number;
  readonly closeOnError: boolean;
}
interface Stream {
  start(): void;
  read(bytes: number): Promise<{ buf?: Buffer; err?: string; finished?: boolean }>;
  write(samples: Buffer): Promise<string | undefined>;
  quit(mode: 'ABORT' | 'WAIT'): Promise<void>;
}

const FLOAT32 = 1;
const BYTES = 4;
/** Closing a living stream takes 0.1 to 1.3 s; a dead one may take for ever. */
const CLOSING_TIMEOUT_MS = 2000;
/** Capture of so many ms waits in the queue at most; beyond that the device's own buffer overruns. */
const CAPTURE_QUEUE_MS = 256;

/** PortAudio asks ALSA for a buffer of so many periods. */
const PERIODS = 3;

const CAPTURE_BLOCK_MS = 8;
/** Three playback blocks are what the device buffers. Smaller ones cost CPU and reserve, larger ones latency. */
const PLAYBACK_BLOCK_MS = 16 / 3;

/**
 * PortAudio through naudiodon's binding. All streams of a process must be opened from one thread. Closing a
 * stream whose server died may hang: whoever owns this must be able to be killed.
 *
 * On Linux PortAudio speaks ALSA, whose `default` device is routed to the sound server by a configuration
 * file (see alsa.ts). Which source or sink it is, libpulse reads from the environment at the time of opening;
 * this must be the process's real environment (`SHARE_ENV` in a worker thread).
 */
export class Naudiodon implements AudioSystem {
  readonly #binding = createRequire(import.meta.url)('naudiodon/build/Release/naudiodon.node') as Binding;

  openSource(name: string, sampleRate: number, blockMs = CAPTURE_BLOCK_MS): Promise<AudioSource> {
    const frames = Math.round((blockMs * sampleRate) / 1000);
    const stream = this.#create('inOptions', name, sampleRate, {
      framesPerBuffer: frames,
      maxQueue: Math.max(4, Math.ceil(CAPTURE_QUEUE_MS / blockMs)),
      closeOnError: true,
    });
    return Promise.resolve(new NaudiodonSource(stream, sampleRate, blockMs));
  }

  openSink(name: string, sampleRate: number, onLost: (error: unknown) => void): Promise<AudioSink> {
    const frames = Math.round((PLAYBACK_BLOCK_MS * sampleRate) / 1000);
    const stream = this.#create('outOptions', name, sampleRate, {
      framesPerBuffer: frames,
      maxQueue: 1,
      closeOnError: true,
    });
    const device = new NaudiodonOutput(stream, sampleRate, frames);
    return Promise.resolve(new PacedSink(device, () => performance.now(), onLost));
  }

  #create(
    direction: 'inOptions' | 'outOptions',
    name: string,
    sampleRate: number,
    options: Pick<StreamOptions, 'framesPerBuffer' | 'maxQueue' | 'closeOnError'>,
  ): Stream {
    const isInput = direction === 'inOptions';
    let deviceName = name;
    if (process.platform === 'linux') {
      process.env[isInput ? 'PULSE_SOURCE' : 'PULSE_SINK'] = name;
      deviceName = 'default';
    }
    const device = this.#binding
      .getDevices()
      .find(
        (candidate) =>
          candidate.name === deviceName &&
          (isInput ? candidate.maxInputChannels : candidate.maxOutputChannels) > 0,
      );
    // An unknown id would silently open the default device.
    if (!device) throw new DeviceLostError(`The sound system lists no device “${deviceName}”.`);
    try {
      return this.#binding.create({
        [direction]: { ...options, deviceId: device.id, channelCount: 1, sampleFormat: FLOAT32, sampleRate },
      });
    } catch (error) {
      throw new DeviceLostError(`“${name}” can't be opened: ${messageOf(error)}`);
    }
  }
}

class NaudiodonSource implements AudioSource {
  readonly sampleRate: number;
  readonly bufferMs: number;
  xruns = 0;
  readonly #stream: Stream;
  #pending: Promise<unknown> = Promise.resolve();

  constructor(stream: Stream, sampleRate: number, blockMs: number) {
    this.#stream = stream;
    this.sampleRate = sampleRate;
    this.bufferMs = blockMs;
    stream.start();
  }

  async read(frames: number): Promise<Float32Array> {
    for (;;) {
      const reading = this.#stream.read(frames * BYTES);
      this.#pending = reading;
      const { buf, err, finished } = await reading;
      if (err) {
        // The samples of this read are lost with the report; the stream goes on.
        this.xruns++;
        continue;
      }
      if (finished || !buf || buf.length < frames * BYTES)
        throw new DeviceLostError('The microphone ended its stream.');
      return new Float32Array(buf.buffer, buf.byteOffset, frames);
    }
  }

  async close(): Promise<void> {
    await closeInTime(Promise.all([this.#stream.quit('ABORT'), this.#pending]));
  }
}

class NaudiodonOutput implements BlockingDevice {
  readonly sampleRate: number;
  readonly periodFrames: number;
  readonly bufferFrames: number;
  readonly #stream: Stream;
  #started = false;

  constructor(stream: Stream, sampleRate: number, periodFrames: number) {
    this.#stream = stream;
    this.sampleRate = sampleRate;
    this.periodFrames = periodFrames;
    this.bufferFrames = PERIODS * periodFrames;
  }

  async write(samples: Float32Array): Promise<boolean> {
    const writing = this.#stream.write(
      Buffer.from(samples.buffer, samples.byteOffset, samples.length * BYTES),
    );
    if (!this.#started) {
      // Its callback waits for samples from the start, and would hold up everything without.
      this.#started = true;
      this.#stream.start();
    }
    return (await writing) !== undefined;
  }

  async close(): Promise<void> {
    await closeInTime(this.#stream.quit('ABORT'));
  }
}

async function closeInTime(closing: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new DeviceLostError('A device does not let itself be closed.')),
      CLOSING_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([closing, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
