import type { ElementType } from './element-type.js';
import type { TensorLayout } from './tensor.js';

/** A value in a pickle of weights. Lists, tuples and sets are arrays, dictionaries are maps. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | AllowedGlobal
  | InertObject
  | StorageReference
  | TensorReference;

/** A tensor as a pickle describes it: a view into a storage that is kept elsewhere. */
export class TensorReference implements TensorLayout {
  constructor(
    readonly storage: StorageReference,
    readonly type: ElementType,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly stride: readonly number[],
  ) {}
}

/** The persistent id `('storage', type, key, location, elements)`. The location, such as `cuda:0`, is of no use. */
export class StorageReference {
  constructor(
    readonly type: ElementType,
    readonly key: string,
    readonly elements: number,
  ) {}

  get bytes(): number {
    return this.elements * this.type.size;
  }
}

/** Something that a pickle may name. `call` is what happens when it asks to call it; without, it is refused. */
export class AllowedGlobal {
  constructor(
    readonly name: string,
    readonly call?: (args: readonly PickleValue[]) => PickleValue,
    /** The type of elements that it stands for. */
    readonly elementType?: ElementType,
  ) {}
}

/** An object of a harmless class, such as a date or a path: it takes whatever it is filled with and keeps nothing. */
export class InertObject {
  constructor(readonly className: string) {}
}
