import { makeStftWindows, type StftSettings } from '../../dsp/window.js';
import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import {
  cacheInput,
  cacheOutput,
  INPUT_CACHE,
  OUTPUT_CACHE,
  SIGNAL_NAMES,
} from '../../shared/graph-names.js';
import { forwardTransform, inverseTransform, type SpectrumShape } from './fourier-nodes.js';

/**
 * Streaming STFT and inverse inside a graph, the counterpart of StreamingStft: makes the graph's inputs `wav_in`
 * [1, h], `cache_in_0` (input cache) and `cache_in_1` (output cache), both [1, n − h], and the outputs `wav_out`,
 * `cache_out_0` and `cache_out_1`. Create it before the network's own caches are declared, so that the inputs
 * are in this order, and call `synthesise` before the network's caches are given out.
 */
export class StftNodes {
  readonly #graph: GraphBuilder;
  readonly #settings: StftSettings;
  readonly #windows: ReturnType<typeof makeStftWindows>;
  readonly #wavIn: Value;
  readonly #inputCache: Value;
  readonly #outputCache: Value;
  #samples: Value = '';

  /** @throws RangeError when window and hop leave samples uncovered */
  constructor(graph: GraphBuilder, settings: StftSettings) {
    this.#graph = graph;
    this.#settings = settings;
    this.#windows = makeStftWindows(settings);
    const { nFft, hop } = settings;
    this.#wavIn = graph.input(SIGNAL_NAMES.wav2wav.input, [1, hop]);
    this.#inputCache = graph.input(cacheInput(INPUT_CACHE), [1, nFft - hop]);
    this.#outputCache = graph.input(cacheInput(OUTPUT_CACHE), [1, nFft - hop]);
  }

  /** Spectrum of the last n_fft samples, windowed: its lowest bins, in the wanted layout. */
  analyse(spectrum: SpectrumShape): Value {
    const graph = this.#graph.scope('stft');
    const { nFft } = this.#settings;
    this.#samples = graph.node('Concat', 'samples', [this.#inputCache, this.#wavIn], { axis: 1 });
    const window = graph.floats('window', this.#windows.analysis, [1, nFft]);
    const frame = graph.node('Mul', 'windowed', [this.#samples, window]);
    return forwardTransform(graph, frame, nFft, spectrum);
  }

  /** Waveform of a spectrum; bins above those that are given count as zero. */
  synthesise(spectrumValue: Value, spectrum: SpectrumShape): void {
    const graph = this.#graph.scope('istft');
    const { nFft, hop } = this.#settings;
    const overlap = nFft - hop;
    const frame = inverseTransform(graph, spectrumValue, spectrum, this.#windows.synthesis);
    const { finished, rest } = overlap === hop ? this.#addHalf(graph, frame) : this.#addOverlap(graph, frame);
    this.#graph.output(SIGNAL_NAMES.wav2wav.output, finished, [1, hop]);
    this.#graph.output(cacheOutput(INPUT_CACHE), this.#nextInputCache(graph), [1, overlap]);
    this.#graph.output(cacheOutput(OUTPUT_CACHE), rest, [1, overlap]);
  }

  /** Overlap-add where the output cache is as long as a hop: each half of the frame goes one way. */
  #addHalf(graph: GraphBuilder, frame: Value): OverlapAdded {
    const { hop } = this.#settings;
    const sizes = { name: 'halves_sizes', values: [hop, hop] } as const;
    const [first, rest] = graph.splitInTwo('halves', frame, sizes, ['first', 'rest']);
    return { finished: graph.node('Add', 'overlap_add', [first, this.#outputCache]), rest };
  }

  #addOverlap(graph: GraphBuilder, frame: Value): OverlapAdded {
    const { nFft, hop } = this.#settings;
    const padded = graph.node(
      'Concat',
      'padded_cache',
      [this.#outputCache, graph.floats('zeros', new Float32Array(hop), [1, hop])],
      { axis: 1 },
    );
    const sum = graph.node('Add', 'overlap_add', [frame, padded]);
    const sizes = { name: 'split_sizes', values: [hop, nFft - hop] } as const;
    const [finished, rest] = graph.splitInTwo('split', sum, sizes, ['finished', 'rest']);
    return { finished, rest };
  }

  /** The newest n − h samples. */
  #nextInputCache(graph: GraphBuilder): Value {
    const { nFft, hop } = this.#settings;
    if (nFft === 2 * hop) return this.#wavIn;
    return graph.node('Slice', 'input_cache', [
      this.#samples,
      graph.ints('cache_start', [hop]),
      graph.ints('cache_end', [nFft]),
      graph.ints('sample_axis', [1]),
    ]);
  }
}

/** A finished hop, and what the next frames are added to. */
interface OverlapAdded {
  readonly finished: Value;
  readonly rest: Value;
}

/**
 * The STFT of a wav2wav graph.
 *
 * @throws UserError when n_fft, window and hop give no STFT that can be turned back into sound
 */
export function addStft(graph: GraphBuilder, settings: StftSettings): StftNodes {
  try {
    return new StftNodes(graph, settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { nFft, hop, windowLength: window } = settings;
    throw new UserError(words('export.stftUnfit', { nFft, hop, window }), { cause: error });
  }
}
