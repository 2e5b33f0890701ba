import { describe, expect, it } from 'vitest';
import { PacedSink } from '../../../../src/audio/portaudio/streams/paced-sink.js';
import type { AudioSource } from '../../../../src/audio/streams/source.js';
import type { VoiceDetector } from '../../../../src/engine/gate/voice-gate.js';
import { Pipeline } from '../../../../src/engine/pipeline/pipeline.js';
import type { EngineConfig } from '../../../../src/shared/engine-messages.js';
import type { ModelSpec } from '../../../../src/shared/model-spec.js';
import { peak } from '../../../support/signals.js';
import { SimulatedDevice } from '../../../support/simulated-device.js';

const RATE = 16_000;
const HERTZ = 200;
const AMPLITUDE = 0.5;
const DETECTOR = 'detector.onnx';

const SPEC: ModelSpec = {
  kind: 'wav2wav',
  sampleRate: RATE,
  nFft: 512,
  hop: 256,
  windowLength: 512,
  window: 'hann',
  inputFraming: 'hop',
  caches: [],
  latencySamples: 256,
};

const namedDevice = (name: string): EngineConfig['playback'] => ({ name, sampleRate: RATE });
const CONFIG: EngineConfig = {
  microphone: { ...namedDevice('microphone'), channels: 1, channel: 'loudest' },
  playback: namedDevice('sink'),
  monitor: null,
  monitorTap: 'after',
  model: { id: 'model', file: 'model.onnx', settings: {} },
  lighterModel: null,
  overloadPolicy: 'bypass',
  voiceDetector: null,
  strength: 100,
  bypass: true,
  idle: false,
  statsPerSecond: 4,
  spectra: false,
};

/** A pipeline that hears a tone, in simulated time. */
function open(probability: number) {
  const device = new SimulatedDevice(RATE, 128, { keep: true });
  let read = 0;
  let closed = false;
  const detectors: string[] = [];
  const source: AudioSource = {
    sampleRate: RATE,
    bufferMs: 0,
    xruns: 0,
    read: async (frames) => {
      if (closed) return new Promise(() => undefined);
      const from = read;
      read += frames;
      await device.advance((1000 * read) / RATE);
      return Float32Array.from(
        { length: frames },
        (_, i) => AMPLITUDE * Math.sin((2 * Math.PI * HERTZ * (from + i)) / RATE),
      );
    },
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
  const detector: VoiceDetector = {
    push: (_samples, onSpeech) => Promise.resolve(onSpeech(probability)),
    dispose: () => Promise.resolve(void detectors.pop()),
  };
  const pipeline = new Pipeline({
    openSource: () => Promise.resolve(source),
    openSink: (_device, onLost) => Promise.resolve(new PacedSink(device, () => device.now, onLost)),
    prepare: () => Promise.resolve(),
    openModel: () =>
      Promise.resolve({
        spec: SPEC,
        createEnhancer: () => ({
          spec: SPEC,
          sessionMs: 0,
          process: () => Promise.reject(new Error('Bypass needs no inference.')),
          reset: () => undefined,
        }),
        dispose: () => Promise.resolve(),
      }),
    openVoiceDetector: (file) => {
      detectors.push(file);
      return Promise.resolve(detector);
    },
    now: () => device.now,
    onChange: () => undefined,
    onLost: (error) => {
      throw error;
    },
  });
  const until = async (ms: number): Promise<void> => {
    while (device.now < ms) await new Promise((resolve) => setImmediate(resolve));
  };
  /** What was played since this much was written, in one piece. */
  const playedSince = (writes: number): Float32Array =>
    Float32Array.from(device.written.slice(writes).flatMap((samples) => [...samples]));
  return { device, pipeline, detectors, until, playedSince };
}

describe('a pipeline whose voice gate is switched', () => {
  it('delays by the look-ahead only while it is on, and neither clicks nor breaks off', async () => {
    const { device, pipeline, detectors, until, playedSince } = open(1);
    await pipeline.configure(CONFIG);
    await until(1000);
    const writes = device.written.length;
    expect(detectors).toEqual([]);
    expect(pipeline.stats()?.latency.gateMs).toBe(0);
    await pipeline.configure({ ...CONFIG, voiceDetector: DETECTOR });
    expect(detectors).toEqual([DETECTOR]);
    expect(pipeline.stats()?.latency.gateMs).toBe(96);
    await until(device.now + 500);
    await pipeline.configure(CONFIG);
    await until(device.now + 500);
    expect(detectors).toEqual([]);
    expect(pipeline.stats()?.latency.gateMs).toBe(0);
    await pipeline.close();
    const played = playedSince(writes);
    const steps = played.slice(1).map((sample, i) => sample - (played[i] as number));
    // A tone's own steps, up to √2 of them where two that are in phase fade into each other with equal power.
    expect(peak(steps)).toBeLessThan(1.05 * Math.SQRT2 * AMPLITUDE * ((2 * Math.PI * HERTZ) / RATE));
    for (let at = 0; at + 160 <= played.length; at += 160)
      expect(peak(played.subarray(at, at + 160))).toBeGreaterThan(0.3 * AMPLITUDE);
  });

  it('mutes what is no voice until it is switched off', async () => {
    const { device, pipeline, until, playedSince } = open(0);
    await pipeline.configure(CONFIG);
    await until(1000);
    await pipeline.configure({ ...CONFIG, voiceDetector: DETECTOR });
    await until(device.now + 800);
    const muted = device.written.length;
    await until(device.now + 300);
    expect(peak(playedSince(muted))).toBe(0);
    await pipeline.configure(CONFIG);
    await until(device.now + 300);
    const reopened = device.written.length;
    await until(device.now + 300);
    expect(peak(playedSince(reopened))).toBeGreaterThan(0.9 * AMPLITUDE);
    await pipeline.close();
  });
});
