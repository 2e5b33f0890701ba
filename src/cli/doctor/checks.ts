import { getPriority, setPriority } from 'node:os';
import { BACKENDS, controlBackend, streamsBackend, thisPlace } from '../../audio/backends.js';
import { failed, ok, warning, type Finding } from '../../audio/checks.js';
import type { SoundState, SoundSystem } from '../../audio/control/sound-system.js';
import { openModel } from '../../enhancer/model.js';
import { raisePriority } from '../../engine/priority.js';
import { DEFAULT_MODEL_ID } from '../../models/catalogue.js';
import { ModelStore } from '../../models/store.js';
import type { AudioPriority } from '../../shared/live.js';
import { hopMs } from '../../shared/model-spec.js';
import { wordsOf } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/**
 * Checks each link of the chain from the microphone to the calling app in turn; reports each as soon as it is known.
 *
 * @param bundleFolder folder of the bundles, for checks that run in a process of their own
 */
export async function* diagnose(
  system: SoundSystem,
  env: NodeJS.ProcessEnv,
  bundleFolder: string,
): AsyncGenerator<Finding> {
  const state = await system.state().catch(wordsOf);
  const link = words('doctor.linkSoundServer');
  if ('key' in state) yield failed(link, words('doctor.serverSilent'), state);
  else {
    yield ok(link, words('plain', { text: state.server }));
    yield* checkCapture(state, { ...env, ...system.clientEnvironment }, bundleFolder);
    const checks = await controlBackend(thisPlace(env)).checks();
    yield* checks.virtualMicrophone(system, env);
  }
  yield await checkModel();
  yield await checkPriority();
}

/** The default microphone, by the backend that the engine would use; of the others, what they need. */
async function* checkCapture(
  { microphones, monitors = [] }: SoundState,
  env: NodeJS.ProcessEnv,
  bundleFolder: string,
): AsyncGenerator<Finding> {
  const link = words('doctor.linkMicrophone');
  const monitor = monitors.find(({ isDefault }) => isDefault);
  if (monitor)
    yield warning(
      link,
      words('doctor.defaultIsMonitor', { label: monitor.label }),
      words('doctor.chooseDefault'),
    );
  const microphone = microphones.find(({ isDefault }) => isDefault);
  if (!microphone)
    return yield failed(link, words('doctor.noMicrophone'), words('doctor.noMicrophoneAdvice'));
  const place = thisPlace(env);
  const chosen = streamsBackend(place);
  for (const backend of BACKENDS.filter((one) => one === chosen || one.hasStreams(place))) {
    const isChosen = backend === chosen;
    for await (const finding of (await backend.checks()).capture({ microphone, env, bundleFolder, isChosen }))
      yield isChosen ? finding : asOptional(finding);
  }
}

/** The same of a way that is not used here. */
const asOptional = ({ link, status, detail, advice }: Finding): Finding =>
  status === 'failed'
    ? warning(link, words('doctor.notNeeded', { detail }), advice as NonNullable<typeof advice>)
    : { link, status, detail, advice };

async function checkModel(): Promise<Finding> {
  const link = words('doctor.linkModel');
  try {
    const { label, file, settings } = await new ModelStore().resolve(DEFAULT_MODEL_ID);
    const model = await openModel(file, settings);
    const enhancer = model.createEnhancer();
    const { hop, sampleRate } = model.spec;
    await enhancer.process(new Float32Array(hop), new Float32Array(hop));
    await model.dispose();
    return ok(
      link,
      words('doctor.modelRuns', { model: label, kHz: sampleRate / 1000, ms: hopMs(model.spec) }),
    );
  } catch (error) {
    return failed(link, wordsOf(error), words('doctor.modelAdvice'));
  }
}

async function checkPriority(): Promise<Finding> {
  const before = getPriority();
  const priority = await raisePriority();
  if (priority.raisedBy) setPriority(before);
  return priorityFinding(priority);
}

/** The finding about the priority that audio got. */
export function priorityFinding({ raisedBy, problem }: AudioPriority): Finding {
  const link = words('doctor.linkPriority');
  if (raisedBy === 'system') return ok(link, words('doctor.priorityRaised'));
  if (raisedBy) return ok(link, words('doctor.priorityRaisedBy', { service: raisedBy }));
  return warning(
    link,
    problem ? words('doctor.priorityLowBecause', { reason: problem }) : words('doctor.priorityLow'),
    process.platform === 'linux' ? words('doctor.priorityAdvice') : words('doctor.priorityAdviceElsewhere'),
  );
}
