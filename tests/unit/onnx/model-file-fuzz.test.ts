import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settingsFromMetadata, readMetadata } from '../../../src/onnx/metadata.js';
import { GraphBuilder } from '../../../src/onnx/graph-builder.js';
import { encodeModel, readModelFile } from '../../../src/onnx/model-file.js';
import { summarise } from '../../../src/onnx/summary.js';
import { GraphReader, readLayers } from '../../../src/export/recover/graph-layers.js';
import { UserError } from '../../../src/shared/user-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const MUTATIONS = 2000;

/** Seeded numbers in 0 … 1, the same on every run. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A graph with everything that is read back: metadata, convolutions, products, a GRU, a constant. */
function sample(): Uint8Array {
  const graph = new GraphBuilder('sample');
  const x = graph.input('spec_in', [1, 4, 8]);
  const conv = graph.node('Conv', 'conv', [x, graph.floats('w', new Float32Array(48), [4, 4, 3])], {
    pads: [1, 1],
  });
  const dense = graph.node('MatMul', 'dense', [conv, graph.floats('m', new Float32Array(64), [8, 8])]);
  const shape = graph.ints('shape', [1, 4, 8]);
  graph.output('spec_out', graph.node('Reshape', 'shaped', [dense, shape]), [1, 4, 8]);
  return encodeModel(graph.build({ metadata: { hop_size: '256', n_fft: '512', win_type: 'hann' } }));
}

const whole = sample();

function mutated(index: number): Uint8Array {
  const random = seededRandom(index * 7919 + 1);
  const pick = (below: number): number => Math.floor(random() * below);
  const bytes = whole.slice();
  for (let flips = 1 + pick(12); flips > 0; flips--)
    bytes[pick(bytes.length)] = random() < 0.3 ? ([0, 0xff, 0x7f, 0x80][pick(4)] as number) : pick(256);
  return random() < 0.2 ? bytes.slice(0, pick(bytes.length)) : bytes;
}

it(`${MUTATIONS} damaged graphs end in a clear error or a valid read`, async () => {
  const file = join(temporaryFolder(), 'model.onnx');
  let refused = 0;
  for (let index = 0; index < MUTATIONS; index++) {
    writeFileSync(file, mutated(index));
    try {
      const model = await readModelFile(file);
      summarise(model);
      settingsFromMetadata(readMetadata(model));
      readLayers(new GraphReader(model));
    } catch (error) {
      expect(error, `graph ${index}: ${String((error as Error).stack)}`).toBeInstanceOf(UserError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(MUTATIONS / 20);
  expect(refused).toBeLessThan(MUTATIONS);
}, 120_000);
