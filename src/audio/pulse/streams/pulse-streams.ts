import { CAPTURE_BLOCK_MS, type AudioStreams, type MicrophoneToOpen } from '../../streams/audio-streams.js';
import type { AudioSink } from '../../streams/sink.js';
import type { AudioSource } from '../../streams/source.js';
import type { ServerAddress } from '../server-address.js';
import type { PulseConnection } from './connection.js';
import { openConnection } from './open-connection.js';
import { PulsePlaybackStream } from './playback-stream.js';
import { PulseRecordStream } from './record-stream.js';

/** PulseAudio, or PipeWire's pulse server, spoken to directly. All streams share a connection. */
export class PulseStreams implements AudioStreams {
  readonly #address: ServerAddress;
  readonly #env: NodeJS.ProcessEnv;
  #connection: Promise<PulseConnection> | null = null;

  constructor(address: ServerAddress, env: NodeJS.ProcessEnv) {
    this.#address = address;
    this.#env = env;
  }

  async openSource(microphone: MicrophoneToOpen, blockMs = CAPTURE_BLOCK_MS): Promise<AudioSource> {
    return PulseRecordStream.open(await this.#connect(), microphone, blockMs);
  }

  async openSink(name: string, sampleRate: number, onLost: (error: unknown) => void): Promise<AudioSink> {
    return PulsePlaybackStream.open(await this.#connect(), name, sampleRate, onLost);
  }

  async close(): Promise<void> {
    (await this.#connection?.catch(() => null))?.close();
  }

  async #connect(): Promise<PulseConnection> {
    const connection = await this.#connection?.catch(() => null);
    if (connection && !connection.ended) return connection;
    this.#connection = openConnection(this.#address, this.#env);
    return this.#connection;
  }
}
