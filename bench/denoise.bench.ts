import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { denoiseFile } from '../src/audio-file/denoise-file.js';
import { WavWriter } from '../src/audio-file/wav-writer.js';
import { openModel } from '../src/enhancer/model.js';
import { embeddedModelFile } from '../src/models/embedded.js';
import { messageOf } from '../src/shared/user-error.js';
import { seededNoise } from '../tests/support/signals.js';

const RATE = 16_000;
const ROUNDS = 3;

/** Wall-clock and processor time of one pass, in seconds. */
interface Pass {
  readonly wall: number;
  readonly cpu: number;
}

/** Noise whose level rises and falls as that of speech does. */
async function writeRecording(path: string, seconds: number): Promise<void> {
  const frames = seconds * RATE;
  const format = {
    sampleRate: RATE,
    channels: 1,
    encoding: 'integer',
    bitDepth: 16,
    channelMask: 0,
  } as const;
  const writer = await WavWriter.create(path, format, { overwrite: true, expectedFrames: frames });
  const noise = seededNoise(RATE);
  const second = Float64Array.from(noise, (x, i) => 0.3 * x * Math.sin((2 * Math.PI * i) / RATE) ** 2);
  for (let k = 0; k < seconds; k++) await writer.write([second], RATE);
  await writer.finish();
}

async function measure(work: () => Promise<unknown>): Promise<Pass> {
  const start = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

interface DecibriModule {
  readonly File: {
    open(
      path: string,
      options: { denoise: string; sampleRate: number },
    ): Promise<{ save(path: string): Promise<unknown> }>;
  };
}

/**
 * Decibri's `File` with its denoiser, or null where it can't be compared: `File` came after the 5.0.0 that ships
 * the models, so that the folder of a later one has to be given, and the native part is optional.
 */
function loadDecibri(module: string): ((input: string, output: string) => Promise<unknown>) | null {
  let decibri: Partial<DecibriModule>;
  try {
    // It finds its native part by require, so it must not go through Vite.
    decibri = createRequire(import.meta.url)(module) as Partial<DecibriModule>;
  } catch (error) {
    console.log(`decibri is not compared: ${messageOf(error)}`);
    return null;
  }
  const { File } = decibri;
  if (!File) {
    console.log('decibri is not compared: this version has no File.');
    return null;
  }
  return async (input, output) => {
    const file = await File.open(input, { denoise: 'fastenhancer-t', sampleRate: RATE });
    return file.save(output);
  };
}

const best = (passes: readonly Pass[], part: keyof Pass): number =>
  Math.min(...passes.map((pass) => pass[part]));

/**
 * `denoise` with FastEnhancer-T end to end, WAV in and WAV out, against decibri's `File` with the same model, in
 * turns. The best of the rounds counts: the others were disturbed by what else the machine did.
 *
 * @param args minutes of audio, 10 unless given, a model file, the embedded one unless given, and the folder of a decibri that
 *   has `File`
 */
export async function run(args: readonly string[]) {
  const minutes = Number(args[0] ?? 10);
  const folder = await mkdtemp(join(tmpdir(), 'stillmic-bench-'));
  const input = join(folder, 'in.wav');
  const model = await openModel(args[1] ?? embeddedModelFile());
  const decibri = loadDecibri(args[2] ?? 'decibri');
  const ours: Pass[] = [];
  const theirs: Pass[] = [];
  let sessionRtf = Infinity;
  try {
    await writeRecording(input, 60 * minutes);
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(
        await measure(async () => {
          const result = await denoiseFile(input, join(folder, 'ours.wav'), model, { overwrite: true });
          sessionRtf = Math.min(sessionRtf, result.sessionRtf);
        }),
      );
      if (decibri) theirs.push(await measure(() => decibri(input, join(folder, `theirs${round}.wav`))));
    }
  } finally {
    await model.dispose();
    await rm(folder, { recursive: true, force: true });
  }
  const audio = 60 * minutes;
  const row = (passes: readonly Pass[]) => ({
    'wall s': +best(passes, 'wall').toFixed(2),
    'CPU s': +best(passes, 'cpu').toFixed(2),
    '× real time': +(audio / best(passes, 'wall')).toFixed(1),
    '× real time per core': +(audio / best(passes, 'cpu')).toFixed(1),
  });
  console.table({ Stillmic: row(ours), ...(decibri ? { 'decibri File': row(theirs) } : {}) });
  console.log(`RTF in the session: ${sessionRtf.toFixed(4)}`);
  return {
    minutes,
    sessionRtf,
    ours,
    theirs: decibri ? theirs : null,
    wallRatio: decibri ? best(ours, 'wall') / best(theirs, 'wall') : null,
    cpuRatio: decibri ? best(ours, 'cpu') / best(theirs, 'cpu') : null,
  };
}
