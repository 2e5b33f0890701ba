import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';
import type { CacheList } from '../../graph/cache-list.js';

/**
 * Magnitude, and how the phase differs from that of the next lower bin (group delay) and from that of the frame
 * before, less the bin's own advance (instantaneous frequency), both wrapped to ±π.
 *
 * @param spectrum [1, 2, bins]
 * @param advance  of each bin in one hop, radians
 * @returns [1, 3, bins]
 */
export function addPhaseFeatures(
  graph: GraphBuilder,
  spectrum: Value,
  advance: Float64Array,
  caches: CacheList,
): Value {
  const bins = advance.length;
  const magnitude = graph.node('ReduceL2', 'magnitude', [spectrum], { axes: [1], keepdims: 1 });
  const [real, imaginary] = graph.nodeOf(
    'Split',
    'parts',
    [spectrum, graph.ints('part_sizes', [1, 1])],
    ['real', 'imaginary'],
    { axis: 1 },
  ) as [Value, Value];
  const phase = addAngle(graph.scope('phase'), imaginary, real);
  const cache = caches.add([1, 1, bins]);
  cache.carry(phase);
  const lowerBins = graph.node('Slice', 'lower_bins', [
    phase,
    graph.ints('first_bin', [0]),
    graph.ints('last_bin', [bins - 1]),
    graph.ints('frequency_axis', [2]),
  ]);
  const neighbours = graph.node(
    'Concat',
    'lower_neighbours',
    [graph.floats('zero', [0], [1, 1, 1]), lowerBins],
    {
      axis: 2,
    },
  );
  const earlier = graph.node('Concat', 'neighbours', [neighbours, cache.value], { axis: 1 });
  const change = graph.node('Sub', 'change', [earlier, phase]);
  const expected = new Float64Array(2 * bins);
  expected.set(advance, bins);
  const unexpected = graph.node('Sub', 'unexpected_change', [
    change,
    graph.floats('expected_change', expected, [1, 2, bins]),
  ]);
  const wrapped = addAngle(
    graph.scope('wrapped'),
    graph.node('Sin', 'sine', [unexpected]),
    graph.node('Cos', 'cosine', [unexpected]),
  );
  return graph.node('Concat', 'features', [magnitude, wrapped], { axis: 1 });
}

/** Smaller than any magnitude that occurs: keeps 0 ÷ 0 away. */
const TINY = 1e-30;

/** atan2(y, x), which ONNX lacks: 0 where both are zero. */
function addAngle(graph: GraphBuilder, y: Value, x: Value): Value {
  const zero = graph.floats('zero', [0], []);
  const divisor = graph.node('Where', 'divisor', [
    graph.node('Equal', 'is_zero', [x, zero]),
    graph.floats('tiny', [TINY], []),
    x,
  ]);
  const acute = graph.node('Atan', 'acute', [graph.node('Div', 'slope', [y, divisor])]);
  const halfTurn = graph.node('Where', 'half_turn', [
    graph.node('Less', 'is_below', [y, zero]),
    graph.floats('minus_pi', [-Math.PI], []),
    graph.floats('pi', [Math.PI], []),
  ]);
  const turn = graph.node('Where', 'turn', [graph.node('Less', 'is_left', [x, zero]), halfTurn, zero]);
  return graph.node('Add', 'angle', [acute, turn]);
}
