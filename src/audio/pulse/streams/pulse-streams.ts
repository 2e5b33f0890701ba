import { OWN_APPLICATION_ID } from '../../../shared/application.js';
import type { AudioSystem } from '../../streams/audio-streams.js';
import type { AudioSink } from '../../streams/sink.js';
import type { AudioSource } from '../../streams/source.js';
import { PulseConnection } from './connection.js';
import { PulsePlaybackStream } from './playback-stream.js';
import { PulseRecordStream } from './record-stream.js';
import { authenticationCookie, type ServerAddress } from './server-address.js';

/** Two blocks make a hop of FastEnhancer T, B and S. */
const CAPTURE_BLOCK_MS = 8;

/** PulseAudio, or PipeWire's pulse server, spoken to directly. All streams share a connection. */
export class PulseAudioSystem implements AudioSystem {
  readonly #address: ServerAddress;
  readonly #env: NodeJS.ProcessEnv;
  #connection: Promise<PulseConnection> | null = null;

  constructor(address: ServerAddress, env: NodeJS.ProcessEnv) {
    this.#address = address;
    this.#env = env;
  }

  async openSource(name: string, sampleRate: number, blockMs = CAPTURE_BLOCK_MS): Promise<AudioSource> {
    return PulseRecordStream.open(await this.#connect(), name, sampleRate, blockMs);
  }

  async openSink(name: string, sampleRate: number, onLost: (error: unknown) => void): Promise<AudioSink> {
    return PulsePlaybackStream.open(await this.#connect(), name, sampleRate, onLost);
  }

  /** Ends the connection, and every stream with it. */
  async close(): Promise<void> {
    (await this.#connection?.catch(() => null))?.close();
  }

  async #connect(): Promise<PulseConnection> {
    const connection = await this.#connection?.catch(() => null);
    if (connection && !connection.ended) return connection;
    this.#connection = PulseConnection.open(this.#address, authenticationCookie(this.#env), {
      'application.name': 'Stillmic',
      'application.id': OWN_APPLICATION_ID,
      'application.process.id': String(process.pid),
    });
    return this.#connection;
  }
}
