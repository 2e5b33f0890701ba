import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { continuity, latencyMs, strongestTone } from '../support/correlate.js';
import { quietNoise, sine } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';

describe.each(SOUND_SERVERS)('the rig on %s', (kind) => {
  let rig: SoundRig;
  beforeAll(async () => void (rig = await SoundRig.start(kind)));
  afterAll(() => rig.stop());

  it('hears on the microphone what is spoken into it', async () => {
    const playback = rig.play(sine(1000, 4, RIG_RATE, 0.25));
    const recorder = await rig.startRecording(HARDWARE.microphone);
    await recorder.until(3);
    await playback.stop();
    const { samples } = await recorder.stop();
    const tone = strongestTone(samples.subarray(RIG_RATE), RIG_RATE);
    expect(tone.frequency).toBeCloseTo(1000, 0);
    expect(tone.levelDbfs).toBeCloseTo(-12, 0);
  });

  it('times two recordings of one source alike, to a millisecond or two', async () => {
    const playback = rig.play(quietNoise(7 * RIG_RATE));
    const first = await rig.startRecording(HARDWARE.microphone);
    const second = await rig.startRecording(HARDWARE.microphone);
    await second.until(4);
    await playback.stop();
    const [a, b] = [await first.stop(), await second.stop()];
    expect(Math.abs(latencyMs(a, b))).toBeLessThan(2);
    const lag = Math.round(((b.startMs - a.startMs) * RIG_RATE) / 1000);
    const common = a.samples.subarray(lag + RIG_RATE);
    expect(continuity(common, b.samples.subarray(RIG_RATE), RIG_RATE).jumps).toEqual([]);
  });

  it('refuses to record a source that is not there', async () => {
    await expect(rig.startRecording('nobody')).rejects.toThrow('No source nobody');
  });

  it('plugs and unplugs a microphone', async () => {
    await rig.plug('usb', 'usb_mic', 'USB "Mic" 2');
    expect(await rig.pactl('list', 'short', 'sources')).toContain('usb_mic');
    await rig.unplug('usb_mic');
    expect(await rig.pactl('list', 'short', 'sources')).not.toContain('usb');
  });

  it('has its microphone again after everything was killed and restarted', async () => {
    await rig.killAll();
    await expect(rig.pactl('info')).rejects.toThrow();
    await rig.restartAll();
    const playback = rig.play(sine(500, 3, RIG_RATE));
    const { samples } = await rig.record(HARDWARE.microphone, 2);
    await playback.stop();
    expect(strongestTone(samples.subarray(RIG_RATE), RIG_RATE).frequency).toBeCloseTo(500, 0);
  });
});
