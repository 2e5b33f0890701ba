import { words } from '../../words/words.js';
import { toDbfs } from '../../shared/dbfs.js';
import { levelFinding, listen } from '../capture-check.js';
import { createToCheck } from '../virtual-microphone-check.js';
import { failed, ok, warning, type Checks, type Finding } from '../checks.js';
import type { SoundSystem } from '../control/sound-system.js';
import { chosenAddress } from './server-address.js';
import { PulseStreams } from './streams/pulse-streams.js';
import { playTone, TONE_AMPLITUDE } from './tone-test.js';

/** How far the tone may be off, for a server that stumbles in a quarter of a second. */
const TOLERANCE_DB = 1;

/** Checks of the Pulse backend. */
export const CHECKS: Checks = {
  async *capture({ microphone, env, isChosen }) {
    const address = chosenAddress(env);
    if (!address || !isChosen) return;
    yield ok(words('doctor.linkSoundPath'), words('doctor.direct'));
    yield levelFinding(microphone, await listen(new PulseStreams(address, env), microphone));
  },

  async *virtualMicrophone(system, env) {
    const { virtualMicrophone } = system;
    const obstacle = await createToCheck(virtualMicrophone);
    if (obstacle) return yield obstacle;
    try {
      yield* checkTone(system, env);
    } finally {
      await virtualMicrophone.destroy();
    }
  },
};

/** Whether a calling app hears what is played into the virtual microphone, and whether we notice that it listens. */
async function* checkTone(system: SoundSystem, env: NodeJS.ProcessEnv): AsyncGenerator<Finding> {
  const { label } = system.virtualMicrophone;
  let isNoticed = false;
  const unwatch = system.watch((state) => {
    isNoticed ||= (state?.listeners?.length ?? 0) > 0;
  });
  const amplitude = await playTone(env).finally(unwatch);
  const offDb = toDbfs(amplitude) - toDbfs(TONE_AMPLITUDE);
  const link = words('doctor.linkVirtualMicrophone');
  if (Math.abs(offDb) <= TOLERANCE_DB) yield ok(link, words('doctor.virtualHeard', { label }));
  else
    yield failed(
      link,
      words('doctor.virtualToneOff', { label, db: offDb.toFixed(0) }),
      words('doctor.virtualToneOffAdvice'),
    );
  const events = words('doctor.linkEvents');
  if (isNoticed) yield ok(events, words('doctor.eventsNoticed'));
  else if (amplitude === 0)
    yield warning(events, words('doctor.eventsNotChecked'), words('doctor.virtualToneOffAdvice'));
  else yield failed(events, words('doctor.eventsMissed'), words('doctor.eventsMissedAdvice'));
}
