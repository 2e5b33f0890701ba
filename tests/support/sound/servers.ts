import { mkdirSync, writeFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DaemonCommand } from './daemons.js';
import { run, succeeds } from './run.js';

export type SoundServerKind = 'pulseaudio' | 'pipewire';

/** Sample rate of every device in the rig, Hz. */
export const RIG_RATE = 48_000;

/** Folders and sockets of one private server. */
export interface ServerPlace {
  readonly folder: string;
  readonly runtime: string;
  readonly config: string;
  readonly env: NodeJS.ProcessEnv;
}

const answers = (env: NodeJS.ProcessEnv): Promise<boolean> => succeeds('pactl', ['info'], env);

/** PulseAudio with nothing loaded but its socket. */
function pulseAudio(place: ServerPlace): readonly DaemonCommand[] {
  const configFile = join(place.config, 'daemon.conf');
  writeFileSync(configFile, `default-sample-rate = ${RIG_RATE}\nexit-idle-time = -1\n`);
  place.env['PULSE_CONFIG'] = configFile;
  const socket = join(place.runtime, 'pulse', 'native');
  return [
    {
      name: 'pulseaudio',
      command: 'pulseaudio',
      args: ['-n', '--daemonize=no', '-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`],
      ready: () => answers(place.env),
    },
  ];
}

/**
 * PipeWire, WirePlumber and pipewire-pulse that never touch real devices, need no D-Bus, and keep a bare
 * machine's buffer sizes (Debian's files ask for larger ones in a virtual machine).
 */
function pipeWire(place: ServerPlace): readonly DaemonCommand[] {
  const write = (path: readonly string[], text: string): void => {
    const file = join(place.config, ...path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  };
  write(
    ['wireplumber', 'main.lua.d', '51-private.lua'],
    [
      'alsa_monitor.enabled = false',
      'v4l2_monitor.enabled = false',
      'libcamera_monitor.enabled = false',
      'default_access.properties["enable-flatpak-portal"] = false',
      'device_defaults.properties["use-persistent-storage"] = false',
      'stream_defaults.properties["restore-props"] = false',
      'stream_defaults.properties["restore-target"] = false',
      '',
    ].join('\n'),
  );
  write(['wireplumber', 'bluetooth.lua.d', '51-private.lua'], 'bluez_monitor.enabled = false\n');
  write(
    ['pipewire', 'pipewire.conf.d', '51-private.conf'],
    'context.properties = { support.dbus = false vm.overrides = { default.clock.min-quantum = 16 } }\n',
  );
  write(
    ['pipewire', 'pipewire-pulse.conf.d', '51-private.conf'],
    'context.properties = { support.dbus = false }\n' +
      'pulse.properties = { vm.overrides = { pulse.min.quantum = 256/48000 } }\n',
  );
  const isUp = async (): Promise<boolean> =>
    existsSync(join(place.runtime, 'pipewire-0')) && (await succeeds('pw-cli', ['info', '0'], place.env));
  const hasSessionManager = (): Promise<boolean> =>
    run('pw-cli', ['ls', 'Client'], place.env, 2_000).then(
      (clients) => clients.includes('application.name = "WirePlumber"'),
      () => false,
    );
  return [
    { name: 'pipewire', command: 'pipewire', args: [], ready: isUp },
    { name: 'wireplumber', command: 'wireplumber', args: [], ready: hasSessionManager },
    { name: 'pipewire-pulse', command: 'pipewire-pulse', args: [], ready: () => answers(place.env) },
  ];
}

export const daemonsOf: Record<SoundServerKind, (place: ServerPlace) => readonly DaemonCommand[]> = {
  pulseaudio: pulseAudio,
  pipewire: pipeWire,
};
