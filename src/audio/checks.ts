import type { SoundDevice, SoundSystem } from './control/sound-system.js';
import type { Words } from '../words/words.js';

/** A link of the chain from the microphone to the calling app, as `stillmic doctor` found it. */
export interface Finding {
  /** Name of the link. */
  readonly link: Words;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly detail: Words;
  /** Advice to the user; null when all is well. */
  readonly advice: Words | null;
}

/** A finding without fault. */
export const ok = (link: Words, detail: Words): Finding => ({ link, status: 'ok', detail, advice: null });

/** A finding with which sound still flows. */
export const warning = (link: Words, detail: Words, advice: Words): Finding => ({
  link,
  status: 'warning',
  detail,
  advice,
});

/** A finding that stops the sound. */
export const failed = (link: Words, detail: Words, advice: Words): Finding => ({
  link,
  status: 'failed',
  detail,
  advice,
});

/** Inputs of a check of the way from a microphone. */
export interface CaptureContext {
  readonly microphone: SoundDevice;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the bundles, for checks that run in a process of their own. */
  readonly bundleFolder: string;
  /** Whether the engine would use this backend here; another one is checked without listening. */
  readonly isChosen: boolean;
}

/** Checks that a backend offers. */
export interface Checks {
  /** The way from the microphone. Reports each link as soon as it is known. */
  capture(context: CaptureContext): AsyncGenerator<Finding>;
  /** The virtual microphone, with which no other Stillmic is busy. Leaves nothing behind. */
  virtualMicrophone(system: SoundSystem, env: NodeJS.ProcessEnv): AsyncGenerator<Finding>;
}
