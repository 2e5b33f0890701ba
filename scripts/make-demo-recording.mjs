// Makes assets/demo/noisy-speech.wav: a synthetic voice with a fan and a keyboard. Needs espeak-ng and sox.
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const RATE = 16_000;
const TEXT = 'The fan is running, and somebody is typing on a loud keyboard. Can you still hear every word?';
const SNR_DB = 5;
const SPEECH_DBFS = -24;
const LEAD_SECONDS = 0.5;

const run = (command, args, input) =>
  execFileSync(command, args, { input, maxBuffer: 2 ** 26, stdio: ['pipe', 'pipe', 'inherit'] });

/** Seeded, so that the recording is the same every time. */
let state = 1;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const noise = () => random() + random() + random() - 1.5;

const rms = (samples) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

function speak() {
  const spoken = run('espeak-ng', ['-v', 'en-gb', '-s', '165', '--stdout', TEXT]);
  const raw = run('sox', ['-D', '-t', 'wav', '-', '-r', String(RATE), '-t', 'f32', '-'], spoken);
  const voice = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
  const lead = LEAD_SECONDS * RATE;
  const samples = new Float64Array(voice.length + 2 * lead);
  samples.set(voice, lead);
  const gain = 10 ** (SPEECH_DBFS / 20) / rms(voice);
  return samples.map((x) => x * gain);
}

/** Air noise that falls with frequency, and the blades' tone with its harmonics, slowly wavering. */
function fan(length) {
  let slow = 0;
  let slower = 0;
  return Float64Array.from({ length }, (_, i) => {
    const t = i / RATE;
    slow += 0.12 * (noise() - slow);
    slower += 0.02 * (noise() - slower);
    const blades = [1, 2, 3, 4].reduce((sum, k) => sum + Math.sin(2 * Math.PI * 117 * k * t + k) / k, 0);
    return (slow + 4 * slower + 0.05 * noise()) * (1 + 0.1 * Math.sin(2 * Math.PI * 1.3 * t)) + 0.03 * blades;
  });
}

/** Key strokes at uneven times: a sharp click, then the bottom of the key, each dying away in milliseconds. */
function keyboard(length) {
  const samples = new Float64Array(length);
  for (let at = 0.2 * RATE; at < length; at += (0.09 + 0.22 * random()) * RATE) {
    const strength = 0.5 + random();
    for (const [delay, level, decay] of [
      [0, 1, 0.002],
      [0.035, 0.6, 0.005],
    ]) {
      const start = Math.round(at + delay * RATE);
      for (let i = 0; i < 0.04 * RATE && start + i < length; i++)
        samples[start + i] += strength * level * noise() * Math.exp(-i / (decay * RATE));
    }
  }
  return samples;
}

const speech = speak();
const fanNoise = fan(speech.length);
const keys = keyboard(speech.length);
const fanGain = 1 / rms(fanNoise);
const background = fanNoise.map((x, i) => x * fanGain + (0.6 * keys[i]) / rms(keys));
const gain = 10 ** ((SPEECH_DBFS - SNR_DB) / 20) / rms(background);
const mixed = Buffer.alloc(2 * speech.length);
speech.forEach((x, i) => {
  const value = Math.round(32768 * (x + gain * background[i]));
  mixed.writeInt16LE(Math.max(-32768, Math.min(32767, value)), 2 * i);
});

const target = resolve(dirname(fileURLToPath(import.meta.url)), '../assets/demo/noisy-speech.wav');
run('sox', ['-t', 'raw', '-r', String(RATE), '-e', 'signed', '-b', '16', '-c', '1', '-', target], mixed);
console.log(`${target}: ${(speech.length / RATE).toFixed(1)} s`);
