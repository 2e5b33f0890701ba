import type { MicrophoneChannel } from '../../shared/live.js';
import type { AudioSink } from './sink.js';
import type { AudioSource } from './source.js';

/** A microphone to be opened. */
export interface MicrophoneToOpen {
  /** Stable name in the sound system. */
  readonly name: string;
  /** The device's own rate, Hz. */
  readonly sampleRate: number;
  /** Channels that it has, as far as the supervisor knows. */
  readonly channels: number;
  readonly channel: MicrophoneChannel;
}

/** Opens microphones and playback devices, by their names in the sound system and at their own rates. */
export interface AudioStreams {
  /**
   * @param blockMs how much sound comes at a time; longer blocks cost less, where latency does not count
   * @throws DeviceLostError when it can't be opened
   */
  openSource(microphone: MicrophoneToOpen, blockMs?: number): Promise<AudioSource>;
  /**
   * @param sampleRate Hz
   * @param onLost     called once when the device or the server goes away
   * @throws DeviceLostError when it can't be opened
   */
  openSink(name: string, sampleRate: number, onLost: (error: unknown) => void): Promise<AudioSink>;
  /** Closes all streams at once, where that can be done. */
  close(): Promise<void>;
}

/** How much sound a source gives at a time where latency counts: two such blocks make a hop of FastEnhancer T, B, S. */
export const CAPTURE_BLOCK_MS = 8;
