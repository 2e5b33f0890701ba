import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';

/** Magnitudes below this are compressed as if they were this large. */
const SMALLEST_MAGNITUDE = 1e-5;

/** A spectrum [1, 2, bins] times its magnitude^(compression − 1). */
export function compress(graph: GraphBuilder, spectrum: Value, compression: number): Value {
  const power = graph.node('ReduceSumSquare', 'power', [spectrum], { axes: [1], keepdims: 1 });
  const bounded = graph.node('Max', 'bounded', [
    power,
    graph.floats('smallest_power', [SMALLEST_MAGNITUDE ** 2], []),
  ]);
  return graph.node('Mul', 'compressed', [spectrum, powerTo(graph, bounded, (compression - 1) / 2)]);
}

/** The inverse: a compressed spectrum times its magnitude^(1/compression − 1). */
export function expand(graph: GraphBuilder, spectrum: Value, compression: number): Value {
  const power = graph.node('ReduceSumSquare', 'power', [spectrum], { axes: [1], keepdims: 1 });
  return graph.node('Mul', 'expanded', [spectrum, powerTo(graph, power, (1 / compression - 1) / 2)]);
}

const powerTo = (graph: GraphBuilder, power: Value, exponent: number): Value =>
  graph.node('Pow', 'gain', [power, graph.floats('exponent', [exponent], [])]);
