import { afterEach, beforeEach } from 'vitest';
import type { LiveRun } from './live-run.js';
import { openSoundSystem, type SoundSystem } from '../../src/audio/control/open-sound-system.js';
import { SoundRig, type SoundServerKind } from './sound-rig.js';

/** A sound server, and the run on it. */
export interface SoundStage {
  readonly rig: SoundRig;
  /** The run that a test starts; it ends before the server does. */
  live: LiveRun | null;
}

/** Gives each test of the suite a sound server of its own. */
export function soundStage(kind: SoundServerKind): SoundStage {
  let rig: SoundRig | null = null;
  const stage = {
    live: null as LiveRun | null,
    get rig() {
      if (!rig) throw new Error('The sound server is there only while a test runs.');
      return rig;
    },
  };
  beforeEach(async () => {
    rig = await SoundRig.start(kind);
  });
  afterEach(async () => {
    await stage.live?.end();
    stage.live = null;
    await rig?.stop();
    rig = null;
  });
  return stage;
}

/** A sound server, and the control of it. */
export interface SystemStage {
  readonly rig: SoundRig;
  readonly system: SoundSystem;
}

/** Gives each test of the suite a sound server of its own, and the control of it; its microphone goes at the end. */
export function systemStage(kind: SoundServerKind): SystemStage {
  const stage = soundStage(kind);
  let system: SoundSystem | null = null;
  beforeEach(async () => {
    system = await openSoundSystem({ env: stage.rig.env });
  });
  // Vitest runs these in the opposite order: the microphone goes before its server.
  afterEach(() => system?.virtualMicrophone.destroy());
  return {
    get rig() {
      return stage.rig;
    },
    get system() {
      if (!system) throw new Error('The sound system is there only while a test runs.');
      return system;
    },
  };
}
