import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OwnStream, SoundState } from '../../src/audio/control/open-sound-system.js';
import { OWN_CLIENT } from '../../src/audio/pulse/own-client.js';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { bundleForNode } from '../support/bundle.js';
import { chromiumPath, ChromiumRecorder } from '../support/chromium-recorder.js';
import { continuity, strongestTone } from '../support/correlate.js';
import { peak, quietNoise, sine } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS, SPEAKERS } from '../support/sound-rig.js';
import { systemStage } from '../support/sound-stage.js';

const HOLDER = resolve(import.meta.dirname, '../support/virtual-microphone-process.ts');

/** The tone that was played at an amplitude of 0.25, somewhere undisturbed in the last second. */
function expectTone(samples: Float32Array, frequency: number): void {
  // A gap on a busy machine makes a tone look quieter and off pitch; the loudest of some stretches is whole.
  const stretch = RIG_RATE / 4;
  const tones = [0, 1, 2, 3].map((i) =>
    strongestTone(samples.subarray(samples.length - (i + 1) * stretch).subarray(0, stretch), RIG_RATE),
  );
  const tone = tones.reduce((best, one) => (one.levelDbfs > best.levelDbfs ? one : best));
  expect(Math.abs(tone.frequency - frequency)).toBeLessThan(5);
  expect(tone.levelDbfs).toBeCloseTo(20 * Math.log10(0.25), 0);
}

