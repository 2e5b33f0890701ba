import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  openSoundSystem,
  type SoundState,
  type SoundSystem,
} from '../../src/audio/control/open-sound-system.js';
import { chosenAddress } from '../../src/audio/pulse/server-address.js';
import { PulseStreams } from '../../src/audio/pulse/streams/pulse-streams.js';
import type { MicrophoneToOpen } from '../../src/audio/streams/audio-streams.js';
import { SOURCE_NAME } from '../../src/audio/pulse/control/names.js';
import { bundleForNode } from '../support/bundle.js';
import { peak, seededNoise } from '../support/signals.js';
import { HARDWARE, RIG_RATE, SOUND_SERVERS } from '../support/sound-rig.js';
import { systemStage } from '../support/sound-stage.js';

const HOLDER = resolve(import.meta.dirname, '../support/virtual-microphone-process.ts');

/** Root mean square, dB. */
const levelOf = (samples: Float32Array): number =>
  20 * Math.log10(Math.hypot(...samples.subarray(0, 20_000)) / Math.sqrt(Math.min(samples.length, 20_000)));

describe.each(SOUND_SERVERS)('sound as people have it, on %s', (kind) => {
  const stage = systemStage(kind);

  const stateThat = (of: SoundSystem, fits: (state: SoundState) => boolean): Promise<SoundState> =>
    new Promise((done) => {
      const unsubscribe = of.watch((state) => {
        if (!state || !fits(state)) return;
        unsubscribe();
        done(state);
      });
    });

  /** Streams as an engine would open them that was started beside this system. */
  async function streamsOf(of: SoundSystem, env: NodeJS.ProcessEnv): Promise<PulseStreams> {
    await of.state();
    const address = chosenAddress(of.clientEnvironment);
    if (!address) throw new Error('Nothing was found to connect to directly.');
    const streams = new PulseStreams(address, env);
    onTestFinished(() => streams.close());
    return streams;
  }

  const microphone = (name: string, channels = 1): MicrophoneToOpen => ({
    name,
    sampleRate: RIG_RATE,
    channels,
    channel: 'loudest',
  });

  it('reads names, notices listeners and gives advice in every language and locale', async () => {
    await stage.rig.plug('usb', 'usb_mic', 'Größe – Mikrofon');
    await stage.system.virtualMicrophone.create();
    const locales = [
      { LANGUAGE: 'de', LC_ALL: undefined, LANG: 'de_DE.UTF-8' },
      { LANGUAGE: 'de:fr', LC_ALL: 'C.UTF-8' },
      { LC_ALL: 'de_DE.UTF-8', LC_NUMERIC: 'de_DE.UTF-8' },
      { LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' },
      { LC_ALL: 'C' },
      { LC_ALL: 'POSIX', LANGUAGE: 'fr' },
    ];
    for (const locale of locales) {
      const env = { ...stage.rig.env, ...locale };
      const other = await openSoundSystem({ env });
      const { microphones } = await other.state();
      expect(
        microphones.map(({ label }) => label),
        JSON.stringify(locale),
      ).toContain('Größe – Mikrofon');
      const seen = stateThat(other, ({ listeners }) => listeners?.includes('Größe') ?? false);
      const recorder = await stage.rig.startRecording(SOURCE_NAME, { clientName: 'Größe' });
      await seen;
      await recorder.stop();
      const dead = await openSoundSystem({
        env: { ...env, PULSE_SERVER: `unix:${stage.rig.folder}/nowhere` },
      });
      await expect(dead.state()).rejects.toThrow('does not answer: start PulseAudio');
    }
  });

  it('connects to the server that libpulse finds, however it is named', async () => {
    const socket = join(stage.rig.folder, 'run', 'pulse', 'native');
    const bare = {
      ...stage.rig.env,
      PULSE_SERVER: undefined,
      PULSE_RUNTIME_PATH: undefined,
      XDG_RUNTIME_DIR: undefined,
    };
    const home = join(stage.rig.folder, 'other-home');
    const configuration = join(home, '.config', 'pulse');
    mkdirSync(configuration, { recursive: true });
    const named = join(home, 'named.conf');
    writeFileSync(named, `autospawn = no\ndefault-server = unix:${socket}\n`);
    const machine = readFileSync('/etc/machine-id', 'utf8').trim();
    const ways: NodeJS.ProcessEnv[] = [
      { PULSE_SERVER: `unix:${join(home, 'nobody')} unix:${socket}` },
      { PULSE_SERVER: `{${machine}}unix:${socket}` },
      { PULSE_SERVER: socket },
      { PULSE_CLIENTCONFIG: named },
    ];
    for (const way of ways) {
      const env = { ...bare, HOME: home, XDG_CONFIG_HOME: undefined, ...way };
      const streams = await streamsOf(await openSoundSystem({ env }), env);
      const source = await streams.openSource(microphone(HARDWARE.microphone));
      expect((await source.read(480)).length, JSON.stringify(way)).toBe(480);
    }
    // The folder behind a link, as libpulse makes it for a user without a session.
    symlinkSync(join(stage.rig.folder, 'run', 'pulse'), join(configuration, `${machine}-runtime`));
    const env = { ...bare, HOME: home, XDG_CONFIG_HOME: undefined };
    const streams = await streamsOf(await openSoundSystem({ env }), env);
    expect((await (await streams.openSource(microphone(HARDWARE.microphone))).read(480)).length).toBe(480);
  });

  it.each([
    [1, 'mono', 0, 1],
    [2, 'front-left,front-right', 0, 0],
    [2, 'front-left,front-right', 0, 1],
    [2, 'front-left,front-right', 0, -1],
    [4, 'front-left,front-right,rear-left,rear-right', 2, 0],
    [10, Array.from({ length: 10 }, (_, i) => `aux${i}`).join(), 4, 0],
  ])(
    'hears the voice of a microphone with %i channels at its own level (%s)',
    async (count, map, at, rest) => {
      const sink = `feed${count}`;
      const format = [`channels=${count}`, `channel_map=${map}`, `rate=${RIG_RATE}`];
      await stage.rig.pactl('load-module', 'module-null-sink', `sink_name=${sink}`, ...format, 'norewinds=1');
      const own = ['source_name=many', `master=${sink}.monitor`, `master_channel_map=${map}`, 'remix=no'];
      await stage.rig.pactl('load-module', 'module-remap-source', ...own, ...format.slice(0, 2));
      expect((await stage.system.state()).microphones.find(({ name }) => name === 'many')?.channels).toBe(
        count,
      );

      // The voice in one channel, and as it is, inverted or not at all in the others.
      const voice = seededNoise(6 * RIG_RATE).map((value) => 0.85 * value);
      const frames = new Float32Array(voice.length * count);
      for (let i = 0; i < voice.length; i++)
        for (let c = 0; c < count; c++) frames[i * count + c] = (voice[i] as number) * (c === at ? 1 : rest);
      const args = ['--raw', '--format=float32le', `--rate=${RIG_RATE}`, `--channels=${count}`];
      const player = spawn('pacat', ['-d', sink, ...args, `--channel-map=${map}`, '--latency-msec=50'], {
        env: stage.rig.env,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      player.stdin.on('error', () => undefined);
      player.stdin.end(Buffer.from(frames.buffer));
      onTestFinished(() => void player.kill('SIGKILL'));

      const source = await (
        await streamsOf(stage.system, stage.rig.env)
      ).openSource(microphone('many', count));
      for (let i = 0; i < 250; i++) await source.read(384);
      const heard = (await source.read(RIG_RATE / 10)).slice();
      expect(levelOf(heard)).toBeCloseTo(levelOf(voice), 0);
      expect(peak(heard)).toBeLessThan(0.9);
    },
  );

  it('starts its devices and streams at full volume, whatever the server remembers', async () => {
    if (kind === 'pulseaudio') {
      await stage.rig.pactl('load-module', 'module-device-restore');
      await stage.rig.pactl('load-module', 'module-stream-restore', 'restore_device=false');
    } else {
      const file = join(stage.rig.folder, 'config', 'wireplumber', 'main.lua.d', '51-private.lua');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replaceAll('"restore-props"] = false', '"restore-props"] = true'),
      );
      await stage.rig.startDaemon('wireplumber');
    }
    onTestFinished(stage.system.watch(() => undefined));
    const streams = await streamsOf(stage.system, stage.rig.env);
    const open = async () => [
      await streams.openSink('stillmic_sink', RIG_RATE, () => undefined),
      await streams.openSource(microphone(HARDWARE.microphone)),
    ];
    const volumes = async () => {
      const { virtualMicrophoneVolume, ownStreams } = await stage.system.state();
      return [virtualMicrophoneVolume, ...ownStreams.map(({ volume }) => volume)];
    };
    const full = { isMuted: false, share: 1 };

    await stage.system.virtualMicrophone.create();
    const opened = await open();
    expect(await volumes()).toEqual([full, full, full]);
    await delay(2500);
    await stage.rig.pactl('set-source-volume', SOURCE_NAME, '20%');
    await stage.rig.pactl('set-sink-mute', 'stillmic_sink', '1');
    for (const { direction, index } of (await stage.system.state()).ownStreams)
      if (direction === 'playback') await stage.rig.pactl('set-sink-input-mute', String(index), '1');
      else await stage.rig.pactl('set-source-output-volume', String(index), '10%');
    const turnedDown = await volumes();
    expect(turnedDown.every((volume) => volume && (volume.isMuted || volume.share < 0.3))).toBe(true);
    // A change that the user makes while it runs stands.
    await delay(500);
    expect(await volumes()).toEqual(turnedDown);

    await delay(1500);
    for (const stream of opened) await stream?.close();
    await stage.system.virtualMicrophone.destroy();
    await stage.system.virtualMicrophone.create();
    await open();
    await expect.poll(volumes, { timeout: 3000 }).toEqual([full, full, full]);
    await delay(500);
    expect(await volumes()).toEqual([full, full, full]);
  });

  it('tells what is muted or turned down, and mends it', async () => {
    await stage.system.virtualMicrophone.create();
    await delay(2100);
    const muted = stateThat(stage.system, ({ microphones }) => microphones[0]?.volume?.isMuted === true);
    await stage.rig.pactl('set-source-mute', HARDWARE.microphone, '1');
    await muted;
    await stage.system.restoreVolume?.({ microphone: HARDWARE.microphone });
    const quiet = stateThat(
      stage.system,
      ({ virtualMicrophoneVolume: volume }) => (volume?.share ?? 1) < 0.3,
    );
    await stage.rig.pactl('set-source-volume', SOURCE_NAME, '20%');
    await quiet;
    await stage.system.restoreVolume?.('own');
    const { microphones, virtualMicrophoneVolume } = await stage.system.state();
    expect(microphones[0]?.volume?.isMuted).toBe(false);
    expect(virtualMicrophoneVolume).toEqual({ isMuted: false, share: 1 });
  });

  it('works where no state can be kept, and where the runtime folder is no folder', async () => {
    const before = await stage.rig.pactl('list', 'short', 'modules');
    const file = join(stage.rig.folder, 'a-file');
    writeFileSync(file, '');
    const broken = { XDG_STATE_HOME: file, XDG_RUNTIME_DIR: '/proc/self', TMPDIR: join(file, 'nowhere') };
    const other = await openSoundSystem({ env: { ...stage.rig.env, ...broken } });
    await other.virtualMicrophone.setAsDefault(true);
    await other.virtualMicrophone.create();
    expect(await stage.rig.pactl('get-default-source')).toBe(SOURCE_NAME);
    expect(await other.state()).toMatchObject({ isVirtualDefault: true, previousDefaultNotKept: true });
    await other.virtualMicrophone.destroy();
    expect(await stage.rig.pactl('get-default-source')).toBe(HARDWARE.microphone);
    expect(await stage.rig.pactl('list', 'short', 'modules')).toBe(before);
  });

  it.runIf(process.getuid?.() === 0)(
    'respects a Stillmic of another process namespace and runtime folder, as long as it lives',
    async () => {
      const bundle = await bundleForNode(HOLDER, stage.rig.folder);
      const runtime = join(stage.rig.folder, 'other-run');
      mkdirSync(runtime, { mode: 0o700 });
      const unshare = ['--pid', '--fork', '--kill-child', '--mount-proc', process.execPath, bundle, 'watch'];
      const holder: ChildProcess = spawn('unshare', unshare, {
        env: { ...stage.rig.env, XDG_RUNTIME_DIR: runtime },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => void holder.kill('SIGKILL'));
      const [said] = (await once(holder.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
      expect(said.toString().trim()).toBe('ready');
      const modules = await stage.rig.pactl('list', 'short', 'modules');
      await expect(stage.system.virtualMicrophone.create()).rejects.toThrow('Stillmic is running already');
      expect(await stage.rig.pactl('list', 'short', 'modules')).toBe(modules);
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
      await expect
        .poll(() => stage.system.virtualMicrophone.create().then(() => 'made', String), { timeout: 5000 })
        .toBe('made');
      expect(
        (await stage.rig.pactl('list', 'short', 'modules')).match(/source_name=stillmic /g),
      ).toHaveLength(1);
    },
  );

  it('offers what speakers play by its name alone, and says what is the default one', async () => {
    await stage.rig.pactl('set-default-source', 'speakers.monitor');
    const { microphones, monitors } = await stage.system.state();
    expect(microphones.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      [HARDWARE.microphone, true],
    ]);
    expect(monitors?.find(({ isDefault }) => isDefault)?.name).toBe('speakers.monitor');
    await stage.system.virtualMicrophone.create();
    expect((await stage.system.state()).monitors?.map(({ name }) => name)).not.toContain(
      'stillmic_sink.monitor',
    );
  });
});
