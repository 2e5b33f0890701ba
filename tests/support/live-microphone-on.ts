import { createLiveMicrophone } from '../../src/live/index.js';
import { ModelStore } from '../../src/models/store.js';
import { DEFAULT_LIVE_SETTINGS, type LiveMicrophone, type LiveSettings } from '../../src/shared/live.js';
import { BUNDLE_FOLDER } from './bundle-folder.js';
import type { SoundRig } from './sound-rig.js';

/** The live microphone on a sound server of the tests, inside this process; its engine is the bundle. */
export const liveMicrophoneOn = (rig: SoundRig, settings: Partial<LiveSettings>): Promise<LiveMicrophone> =>
  createLiveMicrophone({
    settings: { ...DEFAULT_LIVE_SETTINGS, ...settings },
    store: new ModelStore({ folder: `${rig.folder}/models` }),
    env: rig.env,
    bundleFolder: BUNDLE_FOLDER,
  });