describe.each(SOUND_SERVERS)('the virtual microphone on %s', (kind) => {
  const stage = systemStage(kind);

  /** How many processes wait for this server's events. */
  const subscriptions = (): number =>
    readdirSync('/proc').filter((id) => {
      try {
        const [command, environment] = ['cmdline', 'environ'].map((name) =>
          readFileSync(`/proc/${id}/${name}`, 'utf8'),
        ) as [string, string];
        return command === 'pactl\0subscribe\0' && environment.includes(stage.rig.folder);
      } catch {
        // It is no process, or has ended.
        return false;
      }
    }).length;
  const modules = (): Promise<string> => stage.rig.pactl('list', 'short', 'modules');
  const defaultSource = (): Promise<string> => stage.rig.pactl('get-default-source');

  /** A tone that is played into it is recorded from it, at its pitch and level. */
  async function expectToHear(frequency: number): Promise<void> {
    const playback = stage.rig.play(
      sine(frequency, 4, RIG_RATE, 0.25),
      stage.system.virtualMicrophone.playbackDevice,
    );
    const { samples } = await stage.rig.record(SOURCE_NAME, 2);
    await playback.stop();
    expectTone(samples, frequency);
  }

  /** Another process that has the virtual microphone; resolves with what it says. */
  async function holder(...args: string[]): Promise<{ child: ChildProcess; says: string }> {
    const file = await bundleForNode(HOLDER, stage.rig.folder);
    const child = spawn(process.execPath, [file, ...args], {
      env: stage.rig.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [text] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    return { child, says: text.toString().trim() };
  }

  async function kill(child: ChildProcess): Promise<void> {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Resolves with the first reported state that fits. */
  const stateThat = (fits: (state: SoundState | null) => boolean): Promise<SoundState | null> =>
    new Promise((done) => {
      const unsubscribe = stage.system.watch((state) => {
        if (!fits(state)) return;
        unsubscribe();
        done(state);
      });
    });

  it('records what is played into it, at the same level, nothing lost', async () => {
    await stage.system.virtualMicrophone.create();
    expect(await stage.system.virtualMicrophone.verify()).toBe(true);
    await expectToHear(1000);

    const noise = quietNoise(6 * RIG_RATE);
    const recorder = await stage.rig.startRecording(SOURCE_NAME);
    const playback = stage.rig.play(noise, 'stillmic_sink');
    await playback.done;
    await recorder.until(recorder.seconds + 0.5);
    const { samples } = await recorder.stop();
    const { jumps, damagedAtMs, windows } = continuity(noise, samples, RIG_RATE);
    expect(windows).toBeGreaterThan(140);
    expect(damagedAtMs.length / windows).toBeLessThan(0.01);
    // On a busy machine the player may run dry, which puts silence in; what was played must not go missing.
    expect(jumps.reduce((sum, { lostMs }) => sum + Math.max(0, lostMs), 0)).toBeLessThan(20);
  });

  it.skipIf(!chromiumPath)('is listed by Chromium under its name, and recorded there', async () => {
    await stage.system.virtualMicrophone.create();
    const browser = await ChromiumRecorder.launch(stage.rig.env);
    onTestFinished(() => browser.close());
    expect(await browser.microphones()).toContain('Stillmic Microphone');
    expect((await browser.microphones()).filter((label) => /internal|monitor/i.test(label))).toEqual([]);
    const listening = stateThat((state) => (state?.listeners ?? []).includes('Chromium'));
    const playback = stage.rig.play(sine(1000, 8, RIG_RATE, 0.25), 'stillmic_sink');
    const { samples } = await browser.record('Stillmic Microphone', 3);
    await listening;
    await playback.stop();
    expectTone(samples, 1000);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    const before = await modules();
    await stage.system.virtualMicrophone.create();
    expect(await modules()).toContain('stillmic');
    await stage.system.virtualMicrophone.destroy();
    expect(await modules()).toBe(before);
    expect(await stage.system.virtualMicrophone.verify()).toBe(false);
  });

  it('is made once, however often that is asked', async () => {
    await Promise.all([stage.system.virtualMicrophone.create(), stage.system.virtualMicrophone.create()]);
    await stage.system.virtualMicrophone.create();
    expect((await modules()).match(/source_name=stillmic /g)).toHaveLength(1);
  });

  it('is not the default microphone unless asked, and gives that back', async () => {
    await stage.system.virtualMicrophone.create();
    expect(await defaultSource()).toBe(HARDWARE.microphone);
    await stage.system.virtualMicrophone.setAsDefault(true);
    expect(await defaultSource()).toBe(SOURCE_NAME);
    const { microphones, isVirtualDefault } = await stage.system.state();
    expect(isVirtualDefault).toBe(true);
    expect(microphones.find(({ isDefault }) => isDefault)?.name).toBe(HARDWARE.microphone);
    await stage.system.virtualMicrophone.setAsDefault(false);
    expect(await defaultSource()).toBe(HARDWARE.microphone);
    await stage.system.virtualMicrophone.setAsDefault(true);
    await stage.system.virtualMicrophone.destroy();
    expect(await defaultSource()).toBe(HARDWARE.microphone);
  });

  it('leaves a default alone that the user chose meanwhile', async () => {
    await stage.rig.plug('usb', 'usb_mic', 'USB Microphone');
    await stage.system.virtualMicrophone.setAsDefault(true);
    await stage.system.virtualMicrophone.create();
    await stage.rig.pactl('set-default-source', 'usb_mic');
    await stage.system.virtualMicrophone.destroy();
    expect(await defaultSource()).toBe('usb_mic');
  });

  it('is refused while another process has it, and may be made when that is gone', async () => {
    const { child, says } = await holder();
    expect(says).toBe('ready');
    await expect(stage.system.virtualMicrophone.create()).rejects.toThrow(
      `Stillmic is running already (process ${child.pid}): stop it first.`,
    );
    await kill(child);
    await stage.system.virtualMicrophone.create();
    expect((await modules()).match(/source_name=stillmic /g)).toHaveLength(1);
    await expectToHear(700);
  });

  it('refuses a second process', async () => {
    await stage.system.virtualMicrophone.create();
    const { says } = await holder();
    expect(says).toContain('Stillmic is running already');
    expect(await stage.system.virtualMicrophone.verify()).toBe(true);
  });

  it('restores the default microphone that a killed run had taken', async () => {
    await stage.rig.plug('usb', 'usb_mic', 'USB Microphone');
    await stage.rig.pactl('set-default-source', 'usb_mic');
    const { child, says } = await holder('default');
    expect(says).toBe('ready');
    expect(await defaultSource()).toBe(SOURCE_NAME);
    await kill(child);
    await stage.system.virtualMicrophone.create();
    expect(await defaultSource()).toBe('usb_mic');
  });

  it('says what is in the way when the name is taken', async () => {
    const index = await stage.rig.pactl('load-module', 'module-null-sink', 'sink_name=stillmic_sink');
    await expect(stage.system.virtualMicrophone.create()).rejects.toThrow(`pactl unload-module ${index}`);
    await stage.rig.pactl('unload-module', index);
    await stage.system.virtualMicrophone.create();
  });

  it('offers microphones and speakers, never our own nodes or monitors', async () => {
    await stage.rig.plug('usb', 'usb_mic', 'Gerät "ü" 日本');
    await stage.system.virtualMicrophone.create();
    const { microphones, speakers } = await stage.system.state();
    expect(microphones.map(({ name }) => name)).toEqual([HARDWARE.microphone, 'usb_mic']);
    expect(microphones.map(({ isDefault }) => isDefault)).toEqual([true, false]);
    expect(microphones[0]?.label).toBe(HARDWARE.label);
    expect(microphones[1]?.label).toMatch(/^Gerät \\?"ü\\?" 日本$/);
    expect(microphones[0]?.sampleRate).toBe(RIG_RATE);
    expect(speakers.map(({ name }) => name).sort()).toEqual(['hw', SPEAKERS.sink, 'usb']);
    expect(speakers.find(({ isDefault }) => isDefault)?.label).toBe(SPEAKERS.label);
  });

  it('names the apps that record it', async () => {
    await stage.system.virtualMicrophone.create();
    expect((await stage.system.state()).listeners).toEqual([]);
    const seen = stateThat((state) => (state?.listeners ?? []).length === 2);
    const recorders = [
      await stage.rig.startRecording(SOURCE_NAME, { clientName: 'Größe' }),
      await stage.rig.startRecording(SOURCE_NAME, { clientName: 'Call App' }),
      await stage.rig.startRecording(HARDWARE.microphone, { clientName: 'Another' }),
      await stage.rig.startRecording(SOURCE_NAME, { clientName: 'Ourselves', env: OWN_CLIENT }),
    ];
    expect([...((await seen)?.listeners ?? [])].sort()).toEqual(['Call App', 'Größe']);
    const gone = stateThat((state) => state?.listeners?.length === 0);
    for (const recorder of recorders) await recorder.stop();
    await gone;
  });

  it('reports microphones that come and go, and another default', async () => {
    const plugged = stateThat((state) => state?.microphones.some(({ name }) => name === 'usb_mic') === true);
    await stage.rig.plug('usb', 'usb_mic', 'USB Microphone');
    await plugged;
    const chosen = stateThat(
      (state) => state?.microphones.find(({ isDefault }) => isDefault)?.name === 'usb_mic',
    );
    await stage.rig.pactl('set-default-source', 'usb_mic');
    await chosen;
    const unplugged = stateThat(
      (state) => state?.microphones.every(({ name }) => name !== 'usb_mic') === true,
    );
    await stage.rig.unplug('usb_mic');
    await unplugged;
  });

  it('knows when it is taken away, and is made again', async () => {
    await stage.system.virtualMicrophone.create();
    const lost = stateThat((state) => state?.virtualMicrophoneReady === false);
    await stage.rig.pactl('unload-module', 'module-remap-source');
    await lost;
    await stage.rig.plugHardware();
    await stage.system.virtualMicrophone.create();
    await expectToHear(900);
  });

  it('is made again, and default again, after the sound server was killed and restarted', async () => {
    await stage.system.virtualMicrophone.setAsDefault(true);
    await stage.system.virtualMicrophone.create();
    const lost = stateThat((state) => state === null);
    await stage.rig.killAll();
    await lost;
    expect(await stage.system.virtualMicrophone.verify()).toBe(false);
    await expect(stage.system.virtualMicrophone.create()).rejects.toThrow('The sound server does not answer');
    const back = stateThat((state) => state !== null);
    await stage.rig.restartAll();
    await back;
    await stage.system.virtualMicrophone.create();
    expect(await defaultSource()).toBe(SOURCE_NAME);
    await expectToHear(600);
    await stage.system.virtualMicrophone.destroy();
    expect(await defaultSource()).toBe(HARDWARE.microphone);
  });

  it.runIf(kind === 'pipewire').each(['wireplumber', 'pipewire-pulse', 'pipewire'])(
    'is made again after %s alone was killed and restarted',
    async (daemon) => {
      await stage.system.virtualMicrophone.create();
      const lost = stateThat((state) => state?.virtualMicrophoneReady !== true);
      await stage.rig.kill(daemon);
      await lost;
      await stage.rig.startDaemon(daemon);
      const usable = stateThat((state) => state !== null);
      await usable;
      expect(await stage.system.virtualMicrophone.verify()).toBe(false);
      await stage.system.virtualMicrophone.create();
      expect(await defaultSource()).toBe(HARDWARE.microphone);
      await expectToHear(800);
    },
  );

  it('tells where our own capture is connected, and moves it back', async () => {
    await stage.rig.plug('usb', 'usb_mic', 'USB Microphone');
    await stage.system.virtualMicrophone.create();
    const capture = await stage.rig.startRecording('usb_mic', { env: OWN_CLIENT });
    const [stream] = (await stage.system.state()).ownStreams;
    expect(stream).toMatchObject({
      direction: 'capture',
      processId: capture.processId,
      device: 'usb_mic',
    });
    // The feedback that a server may make by itself when a microphone goes away.
    await stage.rig.pactl('move-source-output', String(stream?.index), SOURCE_NAME);
    const moved = await stateThat((state) => state?.ownStreams[0]?.device === SOURCE_NAME);
    expect(moved?.listeners).toEqual([]);
    await stage.system.moveStream(moved?.ownStreams[0] as OwnStream, 'usb_mic');
    await stateThat((state) => state?.ownStreams[0]?.device === 'usb_mic');
  });

  it('sees what becomes of our capture when its microphone is unplugged', async () => {
    await stage.rig.plug('usb', 'usb_mic', 'USB Microphone');
    await stage.system.virtualMicrophone.create();
    const capture = await stage.rig.startRecording('usb_mic', { env: OWN_CLIENT });
    await stage.rig.unplug('usb_mic');
    // Both servers move it to the default source, whichever that is: were it ours, it would hear itself.
    const state = await stateThat((now) => now?.ownStreams[0]?.device === HARDWARE.microphone);
    expect(capture.ended).toBe(false);
    expect(state?.microphones.map(({ name }) => name)).toEqual([HARDWARE.microphone]);
  });

  it('lets no other app be heard in the call when the speakers are unplugged', async () => {
    await stage.system.virtualMicrophone.create();
    onTestFinished(stage.system.watch(() => undefined));
    const app = stage.rig.play(sine(500, 20, RIG_RATE, 0.25), SPEAKERS.sink);
    const recorder = await stage.rig.startRecording(SOURCE_NAME);
    await delay(500);
    const sinkOfApp = async (): Promise<string | undefined> => {
      const [input] = (await stage.rig.pactlJson('list', 'sink-inputs')) as { sink: number }[];
      const sinks = (await stage.rig.pactlJson('list', 'sinks')) as { index: number; name: string }[];
      return sinks.find(({ index }) => index === input?.sink)?.name;
    };
    const untilAppIsOn = async (wanted: (name: string | undefined) => boolean): Promise<void> => {
      for (let tries = 0; !wanted(await sinkOfApp()); tries++)
        if (tries > 200) throw new Error(`The app plays on ${await sinkOfApp()}.`);
    };
    expect(await sinkOfApp()).toBe(SPEAKERS.sink);
    await stage.rig.unplug(HARDWARE.microphone);
    await stage.rig.unplugSpeakers();
    await untilAppIsOn((name) => name === 'stillmic_silence');
    await recorder.until(recorder.seconds + 1);
    const before = await recorder.stop();
    expect(peak(before.samples.subarray(-RIG_RATE / 2))).toBe(0);
    expect((await stage.system.state()).speakers).toEqual([]);
    await stage.rig.plugHardware();
    await untilAppIsOn((name) => name === SPEAKERS.sink);
    expect(await modules()).not.toContain('stillmic_silence');
    const { samples } = await stage.rig.record(SOURCE_NAME, 1);
    expect(peak(samples.subarray(-RIG_RATE / 2))).toBe(0);
    await app.stop();
  });

  it('leaves no process behind when its own is killed', async () => {
    const { child } = await holder('watch');
    await expect.poll(() => subscriptions()).toBe(1);
    await kill(child);
    await expect.poll(() => subscriptions()).toBe(0);
  });

  it('can be destroyed while the sound server is dead', async () => {
    await stage.system.virtualMicrophone.create();
    await stage.rig.killAll();
    await stage.system.virtualMicrophone.destroy();
  });
});
