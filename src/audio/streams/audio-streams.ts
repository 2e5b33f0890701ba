import type { AudioSink } from './sink.js';
import type { AudioSource } from './source.js';

/** What opens microphones and playback devices, by their names in the sound system and at their own rates. */
export interface AudioSystem {
  /**
   * @param sampleRate Hz
   * @param blockMs    how much sound comes at a time; longer blocks cost less, for when latency doesn't count
   * @throws DeviceLostError when it can't be opened
   */
  openSource(name: string, sampleRate: number, blockMs?: number): Promise<AudioSource>;
  /**
   * @param sampleRate Hz
   * @param onLost     told once when the device or the server goes away
   * @throws DeviceLostError when it can't be opened
   */
  openSink(name: string, sampleRate: number, onLost: (error: unknown) => void): Promise<AudioSink>;
}
