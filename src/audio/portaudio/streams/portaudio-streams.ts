import { messageOf } from '../../../shared/user-error.js';
import { MAX_MICROPHONE_CHANNELS } from '../../../shared/live.js';
import { plainWords, words } from '../../../words/words.js';
import { CAPTURE_BLOCK_MS, type AudioStreams, type MicrophoneToOpen } from '../../streams/audio-streams.js';
import type { AudioSink } from '../../streams/sink.js';
import { DeviceLostError, type AudioSource } from '../../streams/source.js';
import { VoiceChannel } from '../../streams/voice-channel.js';
import {
  ALSA_DEVICE,
  findDevice,
  FLOAT32,
  loadBinding,
  type PortAudioDevice,
  type PortAudioStream,
  type StreamOptions,
} from '../binding.js';
import { PacedSink } from './paced-sink.js';
import { PortAudioOutput } from './portaudio-output.js';
import { PortAudioSource } from './portaudio-source.js';

/** Captured sound waits in the queue for this long at most; beyond that the device's own buffer overruns. */
const CAPTURE_QUEUE_MS = 256;

/** The device buffers three playback blocks. Smaller ones cost CPU and reserve, larger ones latency. */
const PLAYBACK_BLOCK_MS = 16 / 3;

type DeviceOptions = Pick<StreamOptions, 'channelCount' | 'framesPerBuffer' | 'maxQueue'>;

/**
 * PortAudio through naudiodon's binding. All streams of a process must be opened from one thread. Closing a
 * stream whose server died may hang, so the process that owns this must be one that can be killed.
 *
 * On Linux PortAudio speaks ALSA, whose `default` device is routed to the sound server by a configuration
 * file (see alsa.ts). libpulse reads the name of the source or sink from the environment at the time of opening;
 * this must be the process's real environment (`SHARE_ENV` in a worker thread).
 */
export class PortAudioStreams implements AudioStreams {
  readonly #binding = loadBinding();
  readonly #hostAPIName: string | undefined;

  /** @param hostAPIName PortAudio's interface by which devices are looked up */
  constructor(hostAPIName: string | undefined) {
    this.#hostAPIName = hostAPIName;
  }

  async openSource(microphone: MicrophoneToOpen, blockMs = CAPTURE_BLOCK_MS): Promise<AudioSource> {
    const { name, sampleRate } = microphone;
    const device = this.#find('input', name);
    const channels = channelsToOpen(microphone, device);
    const options = {
      framesPerBuffer: Math.round((blockMs * sampleRate) / 1000),
      maxQueue: Math.max(4, Math.ceil(CAPTURE_QUEUE_MS / blockMs)),
    };
    const stream = this.#create('inOptions', name, device, sampleRate, {
      ...options,
      channelCount: channels,
    });
    return new PortAudioSource(
      stream,
      sampleRate,
      blockMs,
      new VoiceChannel(channels, sampleRate, microphone.channel),
    );
  }

  async openSink(name: string, sampleRate: number, onLost: (error: unknown) => void): Promise<AudioSink> {
    const framesPerBuffer = Math.round((PLAYBACK_BLOCK_MS * sampleRate) / 1000);
    const options = { framesPerBuffer, maxQueue: 1, channelCount: 1 };
    const stream = this.#create('outOptions', name, this.#find('output', name), sampleRate, options);
    const device = new PortAudioOutput(stream, sampleRate, framesPerBuffer);
    return new PacedSink(device, () => performance.now(), onLost);
  }

  /** Streams of PortAudio can only be closed one by one, and those of a dead server not at all. */
  async close(): Promise<void> {
    // The process that owns them is killed.
  }

  /** @throws DeviceLostError when PortAudio does not list it: an unknown id would silently open the default device */
  #find(direction: 'input' | 'output', name: string): PortAudioDevice {
    const isAlsa = process.platform === 'linux';
    const device = findDevice(this.#binding, this.#hostAPIName, isAlsa ? ALSA_DEVICE : name, direction);
    if (!device)
      throw new DeviceLostError(words('audio.deviceNotListed', { name: isAlsa ? ALSA_DEVICE : name }));
    return device;
  }

  #create(
    direction: 'inOptions' | 'outOptions',
    name: string,
    device: PortAudioDevice,
    sampleRate: number,
    options: DeviceOptions,
  ): PortAudioStream {
    if (process.platform === 'linux')
      process.env[direction === 'inOptions' ? 'PULSE_SOURCE' : 'PULSE_SINK'] = name;
    try {
      return this.#binding.create({
        [direction]: {
          ...options,
          closeOnError: true,
          deviceId: device.id,
          sampleFormat: FLOAT32,
          sampleRate,
        },
      });
    } catch (error) {
      const reason = plainWords(messageOf(error));
      throw new DeviceLostError(words('audio.deviceNotOpened', { name, reason }));
    }
  }
}

/** ALSA's device accepts any number of channels, so the microphone's number counts; elsewhere PortAudio knows it. */
const channelsToOpen = ({ channels }: MicrophoneToOpen, device: PortAudioDevice): number =>
  Math.max(
    1,
    Math.min(process.platform === 'linux' ? channels : device.maxInputChannels, MAX_MICROPHONE_CHANNELS),
  );
