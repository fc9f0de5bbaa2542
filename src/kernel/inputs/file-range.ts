import type { ArraySource } from '../../check/input/batches';
import { type ElementType, elementType } from '../../tensor/element-type';
import type { DataType } from '../../tensor/tensor-file';

/** Where a worker that opens files itself finds the elements of an array. */
export interface FileRange {
  readonly path: string;
  /** The name in messages. */
  readonly name: string;
  readonly array: string;
  readonly byteOffset: number;
}

/** Where the array lies in a file of the local disk, element after element in C order; null when it does not. */
export function fileRangeOf({ file, array }: ArraySource): FileRange | null {
  const placement = file.placement(array);
  const axesLongerThanOne = array.shape.filter((length) => length !== 1).length;
  if (file.path === undefined || placement === undefined) {
    return null;
  }
  if (placement.fortranOrder && axesLongerThanOne > 1) {
    return null;
  }
  return { path: file.path, name: file.name, array: array.name, byteOffset: placement.byteOffset };
}

/** The elements as they lie in their file. */
export function typeInFile({ file, array }: ArraySource): ElementType {
  return elementType(array.dtype, file.placement(array)?.littleEndian ?? true);
}

/** The elements as the readers of tensor files decode them. */
export function decodedType({ array }: ArraySource): ElementType {
  return elementType(DECODED[array.dtype]);
}

/** What `TensorFile.chunks` makes of an element type. */
const DECODED: Readonly<Record<DataType, DataType>> = {
  bool: 'uint8',
  int8: 'int8',
  uint8: 'uint8',
  int16: 'int16',
  uint16: 'uint16',
  int32: 'int32',
  uint32: 'uint32',
  int64: 'float64',
  uint64: 'float64',
  float16: 'float32',
  bfloat16: 'float32',
  float32: 'float32',
  float64: 'float64',
};
