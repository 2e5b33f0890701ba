import type { ModelSpec } from '../shared/model-spec.js';
import { elementsOf } from './contracts/shapes.js';
import { RecurrentStates } from './recurrent-states.js';
import { tensorOver, type GraphSession } from './session.js';

/** One stream through a graph, one hop or frame a step, with preallocated tensors. */
export class RecurrentSession {
  /** The graph's input signal, to be filled before `step`. */
  readonly input: Float32Array;
  /** The graph's output signal, to be read after `step`. */
  readonly output: Float32Array;
  /** Milliseconds inside the session so far. */
  sessionMs = 0;

  readonly #session: GraphSession;
  readonly #states: RecurrentStates;

  constructor(session: GraphSession, { input, output, caches }: ModelSpec) {
    this.#session = session;
    this.input = new Float32Array(elementsOf(input.shape));
    this.output = new Float32Array(elementsOf(output.shape));
    this.#states = new RecurrentStates(caches);
    this.#states.setSignal(
      input.name,
      tensorOver(this.input, input.shape),
      output.name,
      tensorOver(this.output, output.shape),
    );
  }

  /** Runs the graph once over `input` into `output` and carries the states over. */
  async step(): Promise<void> {
    const start = performance.now();
    await this.#session.run(this.#states.feeds, this.#states.fetches);
    this.sessionMs += performance.now() - start;
    this.#states.swap();
  }

  /** Sets all states to their first values. */
  reset(): void {
    this.#states.reset();
  }
}
