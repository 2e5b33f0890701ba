import type { Value } from '../../../onnx/graph-builder.js';
import type { LayerContext } from '../../layers/context.js';
import type { CentringNorm } from './network.js';

/**
 * The reference's layer normalisation over a frame [1, f, c], exactly as it is trained: with `shift` it gives
 * d + shift ÷ σ (the difference d from the mean is not divided), without it d ÷ σ. It subtracts the mean in
 * place, so that a residual around it carries d.
 */
export function addCentringNorm(
  { graph, frequencies, channels }: LayerContext,
  x: Value,
  { eps, shift }: CentringNorm,
): { input: Value; residual: Value } {
  const mean = graph.node('ReduceMean', 'mean', [x], { axes: [1, 2], keepdims: 1 });
  const difference = graph.node('Sub', 'difference', [x, mean]);
  const energy = graph.node('ReduceSumSquare', 'energy', [difference], { axes: [1, 2], keepdims: 1 });
  const elements = frequencies * channels;
  // (energy/elements + ε)^−½ = √elements · (energy + elements·ε)^−½
  const bounded = graph.node('Add', 'bounded', [energy, graph.floats('floor', [elements * eps], [])]);
  const deviation = graph.node('Sqrt', 'deviation', [bounded]);
  const root = Math.sqrt(elements);
  const input = shift
    ? graph.node('Add', 'normed', [
        difference,
        graph.node('Div', 'shift', [
          graph.floats(
            'shifts',
            shift.map((v) => v * root),
            [channels],
          ),
          deviation,
        ]),
      ])
    : graph.node('Div', 'normed', [
        difference,
        graph.node('Mul', 'scaled_deviation', [deviation, graph.floats('scale', [1 / root], [])]),
      ]);
  return { input, residual: difference };
}
