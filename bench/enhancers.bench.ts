import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openModel } from '../src/enhancer/model.js';
import { openSession, tensorOver, type GraphValue, type TensorMap } from '../src/enhancer/session.js';
import type { ModelSettings } from '../src/shared/model-spec.js';
import { hopMs } from '../src/shared/model-spec.js';
import { seededNoise } from '../tests/support/signals.js';
import { distribution } from './measure.js';

/** Hops of the spec2spec files, which their graphs don't state. */
const settingsOf = (file: string): ModelSettings => {
  if (!file.endsWith('.spec.onnx')) return {};
  if (file.includes('48khz')) return { hop: 512 };
  const hop = file.includes('fastenhancer_m') ? 160 : file.includes('fastenhancer_l') ? 100 : 256;
  return { hop, window: file.includes('gtcrn') ? 'hann-sqrt' : 'hann' };
};

// Short turns, so that a neighbour's burst of work hits both alike.
const BLOCKS = 200;
const HOPS_PER_BLOCK = 10;

/**
 * Time per hop of our enhancer ÷ a bare `session.run` loop over preallocated tensors that does nothing else.
 * Both run in turns, in one process, so that a busy machine slows both.
 */
async function compare(file: string) {
  const settings = settingsOf(file);
  const model = await openModel(file, settings);
  const enhancer = model.createEnhancer();
  const session = await openSession(file);
  const { spec } = model;
  const preallocate = (values: readonly GraphValue[]): TensorMap =>
    Object.fromEntries(
      values.map(({ name, shape }) => {
        const sizes = shape as number[];
        const data = seededNoise(sizes.reduce((product, size) => product * size, 1));
        return [
          name,
          tensorOver(
            data.map((sample) => sample * 0.1),
            sizes,
          ),
        ];
      }),
    );
  const feeds = preallocate(session.inputs);
  const fetches = preallocate(session.outputs);
  const noise = seededNoise(spec.hop * HOPS_PER_BLOCK).map((sample) => sample * 0.1);
  const output = new Float32Array(spec.hop);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let block = 0; block < BLOCKS; block++) {
    let start = performance.now();
    for (let hop = 0; hop < HOPS_PER_BLOCK; hop++)
      await enhancer.process(noise.subarray(hop * spec.hop, (hop + 1) * spec.hop), output);
    ours.push((1000 * (performance.now() - start)) / HOPS_PER_BLOCK);
    start = performance.now();
    for (let hop = 0; hop < HOPS_PER_BLOCK; hop++) await session.run(feeds, fetches);
    theirs.push((1000 * (performance.now() - start)) / HOPS_PER_BLOCK);
  }
  await model.dispose();
  await session.release();
  const usPerHop = distribution(ours).median;
  const bareUsPerHop = distribution(theirs).median;
  const ratio = distribution(ours.map((time, block) => time / (theirs[block] as number))).median;
  return { usPerHop, bareUsPerHop, ratio, rtf: usPerHop / 1000 / hopMs(spec) };
}

/** Each model at hand: the embedded one, and those of ../shared/models where that is. */
export async function run(): Promise<unknown> {
  const shared = resolve('../shared/models');
  const files = [
    resolve('node_modules/decibri/models/fastenhancer_t.onnx'),
    ...(existsSync(shared) ? readdirSync(shared).map((name) => join(shared, name)) : []),
  ];
  const figures: Record<string, unknown> = {};
  console.log('model                                 µs/hop    bare   ratio    RTF');
  for (const file of files) {
    const name = file.split(/[\\/]/).slice(-2).join('/');
    const figure = await compare(file);
    figures[name] = figure;
    console.log(
      `${name.padEnd(36)} ${figure.usPerHop.toFixed(0).padStart(6)} ${figure.bareUsPerHop.toFixed(0).padStart(7)} ${figure.ratio.toFixed(3).padStart(7)} ${figure.rtf.toFixed(4).padStart(6)}`,
    );
  }
  return figures;
}
