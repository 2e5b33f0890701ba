import { plainWords } from '../../src/words/words.js';
import { PacedSink } from '../../src/audio/portaudio/streams/paced-sink.js';
import { DeviceLostError, type AudioSource } from '../../src/audio/streams/source.js';
import { DelayLine } from '../../src/dsp/delay.js';
import type { VoiceDetector } from '../../src/engine/gate/voice-gate.js';
import { Pipeline } from '../../src/engine/pipeline/pipeline.js';
import type { EngineConfig, EngineDevice } from '../../src/shared/engine-messages.js';
import type { ModelSpec } from '../../src/shared/model-spec.js';
import { SimulatedDevice } from './simulated-device.js';

/** Rate of every simulated device and of the default model, Hz. */
export const RATE = 16_000;
/** Amplitude of the tone that each microphone gives unless told otherwise. */
export const AMPLITUDE = 0.5;
export const HERTZ = 200;

export const SPEC: ModelSpec = {
  kind: 'wav2wav',
  contract: 'waveform',
  input: { name: 'wav_in', shape: [1, 256] },
  output: { name: 'wav_out', shape: [1, 256] },
  sampleRate: RATE,
  nFft: 512,
  hop: 256,
  windowLength: 512,
  window: 'hann',
  inputFraming: 'hop',
  caches: [],
  lagHops: 0,
  latencySamples: 256,
};

export const namedDevice = (name: string): EngineDevice => ({ name, sampleRate: RATE });
const namedModel = (id: string): EngineConfig['model'] => ({ id, file: `${id}.onnx`, settings: {} });

/** A tone goes through the model `plain` to the device `sink`. */
export const CONFIG: EngineConfig = {
  microphone: { ...namedDevice('microphone'), channel: 'loudest', channels: 1 },
  playback: namedDevice('sink'),
  monitor: null,
  monitorTap: 'after',
  model: namedModel('plain'),
  lighterModel: null,
  overloadPolicy: 'bypass',
  voiceDetector: null,
  strength: 100,
  bypass: false,
  muted: false,
  idle: false,
  releaseMicrophone: false,
  statsPerSecond: 4,
  spectra: false,
};

/** A configuration that runs the model with this id. */
export const withModel = (id: string): EngineConfig => ({ ...CONFIG, model: namedModel(id) });
export { namedModel };

export interface SimulatedModel {
  readonly spec?: ModelSpec;
  /** The model's answer to a sample, after the delay of n − h; the sample itself unless given. */
  readonly shape?: (sample: number, hop: number) => number;
  /** Called at each hop before anything else. */
  readonly onHop?: () => void;
  readonly openError?: Error;
}

export interface SimulationOptions {
  /** Models by id; an unknown one passes the sound through. */
  readonly models?: Readonly<Record<string, SimulatedModel>>;
  /** Sound of a microphone at sample `i` since the start; a tone unless given. */
  readonly sound?: (microphone: string, i: number) => number;
  /** Devices that can't be opened. */
  readonly missing?: readonly string[];
  /** Time that a model takes to be prepared; none unless given. */
  readonly preparation?: () => Promise<void>;
  /** Probability of speech that the voice detector finds. */
  readonly speech?: number;
}

export const tone = (i: number, hertz = HERTZ, amplitude = AMPLITUDE): number =>
  amplitude * Math.sin((2 * Math.PI * hertz * i) / RATE);

/** A pipeline with simulated devices and models, in simulated time: the microphone's reads let it pass. */
export class SimulatedPipeline {
  readonly pipeline: Pipeline;
  /** By name, those that were opened last. */
  readonly devices = new Map<string, SimulatedDevice>();
  /** Names of the open microphones. */
  readonly microphones: string[] = [];
  readonly detectors: string[] = [];
  /** Hops that each model has processed, and how often it was reset. */
  readonly hops: Record<string, number> = {};
  readonly resets: Record<string, number> = {};
  /** Largest amplitude that a model was given; NaN when a sample was no number. */
  largestInput = 0;
  lost: unknown = null;
  readonly #options: SimulationOptions;
  #ms = 0;

