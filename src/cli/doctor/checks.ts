import { getPriority, setPriority } from 'node:os';
import { directServerAddress } from '../../audio/streams/open-audio-streams.js';
import { openModel } from '../../enhancer/model.js';
import { raisePriority } from '../../engine/priority.js';
import { DEFAULT_MODEL_ID } from '../../models/catalogue.js';
import { ModelStore } from '../../models/store.js';
import { toDbfs } from '../../shared/dbfs.js';
import type { AudioPriority } from '../../shared/live.js';
import { hopMs } from '../../shared/model-spec.js';
import { inEnglish } from '../../words/say.js';
import { messageOf, UserError } from '../../shared/user-error.js';
import {
  AlreadyRunningError,
  type SoundDevice,
  type SoundState,
  type SoundSystem,
} from '../../audio/control/open-sound-system.js';
import { hearTone, TONE_AMPLITUDE } from '../../audio/pulse/control/tone-test.js';
import { probeDirectly, probePortAudio, type CaptureProbe, type Heard } from './capture-probe.js';

/** One link of the chain from the microphone to the calling app. */
export interface Finding {
  readonly link: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** What to do; null when it is well. */
  readonly advice: string | null;
}

const ok = (link: string, detail: string): Finding => ({ link, status: 'ok', detail, advice: null });
const warning = (link: string, detail: string, advice: string): Finding => ({
  link,
  status: 'warning',
  detail,
  advice,
});
const failed = (link: string, detail: string, advice: string): Finding => ({
  link,
  status: 'failed',
  detail,
  advice,
});

/** A microphone is listened to for so long. */
const LISTEN_MS = 2000;

/** Checks each link in turn; reports each as soon as it is known. */
export async function* diagnose(system: SoundSystem, env: NodeJS.ProcessEnv): AsyncGenerator<Finding> {
  let state: SoundState | null = null;
  try {
    state = await system.state();
    yield ok('sound server', state.server);
  } catch (error) {
    yield failed('sound server', 'It does not answer.', messageOf(error));
  }
  if (state) {
    yield* checkCapture(
      state.microphones.find(({ isDefault }) => isDefault),
      env,
    );
    yield await checkVirtualMicrophone(system, env);
  }
  yield await checkModel();
  yield await checkPriority();
}

async function* checkCapture(
  microphone: SoundDevice | undefined,
  env: NodeJS.ProcessEnv,
): AsyncGenerator<Finding> {
  if (!microphone) {
    yield failed('microphone', 'There is none.', 'Plug one in, or switch it on in the sound settings.');
    return;
  }
  const { name, sampleRate } = microphone;
  const address = directServerAddress(env);
  if (!address) {
    const probe = await probePortAudio(name, sampleRate, LISTEN_MS, env);
    const links = portAudioLinks(probe);
    yield* links;
    if (links.every(({ status }) => status === 'ok')) yield levelOf(microphone, probe);
    return;
  }
  yield ok('sound path', 'Stillmic speaks to the sound server directly.');
  yield levelOf(microphone, await probeDirectly(address, name, sampleRate, LISTEN_MS, env));
  for (const link of portAudioLinks(await probePortAudio(name, sampleRate, 0, env)))
    yield link.status === 'ok'
      ? link
      : warning(
          link.link,
          `${link.detail} It is not needed as long as the direct way works.`,
          link.advice ?? '',
        );
}

/** What PortAudio needs. */
function portAudioLinks(probe: CaptureProbe): Finding[] {
  const module = 'audio module';
  if (!probe.loaded)
    return [
      failed(
        module,
        `naudiodon can't be loaded: ${probe.error ?? 'it ended without a word'}.`,
        'Install Stillmic again (npm ci); it needs a C++ compiler and libasound2-dev where there is no build of it.',
      ),
    ];
  const loaded = ok(module, 'naudiodon is loaded.');
  if (process.platform !== 'linux') return [loaded];
  const plugin = 'ALSA plugin';
  return [
    loaded,
    probe.listed
      ? ok(plugin, 'ALSA reaches the sound server.')
      : failed(
          plugin,
          'ALSA does not know the sound server.',
          'Install the package libasound2-plugins (Fedora: alsa-plugins-pulseaudio).',
        ),
  ];
}

