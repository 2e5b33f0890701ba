import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { SIGNAL_NAMES } from '../../shared/graph-names.js';
import type { Network } from '../families/family.js';

const fullShape = ({ stft }: Network): number[] => [1, stft.nFft / 2 + 1, 1, 2];

/** The graph's input `spec_in` [1, n_fft/2 + 1, 1, 2] as the network takes it, [1, 2, bins]. */
export function addSpectrumInput(graph: GraphBuilder, network: Network): Value {
  const { bins, stft } = network;
  const input = graph.input(SIGNAL_NAMES.spec2spec.input, fullShape(network));
  const scope = graph.scope('spectrum');
  const shaped = scope.node('Reshape', 'parts_last', [
    input,
    scope.ints('parts_last_shape', [1, stft.nFft / 2 + 1, 2]),
  ]);
  const planar = scope.node('Transpose', 'planar', [shaped], { perm: [0, 2, 1] });
  if (bins === stft.nFft / 2 + 1) return planar;
  return scope.node('Slice', 'wanted_bins', [
    planar,
    scope.ints('first_bin', [0]),
    scope.ints('bins', [bins]),
    scope.ints('frequency_axis', [2]),
  ]);
}

/** The network's spectrum [1, 2, bins] as the graph's output `spec_out`; bins that it leaves out are zero. */
export function addSpectrumOutput(graph: GraphBuilder, network: Network, spectrum: Value): void {
  const { bins, stft } = network;
  const missing = stft.nFft / 2 + 1 - bins;
  const scope = graph.scope('spectrum');
  const all =
    missing === 0
      ? spectrum
      : scope.node(
          'Concat',
          'all_bins',
          [spectrum, scope.floats('missing_bins', new Float32Array(2 * missing), [1, 2, missing])],
          { axis: 2 },
        );
  const interleaved = scope.node('Transpose', 'interleaved', [all], { perm: [0, 2, 1] });
  const shaped = scope.node('Reshape', 'framed', [
    interleaved,
    scope.ints('framed_shape', fullShape(network)),
  ]);
  graph.output(SIGNAL_NAMES.spec2spec.output, shaped, fullShape(network));
}
