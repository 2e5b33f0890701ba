import type { Level } from '../../shared/live.js';

/** Task of the probe's process; its only argument, as JSON. */
export interface ProbeOrder {
  readonly hostAPIName: string | undefined;
  /** PortAudio's name of the microphone. */
  readonly device: string;
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** How long to listen; 0 only loads PortAudio and looks the device up. */
  readonly listenMs: number;
}

/** How far the probe got; reported in pieces, a line of JSON each. */
export interface ProbeReport {
  /** The native module could be loaded. */
  readonly isLoaded?: boolean;
  /** PortAudio lists the device. */
  readonly isListed?: boolean;
  readonly level?: Level;
  readonly error?: string;
}
