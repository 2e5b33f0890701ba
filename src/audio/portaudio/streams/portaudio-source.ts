import { words } from '../../../words/words.js';
import { DeviceLostError, type AudioSource } from '../../streams/source.js';
import type { VoiceChannel } from '../../streams/voice-channel.js';
import { SAMPLE_BYTES, type PortAudioStream } from '../binding.js';
import { closeInTime } from './close-in-time.js';

/** A microphone that PortAudio has opened with all its channels. */
export class PortAudioSource implements AudioSource {
  readonly sampleRate: number;
  readonly bufferMs: number;
  xruns = 0;
  readonly #stream: PortAudioStream;
  readonly #voiceChannel: VoiceChannel;
  #voice = new Float32Array(0);
  #pending: Promise<unknown> = Promise.resolve();

  /** Starts the stream. */
  constructor(stream: PortAudioStream, sampleRate: number, blockMs: number, voiceChannel: VoiceChannel) {
    this.#stream = stream;
    this.#voiceChannel = voiceChannel;
    this.sampleRate = sampleRate;
    this.bufferMs = blockMs;
    stream.start();
  }

  async read(frames: number): Promise<Float32Array> {
    const { channels } = this.#voiceChannel;
    const bytes = frames * channels * SAMPLE_BYTES;
    for (;;) {
      const reading = this.#stream.read(bytes);
      this.#pending = reading;
      const { buf, err, finished } = await reading;
      if (err) {
        // The samples of this read are lost with the report; the stream goes on.
        this.xruns++;
        continue;
      }
      if (finished || !buf || buf.length < bytes) throw new DeviceLostError(words('audio.microphoneEnded'));
      if (this.#voice.length !== frames) this.#voice = new Float32Array(frames);
      this.#voiceChannel.process(
        new Float32Array(buf.buffer, buf.byteOffset, frames * channels),
        this.#voice,
      );
      return this.#voice;
    }
  }

  async close(): Promise<void> {
    await closeInTime(Promise.all([this.#stream.quit('ABORT'), this.#pending]));
  }
}
