import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { privateEnvironment } from '../src/shared/private-environment.js';
import { writeAlsaConfiguration } from '../src/audio/portaudio/alsa.js';
import { sharedFile, withoutShared } from '../tests/support/shared-folder.js';
import { HARDWARE, SoundRig } from '../tests/support/sound-rig.js';
import { cpuPercent, memoryMiB } from './processes.js';
import { listen } from './sound.js';

const SCRIPT = resolve(import.meta.dirname, 'decibri-script.mjs');
const SECONDS = 20;
const START_MS = 4000;

/** The script in a sound server's place of the virtual microphone: latency, losses, CPU and memory. */
async function measure(options: object, spoken?: string) {
  const rig = await SoundRig.start('pulseaudio');
  const alsa = writeAlsaConfiguration(process.env);
  try {
    const servers = rig.daemonProcessIds;
    await rig.plug('virtual', 'virtual_mic', 'Virtual Microphone');
    const idle = listen(rig, HARDWARE.microphone, 8);
    await delay(1500);
    const baseline = await cpuPercent(servers, 5);
    await idle;
    const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
      env: privateEnvironment({
        ...rig.env,
        ...alsa.variables,
        PULSE_SOURCE: HARDWARE.microphone,
        PULSE_SINK: 'virtual',
      }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const processId = child.pid as number;
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    await delay(START_MS);
    if (child.exitCode !== null) throw new Error(`decibri ended: ${errors}`);
    const listening = listen(rig, 'virtual_mic', SECONDS, spoken);
    await delay(2000);
    const [cpu, server] = await Promise.all([
      cpuPercent([processId], SECONDS - 6),
      cpuPercent(servers, SECONDS - 6),
    ]);
    const pssMiB = memoryMiB([processId]);
    const { disturbedAtMs: _, ...heard } = await listening;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const load = { cpuPercent: cpu, serverCpuPercent: server - baseline, pssMiB };
    // A voice repeats itself: only noise shows which part is missing or doubled.
    return spoken === undefined ? { ...heard, ...load } : { latencyMs: heard.latencyMs, ...load };
  } finally {
    alsa.dispose();
    await rig.stop();
  }
}

/**
 * A script that pipes decibri's Microphone into its Speaker, on the same rig and measured alike as `live`. With
 * its FastEnhancer-T it hears the speech of the shared folder, since it would take noise away.
 */
export async function run(): Promise<object> {
  const figures: Record<string, object> = {};
  const rows: [string, object, string?][] = [
    ['as it comes (blocks of 100 ms)', {}],
    ['blocks of 16 ms', { framesPerBuffer: 256 }],
  ];
  if (!withoutShared) {
    const enhanced = { framesPerBuffer: 256, denoise: 'fastenhancer-t' };
    rows.push(['blocks of 16 ms, FastEnhancer-T', enhanced, sharedFile('audio', 'speech_48k_clean.wav')]);
  }
  for (const [name, options, spoken] of rows) {
    figures[name] = await measure(options, spoken);
    console.log(name, figures[name]);
  }
  return figures;
}
