import { SAMPLE_BYTES, type PortAudioStream } from '../binding.js';
import { closeInTime } from './close-in-time.js';
import type { BlockingDevice } from './paced-sink.js';

/** Periods of the buffer that PortAudio asks ALSA for. */
const ALSA_PERIODS = 3;
/**
 * Sound that WASAPI's shared mode holds, seconds: two turns of its engine, which takes 10 ms at a time. PortAudio does not
 * tell what a device really has, so the delay that follows from this is an estimate. Core Audio's is taken for ALSA's.
 */
const WASAPI_SECONDS = 0.02;

/** A playback device that PortAudio has opened. */
export class PortAudioOutput implements BlockingDevice {
  readonly sampleRate: number;
  readonly periodFrames: number;
  readonly bufferFrames: number;
  readonly #stream: PortAudioStream;
  #hasStarted = false;

  constructor(
    stream: PortAudioStream,
    sampleRate: number,
    periodFrames: number,
    platform: NodeJS.Platform = process.platform,
  ) {
    this.#stream = stream;
    this.sampleRate = sampleRate;
    this.periodFrames = periodFrames;
    this.bufferFrames =
      platform === 'win32'
        ? periodFrames + Math.round(WASAPI_SECONDS * sampleRate)
        : ALSA_PERIODS * periodFrames;
  }

  async write(samples: Float32Array): Promise<boolean> {
    const writing = this.#stream.write(
      Buffer.from(samples.buffer, samples.byteOffset, samples.length * SAMPLE_BYTES),
    );
    if (!this.#hasStarted) {
      // Its callback blocks until there are samples, so the first ones come before the start.
      this.#hasStarted = true;
      this.#stream.start();
    }
    return (await writing) !== undefined;
  }

  async close(): Promise<void> {
    await closeInTime(this.#stream.quit('ABORT'));
  }
}
