import { listen } from '../audio/capture-check.js';
import { openSoundSystem, streamEnvironment, type SoundDevice } from '../audio/control/open-sound-system.js';
import { openAudioStreams } from '../audio/streams/open-audio-streams.js';
import type { MeasuredMicrophone } from '../shared/live.js';

/** Never this many streams at once, however many inputs a studio has. */
const MOST_MICROPHONES = 16;

/**
 * Listens to all real microphones at the same time for two seconds, so that a person who speaks is heard by each of
 * them. Bluetooth headsets are left out: opening one would take it out of its music profile.
 *
 * @returns those that could be opened, the loudest first
 * @throws UserError when the sound server doesn't answer
 */
export async function measureMicrophones(
  env: NodeJS.ProcessEnv = process.env,
): Promise<readonly MeasuredMicrophone[]> {
  const system = await openSoundSystem({ env });
  const { microphones } = await system.state();
  const { variables, dispose } = streamEnvironment(system, env);
  try {
    const measured = await Promise.all(
      microphones
        .filter(({ isBluetooth }) => !isBluetooth)
        .slice(0, MOST_MICROPHONES)
        .map((microphone) => measure(microphone, { ...env, ...variables })),
    );
    return measured.flat().sort((a, b) => b.level.rmsDbfs - a.level.rmsDbfs);
  } finally {
    dispose();
  }
}

async function measure(microphone: SoundDevice, env: NodeJS.ProcessEnv): Promise<MeasuredMicrophone[]> {
  const heard = await listen(await openAudioStreams(env), microphone);
  const { name, label } = microphone;
  return 'level' in heard ? [{ name, label, level: heard.level }] : [];
}
