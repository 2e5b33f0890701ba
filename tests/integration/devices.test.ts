import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForNode } from '../support/bundle.js';
import { HARDWARE, SOUND_SERVERS, SoundRig, SPEAKERS } from '../support/sound-rig.js';
import { run } from '../support/sound/run.js';

describe.each(SOUND_SERVERS)('stillmic devices on %s', (kind) => {
  let rig: SoundRig;
  let cli: string;
  beforeAll(async () => {
    rig = await SoundRig.start(kind);
    cli = await bundleForNode('src/cli/main.ts', rig.folder);
    await rig.plug('usb', 'usb_mic', 'Gerät am Tisch');
  });
  afterAll(() => rig.stop());

  const stillmic = (...args: string[]): Promise<string> =>
    run(process.execPath, [cli, ...args], rig.env, 20_000);

  it('lists microphones and speakers with the names that people know', async () => {
    const text = await stillmic('devices');
    expect(text).toMatch(new RegExp(`\\* +${HARDWARE.label} +48 kHz +${HARDWARE.microphone}`));
    expect(text).toContain('Gerät am Tisch');
    expect(text).toContain(SPEAKERS.label);
    expect(text).not.toMatch(/stillmic/i);
    // The sound of speakers is no microphone, unless somebody names it.
    const [microphones, monitors] = text.split('Sound of speakers (a microphone only if you name it)');
    expect(microphones).not.toMatch(/monitor/i);
    expect(monitors).toMatch(
      new RegExp(`Monitor of ${SPEAKERS.label} +48 kHz +${SPEAKERS.sink}.monitor +stereo`),
    );
  });

  it('lists them as JSON', async () => {
    const list = JSON.parse(await stillmic('devices', '--json')) as {
      microphones: { name: string; label: string; isDefault: boolean }[];
    };
    expect(list.microphones.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      [HARDWARE.microphone, true],
      ['usb_mic', false],
    ]);
  });

  it('says what to do where no sound server answers', async () => {
    await rig.killAll();
    await expect(stillmic('devices')).rejects.toThrow('start PulseAudio, or PipeWire with pipewire-pulse');
    await rig.restartAll();
  });
});
