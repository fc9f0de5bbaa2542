import { type DType, roundingOf } from '../../tensor/dtype';
import { ListValue, type Value } from '../values';

export type TypedListName = 'Float32Array' | 'Float64Array' | 'Int32Array' | 'Uint8Array';

export const TYPED_LISTS: Readonly<Record<TypedListName, DType>> = {
  Float32Array: 'float32',
  Float64Array: 'float64',
  Int32Array: 'int32',
  Uint8Array: 'uint8',
};

/** An array of numbers of one type, such as a Float32Array. */
export class TypedList extends ListValue {
  readonly typeName: TypedListName;

  constructor(items: Value[], typeName: TypedListName) {
    super(items);
    this.typeName = typeName;
  }

  /** The number as an element keeps it. */
  rounded(value: number): number {
    const isInteger = !this.typeName.startsWith('Float');
    return roundingOf(TYPED_LISTS[this.typeName])(isInteger && !Number.isFinite(value) ? 0 : value);
  }
}
