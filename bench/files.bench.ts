import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WavWriter } from '../src/audio-file/wav-writer.js';
import { messageOf } from '../src/shared/user-error.js';
import { seededNoise } from '../tests/support/signals.js';
import { runScript, type CommandFigures } from './command.js';

const COMMAND_LINE = resolve('out/main/cli.cjs');
const DECIBRI_SCRIPT = resolve(import.meta.dirname, 'decibri-file.mjs');
const ROUNDS = 3;
const MINUTES = 10;
const HOUR_MINUTES = 60;
const ONE_CORE = '0';
const TWO_CORES = '0,1';

/** A command, and what it is measured on. */
interface Row {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly processors: string;
  /** Audio time of all recordings, seconds. */
  readonly audioSeconds: number;
  /** ROUNDS unless given. */
  readonly rounds?: number;
}

/** Noise whose level rises and falls as that of speech does. */
async function writeRecording(
  path: string,
  minutes: number,
  sampleRate: number,
  channels: number,
): Promise<string> {
  const frames = 60 * minutes * sampleRate;
  const format = { sampleRate, channels, encoding: 'integer', bitDepth: 16, channelMask: 0 } as const;
  const writer = await WavWriter.create(path, format, { overwrite: true, expectedFrames: frames });
  const noise = seededNoise(sampleRate);
  const second = Float64Array.from(noise, (x, i) => 0.3 * x * Math.sin((2 * Math.PI * i) / sampleRate) ** 2);
  const block = Array.from({ length: channels }, () => second);
  for (let k = 0; k < 60 * minutes; k++) await writer.write(block, sampleRate);
  await writer.finish();
  return path;
}

function makeRows(recordings: readonly [string, string], hour: string, decibri: string): Row[] {
  const denoise = (inputs: readonly string[], ...options: readonly string[]) => ({
    script: COMMAND_LINE,
    args: ['denoise', ...inputs, '--force', ...options],
    audioSeconds: 60 * MINUTES * inputs.length,
  });
  const one = recordings.slice(0, 1);
  const b = resolve('../shared/models/fastenhancer_b.onnx');
  const output = join(recordings[0], '../decibri.wav');
  return [
    { name: 'T, one core', processors: ONE_CORE, ...denoise(one) },
    { name: 'T hop by hop, one core', processors: ONE_CORE, ...denoise(one, '--hop-by-hop') },
    { name: 'T, two cores', processors: TWO_CORES, ...denoise(one) },
    { name: 'T, two cores, two recordings', processors: TWO_CORES, ...denoise(recordings) },
    ...(existsSync(b)
      ? [
          { name: 'B, one core', processors: ONE_CORE, ...denoise(one, '--model', b) },
          {
            name: 'B hop by hop, one core',
            processors: ONE_CORE,
            ...denoise(one, '--model', b, '--hop-by-hop'),
          },
        ]
      : []),
    {
      name: 'decibri File (T), one core',
      processors: ONE_CORE,
      script: DECIBRI_SCRIPT,
      args: [decibri, recordings[0], output],
      audioSeconds: 60 * MINUTES,
    },
    {
      name: 'T, an hour of 48 kHz stereo, two cores',
      processors: TWO_CORES,
      ...denoise([hour]),
      audioSeconds: 60 * HOUR_MINUTES,
      rounds: 1,
    },
  ];
}

const least = (figures: readonly CommandFigures[], part: keyof CommandFigures): number =>
  Math.min(...figures.map((one) => one[part]));

function figuresOf({ audioSeconds }: Row, runs: readonly CommandFigures[]) {
  return {
    wallSeconds: least(runs, 'seconds'),
    cpuSeconds: least(runs, 'cpuSeconds'),
    timesRealTime: audioSeconds / least(runs, 'seconds'),
    timesRealTimePerCpuSecond: audioSeconds / least(runs, 'cpuSeconds'),
    peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
  };
}

/**
 * `stillmic denoise` as a user runs it, start and end of the program included: FastEnhancer T and B on 10 minutes of
 * 16 kHz, in chunks and hop by hop, on one core and two, against decibri's `File` with the same T. Rows take turns; the
 * best of the rounds counts, because the others were disturbed by what else the machine did. The first run makes the
 * models' chunk forms and is told apart.
 *
 * @param args folder of a decibri that has `File` and its native part, the installed one unless given
 */
export async function run([decibri = 'decibri']: readonly string[]): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'stillmic-bench-'));
  const env = { XDG_CACHE_HOME: folder };
  const loads = [loadavg()[0] as number];
  try {
    const recordings = [
      await writeRecording(join(folder, 'one.wav'), MINUTES, 16_000, 1),
      await writeRecording(join(folder, 'two.wav'), MINUTES, 16_000, 1),
    ] as const;
    const hour = await writeRecording(join(folder, 'hour.wav'), HOUR_MINUTES, 48_000, 2);
    let rows = makeRows([...recordings], hour, decibri);
    const first: Record<string, CommandFigures> = {};
    const runs = new Map<Row, CommandFigures[]>();
    for (const row of rows.filter(({ name }) => /^[TB], one core/.test(name)))
      first[row.name] = await runScript(row.script, row.args, { processors: row.processors, env });
    for (let round = 0; round < ROUNDS; round++)
      for (const row of rows.filter(({ rounds = ROUNDS }) => round < rounds)) {
        try {
          const figures = await runScript(row.script, row.args, { processors: row.processors, env });
          runs.set(row, [...(runs.get(row) ?? []), figures]);
        } catch (error) {
          if (row.script !== DECIBRI_SCRIPT) throw error;
          console.log(`decibri is not compared: ${messageOf(error).split('\n', 1)[0]}`);
          rows = rows.filter((other) => other !== row);
        }
        loads.push(loadavg()[0] as number);
      }
    const figures = Object.fromEntries(rows.map((row) => [row.name, figuresOf(row, runs.get(row) ?? [])]));
    console.table(figures);
    const ratio = (a: string, b: string) => {
      const [one, other] = [figures[a]?.cpuSeconds, figures[b]?.cpuSeconds];
      return one && other ? other / one : null;
    };
    const ratios = {
      'T hop by hop ÷ chunks, CPU': ratio('T, one core', 'T hop by hop, one core'),
      'B hop by hop ÷ chunks, CPU': ratio('B, one core', 'B hop by hop, one core'),
      'decibri ÷ T, CPU': ratio('T, one core', 'decibri File (T), one core'),
    };
    console.table(ratios);
    const load = { cores: cpus().length, least: Math.min(...loads), most: Math.max(...loads) };
    console.log(`Load of the machine, 1 minute: ${load.least.toFixed(1)} to ${load.most.toFixed(1)}`);
    return { minutes: MINUTES, load, ratios, rows: figures, first };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
