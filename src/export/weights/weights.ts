import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import type { StateDict } from '../checkpoint/tensor.js';

/** A tensor while it is folded: row-major, double precision, rounded once when it is written. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Counters of BatchNorm that inference has no use for. */
const isUnused = (name: string): boolean => name.endsWith('num_batches_tracked');

const show = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/**
 * The tensors of a checkpoint, read one by one by the network that they belong to. A tensor that is missing,
 * of another shape, or left over means that checkpoint and config don't belong together: an error that names
 * it, so that nothing is guessed.
 */
export class Weights {
  readonly #state: StateDict;
  readonly #prefix: string;
  readonly #used: Set<string>;

  constructor(state: StateDict, prefix = '', used: Set<string> = new Set()) {
    this.#state = state;
    this.#prefix = prefix;
    this.#used = used;
  }

  /** The tensors of a module: names are relative to `module.`. */
  scope(module: string): Weights {
    return new Weights(this.#state, `${this.#prefix}${module}.`, this.#used);
  }

  has(name: string): boolean {
    return this.#state.has(this.#prefix + name);
  }

  /**
   * @param shape that the config calls for
   * @throws UserError when there is no such tensor, it has another shape, or a value is not finite
   */
  read(name: string, shape: readonly number[]): Tensor {
    const full = this.#prefix + name;
    const tensor = this.#state.get(full);
    if (!tensor) throw new UserError(words('export.weightMissing', { name: full }));
    if (tensor.shape.length !== shape.length || tensor.shape.some((size, axis) => size !== shape[axis]))
      throw new UserError(
        words('export.weightShape', { name: full, stored: show(tensor.shape), wanted: show(shape) }),
      );
    const data = Float64Array.from(tensor.data);
    if (!data.every(Number.isFinite)) throw new UserError(words('export.weightNotFinite', { name: full }));
    this.#used.add(full);
    return { shape: [...shape], data };
  }

  /** @throws UserError that names a tensor that nothing has read */
  refuseRest(): void {
    for (const name of this.#state.keys())
      if (!this.#used.has(name) && !isUnused(name))
        throw new UserError(words('export.weightLeftOver', { name }));
  }
}
