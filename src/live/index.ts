import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forkEngine, type SpawnEngine } from './engine-host.js';
import { DEFAULT_MODEL_ID } from '../models/catalogue.js';
import type { ModelStore } from '../models/store.js';
import { bundleFile } from '../shared/bundles.js';
import type { LiveMicrophone, LiveSettings } from '../shared/live.js';
import { openSoundSystem } from '../audio/control/open-sound-system.js';
import { SupervisedMicrophone } from './live-microphone.js';

/** Settings, models and surroundings of the live microphone. */
export interface LiveOptions {
  readonly settings: LiveSettings;
  readonly store: ModelStore;
  /** How the engine process is run: by child_process.fork unless given. */
  readonly spawnEngine?: SpawnEngine;
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of the bundle, which holds the engine process; this file's own unless given. */
  readonly bundleFolder?: string;
}

/**
 * The live microphone of this machine, switched off.
 *
 * @throws UserError on a system that has none
 */
export async function createLiveMicrophone({
  settings,
  store,
  spawnEngine = forkEngine,
  env = process.env,
  bundleFolder = dirname(fileURLToPath(import.meta.url)),
}: LiveOptions): Promise<LiveMicrophone> {
  return new SupervisedMicrophone({
    settings,
    soundSystem: await openSoundSystem({ env }),
    resolveModel: (idOrFile) => store.resolve(idOrFile),
    lighterModel: () => store.resolve(DEFAULT_MODEL_ID),
    engineFile: join(bundleFolder, bundleFile('engine-process')),
    spawnEngine,
    env,
  });
}