/** Digital silence, and what is as good as it. */
const SILENT_DBFS = -90;

export function levelOf({ label }: Pick<SoundDevice, 'label'>, { heard, error }: Heard): Finding {
  if (!heard)
    return failed(
      'microphone',
      `“${label}” gives no sound: ${error ?? 'nothing came within ten seconds'}.`,
      'Choose another microphone in the sound settings, or restart the sound server.',
    );
  const { rmsDbfs, peakDbfs, clipped } = heard;
  const level = `“${label}”, level ${rmsDbfs.toFixed(0)} dBFS, peak ${peakDbfs.toFixed(0)} dBFS`;
  if (peakDbfs < SILENT_DBFS)
    return warning(
      'microphone',
      `${level}: silent.`,
      'See that it is not muted, at the device and in the system.',
    );
  if (clipped) return warning('microphone', `${level}: it clips.`, 'Turn its volume down.');
  return ok('microphone', `${level}.`);
}

/** How far the tone may be off: a server's stumble in a quarter of a second. */
const TOLERANCE_DB = 1;

async function checkVirtualMicrophone(system: SoundSystem, env: NodeJS.ProcessEnv): Promise<Finding> {
  const link = 'virtual microphone';
  const { virtualMicrophone } = system;
  try {
    await virtualMicrophone.create();
  } catch (error) {
    if (error instanceof AlreadyRunningError)
      return ok(link, `In use by the Stillmic that runs (process ${error.processId}).`);
    if (error instanceof UserError) return failed(link, "It can't be made.", error.message);
    throw error;
  }
  try {
    const { label } = virtualMicrophone;
    if (process.platform !== 'linux') return ok(link, `“${label}” is installed.`);
    const amplitude = await hearTone(env);
    const offDb = toDbfs(amplitude) - toDbfs(TONE_AMPLITUDE);
    return Math.abs(offDb) <= TOLERANCE_DB
      ? ok(link, `“${label}” was made, and a client heard a tone on it.`)
      : failed(
          link,
          `“${label}” was made, but a client heard a tone on it ${offDb.toFixed(0)} dB off.`,
          'Set its volume to 100 % and unmute it, or restart the sound server.',
        );
  } finally {
    await virtualMicrophone.destroy();
  }
}

async function checkModel(): Promise<Finding> {
  const link = 'model';
  try {
    const { label, file, settings } = await new ModelStore().resolve(DEFAULT_MODEL_ID);
    const model = await openModel(file, settings);
    const enhancer = model.createEnhancer();
    const { hop, sampleRate } = model.spec;
    await enhancer.process(new Float32Array(hop), new Float32Array(hop));
    await model.dispose();
    return ok(link, `${label} runs (${sampleRate / 1000} kHz, a hop of ${hopMs(model.spec)} ms).`);
  } catch (error) {
    return failed(
      link,
      messageOf(error),
      'Install Stillmic again: the model that ships with it does not run.',
    );
  }
}

async function checkPriority(): Promise<Finding> {
  const before = getPriority();
  const priority = await raisePriority();
  if (priority.raisedBy) setPriority(before);
  return priorityOf(priority);
}

export function priorityOf({ raisedBy, problem }: AudioPriority): Finding {
  const link = 'priority';
  if (raisedBy === 'system') return ok(link, 'The audio thread runs before others.');
  if (raisedBy) return ok(link, `The audio thread runs before others, thanks to ${raisedBy}.`);
  return warning(
    link,
    `The audio thread runs like any other, so sound may stumble while the machine is busy. ${problem ? inEnglish(problem) : ''}`,
    'Install the package rtkit. Or let your user do it: “@audio - nice -11” in /etc/security/limits.d/stillmic.conf, be in the group audio, and log in again.',
  );
}
