import { EXTERNAL_LINKS } from '../../../shared/external-links.js';
import { hostApiOf } from '../host-api.js';

/** A virtual cable that the user installs: the sound that is played into its one end is recorded from the other. */
export interface Driver {
  readonly productName: string;
  readonly link: string;
  /** PortAudio's interface to the system. */
  readonly hostAPIName: string;
  /** The end that the engine plays into. */
  readonly isPlayback: (name: string) => boolean;
  /** The end that calling apps record. */
  readonly isRecording: (name: string) => boolean;
  /** Name of that end on a new installation: what people look for in their call. */
  readonly recordingLabel: string;
}

/** VB-CABLE on Windows. Run with Wine and simulated cables, not on Windows. */
const VB_CABLE: Driver = {
  productName: 'VB-CABLE',
  link: EXTERNAL_LINKS['vb-cable'],
  hostAPIName: hostApiOf('win32') as string,
  // “CABLE Input (VB-Audio Virtual Cable)”; not the 16-channel “CABLE In 16ch” or the paid cables A and B.
  isPlayback: (name) => /^CABLE Input\b/.test(name),
  isRecording: (name) => /^CABLE Output\b/.test(name),
  recordingLabel: 'CABLE Output (VB-Audio Virtual Cable)',
};

/** BlackHole with two channels on macOS. Written against constructed device lists, not run on macOS. */
const BLACKHOLE: Driver = {
  productName: 'BlackHole 2ch',
  link: EXTERNAL_LINKS['blackhole'],
  hostAPIName: hostApiOf('darwin') as string,
  // One device has both ends.
  isPlayback: (name) => name === 'BlackHole 2ch',
  isRecording: (name) => name === 'BlackHole 2ch',
  recordingLabel: 'BlackHole 2ch',
};

const DRIVERS: Readonly<Partial<Record<NodeJS.Platform, Driver>>> = { win32: VB_CABLE, darwin: BLACKHOLE };

/** The driver that Stillmic needs on a platform; undefined where it needs none. */
export const driverOf = (platform: NodeJS.Platform): Driver | undefined => DRIVERS[platform];

/** Inputs that carry what the computer plays, or another virtual cable: no microphones to fall back to. */
const LOOPBACKS =
  /stereo ?mix|what u hear|wave out mix|loopback|monitor of|virtual|VoiceMeeter|^CABLE[ -]|BlackHole|Soundflower|VB-Audio/i;

/** Whether a name is that of such an input. */
export const isLoopback = (name: string): boolean => LOOPBACKS.test(name);
