import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSoundSystem, type SoundSystem } from '../../src/audio/control/open-sound-system.js';
import { diagnose } from '../../src/cli/doctor/checks.js';
import { inEnglish } from '../../src/words/say.js';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { BUNDLE_FOLDER } from '../support/bundle-folder.js';
import { quietNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SoundRig } from '../support/sound-rig.js';

/** `npm run build` has made them. */

describe.each(SOUND_SERVERS)('stillmic doctor on %s', (kind) => {
  let rig: SoundRig;
  beforeAll(async () => void (rig = await SoundRig.start(kind)));
  afterAll(() => rig.stop());

  /** A finding in English. */
  interface Said {
    readonly status: string;
    readonly detail: string;
    readonly advice: string | null;
  }

  async function findings(env = rig.env, system?: SoundSystem): Promise<Map<string, Said>> {
    const found = new Map<string, Said>();
    const findings = diagnose(system ?? (await openSoundSystem({ env })), env, BUNDLE_FOLDER);
    for await (const { link, status, detail, advice } of findings)
      found.set(inEnglish(link), { status, detail: inEnglish(detail), advice: advice && inEnglish(advice) });
    return found;
  }

  // First: a server may hand out the rest of what was played before.
  it('warns of a silent microphone', async () => {
    expect((await findings()).get('microphone')).toMatchObject({ status: 'warning' });
  });

  it('finds every link in order while somebody speaks, and leaves nothing behind', async () => {
    const before = await rig.pactl('list', 'short', 'modules');
    const playback = rig.play(quietNoise(20 * RIG_RATE));
    const found = await findings();
    await playback.stop();
    for (const link of [
      'sound server',
      'sound path',
      'audio module',
      'ALSA plugin',
      'microphone',
      'virtual microphone',
      'changes',
      'model',
    ])
      expect(found.get(link), link).toMatchObject({ status: 'ok' });
    expect(found.get('microphone')?.detail).toMatch(new RegExp(`${HARDWARE.label}.*level -1\\d dBFS`));
    expect(await rig.pactl('list', 'short', 'modules')).toBe(before);
  });

  it('listens through PortAudio where that is asked for', async () => {
    const playback = rig.play(quietNoise(10 * RIG_RATE));
    const found = await findings({ ...rig.env, STILLMIC_AUDIO: 'portaudio' });
    await playback.stop();
    expect(found.has('sound path')).toBe(false);
    expect(found.get('microphone')?.detail).toMatch(new RegExp(`${HARDWARE.label}.*level -1\\d dBFS`));
  });

  it('finds a virtual microphone on which a client hears nothing', async () => {
    const system = await openSoundSystem({ env: rig.env });
    const unmuted = system.virtualMicrophone.create.bind(system.virtualMicrophone);
    system.virtualMicrophone.create = async () => {
      await unmuted();
      // A mute right at the start is from another time, and is undone.
      await delay(2500);
      await rig.pactl('set-source-mute', SOURCE_NAME, '1');
    };
    expect((await findings(rig.env, system)).get('virtual microphone')?.status).toBe('failed');
    await rig.pactl('list', 'short', 'modules').then((modules) => expect(modules).not.toContain('stillmic'));
  });

  it('leaves the virtual microphone to the Stillmic that runs', async () => {
    const { virtualMicrophone } = await openSoundSystem({ env: rig.env });
    await virtualMicrophone.create();
    const found = (await findings()).get('virtual microphone');
    expect(found?.detail).toContain(`process ${process.pid}`);
    expect(await virtualMicrophone.verify()).toBe(true);
    await virtualMicrophone.destroy();
  });

  it('says what to do where no sound server answers', async () => {
    const found = await findings({ ...rig.env, PULSE_SERVER: `unix:${rig.folder}/nowhere` });
    expect(found.get('sound server')).toMatchObject({ status: 'failed' });
    expect(found.get('sound server')?.advice).toContain('start PulseAudio');
    expect(found.get('model')).toMatchObject({ status: 'ok' });
  });
});
