/** Length of the signal that graphs are compared on, in seconds: syllables, pauses and noise all occur. */
const SECONDS = 2;
/** Syllables a second, and the range of the gliding pitch in Hz: those of speech. */
const SYLLABLE_HZ = 4;
const LOWEST_PITCH_HZ = 110;
const PITCH_RANGE_HZ = 80;
const HARMONICS = 24;
const VOICE_LEVEL = 0.4;
const NOISE_LEVEL = 0.02;

/**
 * A signal like noisy speech, the same on every machine: a gliding voice in syllables, with pauses, in white
 * noise; full scale ±1. Networks behave on it as on speech, which they don't on noise alone.
 */
export function makeCheckSignal(sampleRate: number): Float32Array {
  const signal = new Float32Array(SECONDS * sampleRate);
  let phase = 0;
  let noiseState = 1;
  for (let i = 0; i < signal.length; i++) {
    const time = i / sampleRate;
    phase += (LOWEST_PITCH_HZ + PITCH_RANGE_HZ * Math.sin(Math.PI * time) ** 2) / sampleRate;
    let voice = 0;
    for (let harmonic = 1; harmonic <= HARMONICS; harmonic++)
      voice += Math.sin(2 * Math.PI * harmonic * phase) / harmonic;
    const envelope = Math.max(0, Math.sin(2 * Math.PI * SYLLABLE_HZ * time)) ** 2;
    noiseState = (Math.imul(noiseState, 1664525) + 1013904223) >>> 0;
    signal[i] = VOICE_LEVEL * envelope * voice + NOISE_LEVEL * (noiseState / 2 ** 31 - 1);
  }
  return signal;
}