  constructor(options: SimulationOptions = {}) {
    this.#options = options;
    this.pipeline = new Pipeline({
      openSource: (device) => this.#openSource(device.name),
      openSink: ({ name }, onLost) => this.#openSink(name, onLost),
      prepare: () => this.#options.preparation?.() ?? Promise.resolve(),
      openModel: ({ id }) => this.#openModel(id),
      openVoiceDetector: (file) => this.#openDetector(file),
      now: () => this.#ms,
      onChange: () => undefined,
      onLost: (error) => (this.lost = error),
    });
  }

  get now(): number {
    return this.#ms;
  }

  /** Lets this much time pass. */
  async pass(ms: number): Promise<void> {
    const end = this.#ms + ms;
    while (this.#ms < end) {
      if (this.lost !== null) throw this.lost;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Number of writes into a device so far, for `playedSince`. */
  writes(name = 'sink'): number {
    return this.devices.get(name)?.written.length ?? 0;
  }

  /** Sound that was written into a device since then, in one piece. */
  playedSince(writes: number, name = 'sink'): Float32Array {
    const written = this.devices.get(name)?.written.slice(writes) ?? [];
    return Float32Array.from(written.flatMap((samples) => [...samples]));
  }

  #openSource(name: string): Promise<AudioSource> {
    if (this.#options.missing?.includes(name))
      return Promise.reject(new DeviceLostError(plainWords(`No ${name}.`)));
    const { sound = (_name: string, i: number) => tone(i) } = this.#options;
    let position = Math.round((this.#ms * RATE) / 1000);
    let fail: (error: Error) => void = () => undefined;
    let isClosed = false;
    this.microphones.push(name);
    return Promise.resolve({
      sampleRate: RATE,
      bufferMs: 0,
      xruns: 0,
      read: async (frames) => {
        if (isClosed) throw new DeviceLostError(plainWords('The microphone was closed.'));
        const from = position;
        position += frames;
        await Promise.race([
          this.#advance((1000 * position) / RATE),
          new Promise((_, reject) => (fail = reject)),
        ]);
        return Float32Array.from({ length: frames }, (_, i) => sound(name, from + i));
      },
      close: () => {
        isClosed = true;
        this.microphones.splice(this.microphones.indexOf(name), 1);
        fail(new DeviceLostError(plainWords('The microphone was closed.')));
        return Promise.resolve();
      },
    });
  }

  #openSink(name: string, onLost: (error: unknown) => void): Promise<PacedSink> {
    if (this.#options.missing?.includes(name))
      return Promise.reject(new DeviceLostError(plainWords(`No ${name}.`)));
    const device = new SimulatedDevice(RATE, 128, { keep: true });
    device.now = this.#ms;
    this.devices.set(name, device);
    return Promise.resolve(new PacedSink(device, () => this.#ms, onLost));
  }

  async #advance(ms: number): Promise<void> {
    for (const device of this.devices.values()) if (!device.closed) await device.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
    this.#ms = Math.max(this.#ms, ms);
  }

  #openModel(id: string): ReturnType<ConstructorParameters<typeof Pipeline>[0]['openModel']> {
    const {
      spec = SPEC,
      shape = (sample: number) => sample,
      onHop,
      openError,
    } = this.#options.models?.[id] ?? {};
    if (openError) return Promise.reject(openError);
    const delay = new DelayLine(spec.latencySamples);
    this.hops[id] = this.resets[id] = 0;
    const enhancer = {
      spec,
      sessionMs: 0,
      process: (input: Float32Array, output: Float32Array) => {
        onHop?.();
        const hop = (this.hops[id] as number)++;
        for (const sample of input) {
          const amplitude = Math.abs(sample);
          if (!(amplitude <= this.largestInput)) this.largestInput = amplitude;
        }
        delay.process(input, output);
        for (let i = 0; i < output.length; i++) output[i] = shape(output[i] as number, hop);
        return Promise.resolve();
      },
      reset: () => void (this.resets[id] as number)++,
    };
    return Promise.resolve({ spec, createEnhancer: () => enhancer, dispose: () => Promise.resolve() });
  }

  #openDetector(file: string): Promise<VoiceDetector> {
    this.detectors.push(file);
    return Promise.resolve({
      push: (_samples, onSpeech) => Promise.resolve(onSpeech(this.#options.speech ?? 1)),
      dispose: () => Promise.resolve(void this.detectors.pop()),
    });
  }
}
