import { Weights, type Tensor } from '../../src/export/weights/weights.js';

/** 32-bit FNV-1a hash of an ASCII text. */
const hashOf = (text: string): number =>
  [...text].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);

/** The tensors that a network asks for, each made of its name. */
export class SeededWeights extends Weights {
  readonly #module: string;
  /** Every tensor that was asked for, by its full name. */
  readonly tensors: Map<string, Tensor>;

  constructor(module = '', tensors = new Map<string, Tensor>()) {
    super(new Map());
    this.#module = module;
    this.tensors = tensors;
  }

  override scope(module: string): SeededWeights {
    return new SeededWeights(`${this.#module}${module}.`, this.tensors);
  }

  override read(name: string, shape: readonly number[]): Tensor {
    const full = this.#module + name;
    const noise = seededNoise64(shape, hashOf(full));
    const isGain = /running_var$|original0$/.test(full);
    const isScale = full.endsWith('scale') || (full.endsWith('weight') && shape.length === 1);
    const data = Float64Array.from(noise, (v) =>
      Math.fround(isGain ? 1 + 0.5 * v : isScale ? 1 + 0.2 * v : 0.25 * v),
    );
    const tensor = { shape, data };
    this.tensors.set(full, tensor);
    return tensor;
  }
}

/** Noise like `seededNoise`, in double precision. */
function seededNoise64(shape: readonly number[], seed: number): number[] {
  let state = seed;
  return Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
