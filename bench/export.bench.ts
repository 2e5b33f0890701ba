import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openModel } from '../src/enhancer/model.js';
import { loadOnnxRuntime } from '../src/enhancer/onnx-runtime.js';
import { makeCheckSignal } from '../src/export/compare/check-signal.js';
import { compareModels } from '../src/export/compare/compare-models.js';
import { exportModel } from '../src/export/commands/export-model.js';
import { findTrainingRun } from '../src/export/training-run/find-training-run.js';
import { wrapModelFile } from '../src/export/commands/wrap-model.js';
import { hopMs, type ModelSettings } from '../src/shared/model-spec.js';
import { runScript } from './command.js';
import { distribution } from './measure.js';
import { SPEC2SPEC_MODELS } from '../tests/support/shared-folder.js';

const shared = (...parts: string[]): string => resolve('../shared', ...parts);

/** Checkpoint, the reference's own wav2wav export of it, and the largest share of its time that we aim at. */
const MODELS = [
  ['trained_fastenhancer_t', 'fastenhancer_t', 0.65],
  ['trained_fastenhancer_b', 'fastenhancer_b', 0.7],
  ['trained_fastenhancer_m', 'fastenhancer_m', 0.9],
  ['random_fastenhancer_l', 'random_fastenhancer_l', 0.88],
  ['random_fastenhancer_48khz_t', 'random_fastenhancer_48khz_t', 0.8],
  ['random_fastenhancer_48khz_m', 'random_fastenhancer_48khz_m', 1.0],
] as const;

/** Families whose checkpoints are at hand, beside FastEnhancer. */
const OTHERS = ['bsrnn_xt', 'fspen', 'lisennet'] as const;

/** Turns of a measurement in a loop and of a live one, and hops in each. */
const LOOP_TURNS = 60;
const LOOP_HOPS = 20;
const LIVE_TURNS = 4;
const LIVE_HOPS = 50;

/** Median processor time of a hop, microseconds, in turns: on a busy machine it says more than time on the clock. */
async function compareCpu(models: readonly { file: string; settings?: ModelSettings }[]) {
  const opened = await Promise.all(models.map(({ file, settings }) => openModel(file, settings)));
  const enhancers = opened.map((model) => model.createEnhancer());
  const times = enhancers.map(() => [] as number[]);
  for (let turn = 0; turn < LOOP_TURNS; turn++)
    for (const [i, enhancer] of enhancers.entries()) {
      const { hop, sampleRate } = enhancer.spec;
      const signal = makeCheckSignal(sampleRate);
      const output = new Float32Array(hop);
      const usage = process.cpuUsage();
      for (let at = 0; at < LOOP_HOPS; at++)
        await enhancer.process(signal.subarray(at * hop, (at + 1) * hop), output);
      const { user, system } = process.cpuUsage(usage);
      times[i]?.push((user + system) / LOOP_HOPS);
    }
  const rtfs = opened.map(({ spec }, i) => {
    const us = distribution(times[i] as number[]).median;
    return { us, rtf: us / 1000 / hopMs(spec) };
  });
  await Promise.all(opened.map((model) => model.dispose()));
  const [original, ours] = rtfs as [(typeof rtfs)[number], (typeof rtfs)[number]];
  return { original, ours, ratio: ours.us / original.us };
}

/**
 * One hop every hop time, as behind a microphone, in turns: between two hops other work cools the caches down, so
 * that a hop takes several times as long as in a loop.
 */
async function compareLive(files: readonly [string, string]) {
  const models = await Promise.all(files.map((file) => openModel(file)));
  const enhancers = models.map((model) => model.createEnhancer());
  const figures = enhancers.map(() => ({ wall: [] as number[], cpu: 0 }));
  for (let turn = 0; turn < LIVE_TURNS; turn++)
    for (const [i, enhancer] of enhancers.entries()) {
      const { spec } = enhancer;
      const signal = makeCheckSignal(spec.sampleRate);
      const output = new Float32Array(spec.hop);
      const figure = figures[i] as (typeof figures)[number];
      const usage = process.cpuUsage();
      const start = performance.now();
      for (let hop = 0; hop < LIVE_HOPS; hop++) {
        await sleep(Math.max(0, start + hop * hopMs(spec) - performance.now()));
        const begin = performance.now();
        await enhancer.process(signal.subarray(hop * spec.hop, (hop + 1) * spec.hop), output);
        figure.wall.push(1000 * (performance.now() - begin));
      }
      const { user, system } = process.cpuUsage(usage);
      figure.cpu += user + system;
    }
  await Promise.all(models.map((model) => model.dispose()));
  const [original, lean] = figures.map(({ wall, cpu }) => ({
    usPerHop: distribution(wall).median,
    cpuUsPerHop: cpu / LIVE_TURNS / LIVE_HOPS,
  }));
  return { original, lean };
}

interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** Microseconds per hop in each operator, by ONNX Runtime's own profile; dearest first. */
async function profile(file: string, folder: string): Promise<Record<string, number>> {
  const runs = 300;
  const { InferenceSession, Tensor } = await loadOnnxRuntime();
  const session = await InferenceSession.create(file, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableProfiling: true,
    profileFilePrefix: join(folder, 'profile'),
    logSeverityLevel: 4,
  });
  const feeds = Object.fromEntries(
    session.inputMetadata.map((input) => {
      const shape = (input.isTensor ? input.shape : []) as number[];
      const data = new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(0.01);
      return [input.name, new Tensor('float32', data, shape)];
    }),
  );
  for (let run = 0; run < runs; run++) await session.run(feeds);
  session.endProfiling();
  await session.release();
  const [name] = readdirSync(folder).filter((entry) => entry.startsWith('profile'));
  const events = JSON.parse(readFileSync(join(folder, name as string), 'utf8')) as ProfileEvent[];
  rmSync(join(folder, name as string));
  const durations = new Map<string, { operator: string; us: number[] }>();
  for (const { cat, name: node, dur, args } of events) {
    if (cat !== 'Node' || !args?.op_name || !node.endsWith('_kernel_time')) continue;
    const known = durations.get(node) ?? { operator: args.op_name, us: [] };
    known.us.push(dur);
    durations.set(node, known);
  }
  // Medians, since a neighbour's work falls on single nodes.
  const totals = new Map<string, number>();
  for (const { operator, us } of durations.values())
    totals.set(operator, (totals.get(operator) ?? 0) + distribution(us).median);
  return Object.fromEntries(
    [...totals].sort(([, a], [, b]) => b - a).map(([operator, us]) => [operator, Number(us.toFixed(2))]),
  );
}

/** `stillmic export` of the largest model, in a process of its own. */
async function exportLargest(folder: string) {
  const checkpoint = shared('export', 'random_fastenhancer_l.pth');
  const args = ['export', checkpoint, '-o', join(folder, 'l.onnx')];
  const { seconds, peakMiB } = await runScript(resolve('out/main/cli.cjs'), args);
  return { seconds, mebibytes: peakMiB };
}

const describe = ({ original, ours, ratio }: Awaited<ReturnType<typeof compareCpu>>): string =>
  `${original.us.toFixed(0)} → ${ours.us.toFixed(0)}, RTF ${original.rtf.toFixed(4)} → ${ours.rtf.toFixed(4)}, ratio ${ratio.toFixed(3)}`;

/** Ours against the reference's exports; needs ../shared. */
export async function run(): Promise<unknown> {
  if (!existsSync(shared('export'))) {
    console.log('Not measured: ../shared (checkpoints and models) is not here.');
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'stillmic-bench-'));
  const models: Record<string, unknown> = {};
  console.log('wav2wav, ours ÷ the reference’s: µs per hop in a loop, and live with its CPU time');
  for (const [checkpoint, reference, target] of MODELS) {
    const original = shared('models', `${reference}.onnx`);
    const file = join(folder, `${checkpoint}.onnx`);
    const { nodes } = await exportModel(await findTrainingRun(shared('export', `${checkpoint}.pth`)), file);
    const loop = await compareModels({ file: original }, { file });
    const cpu = await compareCpu([{ file: original }, { file }]);
    const live = await compareLive([original, file]);
    const operators = await profile(file, folder);
    models[checkpoint] = { nodes, target, loop, cpu, live, operators };
    const figures = [
      `${loop.originalUs.toFixed(0)} → ${loop.rewrittenUs.toFixed(0)}, ratio ${loop.timeRatio.toFixed(3)} (≤ ${target})`,
      `CPU ${describe(cpu)}`,
      `live ${live.original?.usPerHop.toFixed(0)} → ${live.lean?.usPerHop.toFixed(0)}`,
      `live CPU ${live.original?.cpuUsPerHop.toFixed(0)} → ${live.lean?.cpuUsPerHop.toFixed(0)}`,
    ];
    console.log(`${checkpoint.padEnd(28)} ${String(nodes).padStart(4)} nodes  ${figures.join('   ')}`);
    console.log(`  ${JSON.stringify(operators)}`);
  }
  const wrapped: Record<string, unknown> = {};
  console.log('wrapped ÷ spec2spec with our STFT around it (≤ 1.3)');
  for (const [name, window] of SPEC2SPEC_MODELS) {
    const original = shared('models', `${name}.spec.onnx`);
    const file = join(folder, `${name}.onnx`);
    const settings = await wrapModelFile(original, file, { hop: 256, window });
    const loop = await compareModels({ file: original, settings }, { file });
    const cpu = await compareCpu([{ file: original, settings }, { file }]);
    wrapped[name] = { loop, cpu };
    console.log(`${name.padEnd(28)} ratio ${loop.timeRatio.toFixed(3)}   CPU ${describe(cpu)}`);
  }
  const exported: Record<string, unknown> = {};
  console.log('exported from a checkpoint as wav2wav ÷ the reference’s spec2spec with our STFT around it');
  for (const name of OTHERS) {
    const file = join(folder, `${name}.own.onnx`);
    await exportModel(await findTrainingRun(shared('export', `random_others_${name}.pth`)), file);
    const original = { file: shared('models', `${name}.spec.onnx`), settings: { hop: 256 } };
    const cpu = await compareCpu([original, { file }]);
    exported[name] = { cpu };
    console.log(`${name.padEnd(28)} CPU ${describe(cpu)}`);
  }
  const largest = await exportLargest(folder);
  console.log(
    `export of L: ${largest.seconds.toFixed(2)} s (≤ 5), ${largest.mebibytes.toFixed(0)} MiB (≤ 400)`,
  );
  rmSync(folder, { recursive: true });
  return { models, wrapped, exported, exportOfLargest: largest };
}
