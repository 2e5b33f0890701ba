import { describe, expect, it } from 'vitest';
import type { PortAudioStream } from '../../../../../src/audio/portaudio/binding.js';
import { PortAudioOutput } from '../../../../../src/audio/portaudio/streams/portaudio-output.js';

const RATE = 48_000;
const PERIOD = 256;

/** A stream that notes what is asked of it, and reports this at each write. */
function streamThatSays(report: string | undefined) {
  const calls: string[] = [];
  const stream: PortAudioStream = {
    start: () => void calls.push('start'),
    read: () => Promise.resolve({}),
    write: (samples) => {
      calls.push(`write ${samples.length}`);
      return Promise.resolve(report);
    },
    quit: (mode) => {
      calls.push(mode);
      return Promise.resolve();
    },
  };
  return { stream, calls };
}

describe('a playback device of PortAudio', () => {
  it('starts with its first samples, because its callback waits for them', async () => {
    const { stream, calls } = streamThatSays(undefined);
    const output = new PortAudioOutput(stream, RATE, PERIOD, 'win32');
    expect(await output.write(new Float32Array(PERIOD))).toBe(false);
    await output.write(new Float32Array(PERIOD));
    await output.close();
    expect(calls).toEqual(['write 1024', 'start', 'write 1024', 'ABORT']);
  });

  it('says that it ran dry', async () => {
    const { stream } = streamThatSays('portAudio status - output underflow');
    expect(await new PortAudioOutput(stream, RATE, PERIOD, 'linux').write(new Float32Array(1))).toBe(true);
  });

  it('counts what the system holds: three periods with ALSA, two turns of 10 ms with WASAPI', () => {
    const { stream } = streamThatSays(undefined);
    const framesOn = (platform: NodeJS.Platform) =>
      new PortAudioOutput(stream, RATE, PERIOD, platform).bufferFrames;
    expect(framesOn('linux')).toBe(3 * PERIOD);
    expect(framesOn('darwin')).toBe(3 * PERIOD);
    expect(framesOn('win32') - PERIOD).toBe(0.02 * RATE);
  });
});
