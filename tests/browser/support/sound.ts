import { wavHeader } from '../../../src/audio-file/wav-header.js';
import { StreamingStft } from '../../../src/dsp/stft.js';
import { embeddedModelFile } from '../../../src/models/embedded.js';
import { toDbfs } from '../../../src/shared/dbfs.js';
import type { Dropout, Level } from '../../../src/shared/live.js';
import { enhanceWith } from '../../support/enhance.js';
import { sharedFile, withoutShared } from '../../support/shared-folder.js';
import { seededNoise } from '../../support/signals.js';
import { readMonoWav } from '../../support/wav.js';
import type { StubReport, StubSound } from './stub-bridge.js';

const RATE = 16_000;
const N_FFT = 512;
/** 25 reports a second. */
const REPORT_SAMPLES = RATE / 25;
const MODEL_DELAY = 256;

/** Tones with a pause each second, and noise: stands in for speech where there is none. */
const toneInNoise = (noise: number): Float32Array =>
  seededNoise(5 * RATE).map(
    (value, index) => noise * value + (index % RATE < RATE / 2 ? 0.2 * Math.sin((index * 2765) / RATE) : 0),
  );

/**
 * Noisy speech (from the shared folder, else tones), and what the embedded model really makes of it.
 */
export async function makeSound(): Promise<{
  before: Float32Array;
  after: Float32Array;
  sampleRate: number;
}> {
  const before = withoutShared ? toneInNoise(0.03) : readMonoWav(sharedFile('audio', 'p232_013.wav')).samples;
  const after = await enhanceWith(embeddedModelFile(), before);
  return {
    before: before.subarray(0, after.length - MODEL_DELAY),
    after: after.subarray(MODEL_DELAY),
    sampleRate: RATE,
  };
}

/** A mono recording of 16 bit as the bytes of a WAV file. */
function wavBytes(samples: ArrayLike<number>, sampleRate: number): number[] {
  const format = { sampleRate, channels: 1, encoding: 'integer', bitDepth: 16, channelMask: 0 } as const;
  const pcm = Int16Array.from(samples, (value) => 32767 * value);
  const sizes = { dataBytes: pcm.byteLength, trailerBytes: 0, keepsRoom: false };
  return [...wavHeader(format, sizes), ...new Uint8Array(pcm.buffer)];
}

/** Both sides of a recording as the stub of the bridge gives them to the window. */
export const asStubSound = (sound: {
  before: ArrayLike<number>;
  after: ArrayLike<number>;
  sampleRate: number;
}): StubSound => ({
  before: wavBytes(sound.before, sound.sampleRate),
  after: wavBytes(sound.after, sound.sampleRate),
});

const levelOf = (samples: Float32Array): Level => {
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { rmsDbfs: toDbfs(Math.sqrt(power)), peakDbfs: toDbfs(peak), clipped: peak >= 1 };
};

/** The spectrum of each report's newest samples, dBFS (a full-scale sine is 0). */
function spectraOf(samples: Float32Array): number[][] {
  const stft = new StreamingStft({
    nFft: N_FFT,
    hop: REPORT_SAMPLES / 2,
    windowLength: N_FFT,
    window: 'hann',
  });
  const spectrum = new Float32Array(N_FFT + 2);
  const spectra: number[][] = [];
  for (let at = 0; at + REPORT_SAMPLES <= samples.length; at += REPORT_SAMPLES) {
    stft.analyse(samples.subarray(at, at + REPORT_SAMPLES / 2), spectrum);
    stft.analyse(samples.subarray(at + REPORT_SAMPLES / 2, at + REPORT_SAMPLES), spectrum);
    spectra.push(
      Array.from({ length: N_FFT / 2 + 1 }, (_, bin) =>
        toDbfs(Math.hypot(spectrum[2 * bin] ?? 0, spectrum[2 * bin + 1] ?? 0) / (N_FFT / 4)),
      ),
    );
  }
  return spectra;
}

const DROPOUTS: readonly Dropout[] = [
  { kind: 'underrun', time: Date.UTC(2026, 0, 5, 14, 3, 12), ms: 32 },
  { kind: 'model-reset', time: Date.UTC(2026, 0, 5, 14, 5, 1), ms: 480 },
];

/** The engine's report of a sound. Speed, delay and drift are made up: this is a stub. */
export function reportsOf(sound: {
  before: Float32Array;
  after: Float32Array;
  sampleRate: number;
}): StubReport[] {
  const [before, after] = [spectraOf(sound.before), spectraOf(sound.after)];
  return before.map((spectrum, index) => {
    const part = (samples: Float32Array) =>
      samples.subarray(index * REPORT_SAMPLES, (index + 1) * REPORT_SAMPLES);
    return {
      input: levelOf(part(sound.before)),
      output: levelOf(part(sound.after)),
      rtfMean: 0.0121,
      rtfP99: 0.0193,
      hopMs: 16,
      latency: { algorithmicMs: 32, captureMs: 8.4, resamplerMs: 0.9, gateMs: 0, playbackMs: 11.2 },
      dropouts: { count: 2, latest: DROPOUTS },
      settling: false,
      modelResets: 0,
      xrunsIn: 0,
      xrunsOut: 0,
      droppedHops: 0,
      insertedHops: 0,
      driftPpm: 3.2,
      room: null,
      spectra: { before: spectrum, after: after[index] ?? spectrum, sampleRate: sound.sampleRate },
    };
  });
}
