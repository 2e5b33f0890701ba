import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { bundleFile } from '../../shared/bundles.js';
import { plainWords, words } from '../../words/words.js';
import { levelFinding, LISTEN_MS, LISTEN_TIMEOUT_MS, NOTHING_HEARD } from '../capture-check.js';
import { createToCheck } from '../virtual-microphone-check.js';
import { failed, ok, warning, type CaptureContext, type Checks, type Finding } from '../checks.js';
import { writeAlsaConfiguration } from './alsa.js';
import { ALSA_DEVICE } from './binding.js';
import { hostApiOf } from './host-api.js';
import type { ProbeOrder, ProbeReport } from './probe-messages.js';

/** Checks of the PortAudio backend. */
export const CHECKS: Checks = {
  async *capture(context) {
    const report = await probe(context);
    const links = linkFindings(report, context.microphone.label);
    yield* links;
    if (!context.isChosen || links.some(({ status }) => status !== 'ok')) return;
    const { level, error } = report;
    const heard = level ? { level } : error === undefined ? NOTHING_HEARD : { reason: plainWords(error) };
    yield levelFinding(context.microphone, heard);
  },

  async *virtualMicrophone(system) {
    const link = words('doctor.linkVirtualMicrophone');
    const { virtualMicrophone } = system;
    const obstacle = await createToCheck(virtualMicrophone);
    if (obstacle) return yield obstacle;
    const { label } = virtualMicrophone;
    await virtualMicrophone.destroy();
    yield (await system.state()).isVirtualDefault
      ? warning(
          link,
          words('doctor.virtualIsDefault', { label }),
          words('doctor.virtualIsDefaultAdvice', { label }),
        )
      : ok(link, words('doctor.virtualInstalled', { label }));
  },
};

/** Runs portaudio-probe.ts. */
async function probe({ microphone, env, bundleFolder, isChosen }: CaptureContext): Promise<ProbeReport> {
  const isAlsa = process.platform === 'linux';
  const alsa = isAlsa ? writeAlsaConfiguration(env) : null;
  const order: ProbeOrder = {
    hostAPIName: hostApiOf(process.platform),
    device: isAlsa ? ALSA_DEVICE : microphone.name,
    sampleRate: microphone.sampleRate,
    channels: microphone.channels ?? 1,
    listenMs: isChosen ? LISTEN_MS : 0,
  };
  const child = spawn(
    process.execPath,
    [join(bundleFolder, bundleFile('portaudio-probe')), JSON.stringify(order)],
    {
      env: {
        ...env,
        ...alsa?.variables,
        ...(isAlsa && { PULSE_SOURCE: microphone.name }),
        ELECTRON_RUN_AS_NODE: '1',
      },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), LISTEN_TIMEOUT_MS);
  let reports = '';
  (child.stdio[3] as Readable).on('data', (text: Buffer) => (reports += text.toString()));
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  clearTimeout(timer);
  alsa?.dispose();
  const lines = reports.trim().split('\n').filter(Boolean);
  return Object.assign({}, ...lines.map((line) => JSON.parse(line) as object)) as ProbeReport;
}

/** Checks what PortAudio needs: its module, and a way to the device. */
function linkFindings({ isLoaded, isListed, error }: ProbeReport, label: string): Finding[] {
  const module = words('doctor.linkAudioModule');
  if (!isLoaded) {
    const reason = error === undefined ? words('doctor.endedSilently') : plainWords(error);
    return [
      failed(module, words('doctor.moduleNotLoaded', { reason }), words('doctor.moduleNotLoadedAdvice')),
    ];
  }
  const loaded = ok(module, words('doctor.moduleLoaded'));
  if (process.platform === 'linux') {
    const plugin = words('doctor.linkAlsaPlugin');
    return [
      loaded,
      isListed
        ? ok(plugin, words('doctor.pluginThere'))
        : failed(plugin, words('doctor.pluginMissing'), words('doctor.pluginMissingAdvice')),
    ];
  }
  if (isListed) return [loaded];
  const link = words('doctor.linkMicrophone');
  return [loaded, failed(link, words('doctor.micNotListed', { label }), words('doctor.noSoundAdvice'))];
}
