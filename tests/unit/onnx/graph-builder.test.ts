import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, tensorOver } from '../../../src/enhancer/session.js';
import { float } from '../../../src/onnx/attributes.js';
import { GraphBuilder } from '../../../src/onnx/graph-builder.js';
import { writeModelFile } from '../../../src/onnx/model-file.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'stillmic-graph-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('GraphBuilder', () => {
  it('makes a graph that ONNX Runtime runs', async () => {
    const graph = new GraphBuilder('twice');
    const input = graph.input('x', [1, 4]);
    const inner = graph.scope('inner');
    const two = inner.floats('two', [2], [1]);
    const doubled = inner.node('Mul', 'doubled', [input, two]);
    const [low, high] = inner.nodeOf('Split', 'halves', [doubled, inner.ints('sizes', [2, 2])], ['a', 'b'], {
      axis: 1,
    });
    graph.output('low', low ?? '', [1, 2]);
    graph.output('high', graph.node('LeakyRelu', 'leak', [high ?? ''], { alpha: float(0.5) }), [1, 2]);
    graph.output('low_again', low ?? '', [1, 2]);
    graph.output('same', input, [1, 4]);
    const model = graph.build();
    expect(model.graph?.node.map(({ name }) => name)).toContain('inner/halves');
    const file = join(folder, 'twice.onnx');
    await writeModelFile(file, model);

    const session = await openSession(file);
    const results = {
      low: new Float32Array(2),
      high: new Float32Array(2),
      low_again: new Float32Array(2),
      same: new Float32Array(4),
    };
    await session.run(
      { x: tensorOver(Float32Array.of(1, -2, 3, -4), [1, 4]) },
      Object.fromEntries(
        Object.entries(results).map(([name, data]) => [name, tensorOver(data, [1, data.length])]),
      ),
    );
    await session.release();
    expect(results).toEqual({
      low: Float32Array.of(2, -4),
      high: Float32Array.of(6, -4),
      low_again: Float32Array.of(2, -4),
      same: Float32Array.of(1, -2, 3, -4),
    });
  });

  it('stores equal initialisers once, and apart those of another shape', () => {
    const graph = new GraphBuilder('shared');
    const first = graph.floats('first', [1, 2], [2]);
    expect(graph.floats('second', [1, 2], [2])).toBe(first);
    expect(graph.floats('column', [1, 2], [2, 1])).toBe('column');
    expect(graph.build().graph?.initializer).toHaveLength(2);
  });

  it('imports the operator sets that it uses', () => {
    const graph = new GraphBuilder('domains');
    graph.output('y', graph.node('com.microsoft.QuickGelu', 'silu', [graph.input('x', [1])]), [1]);
    const model = graph.build({ opset: 20 });
    expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([
      ['', 20n],
      ['com.microsoft', 1n],
    ]);
    expect(model.irVersion).toBe(9n);
  });

  it('refuses unknown values, double names and data that does not fit its shape', () => {
    const graph = new GraphBuilder('wrong');
    graph.input('x', [1]);
    expect(() => graph.input('x', [1])).toThrow(/Two values/);
    expect(() => graph.node('Neg', 'negative', ['z'])).toThrow(/no value/);
    expect(() => graph.floats('w', [1, 2], [3])).toThrow(RangeError);
  });
});
