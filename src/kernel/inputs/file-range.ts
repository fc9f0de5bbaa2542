import type { ArraySource } from '../../check/input/batches';
import { type ElementType, elementType } from '../../tensor/element-type';
import type { DataType } from '../../tensor/tensor-file';

/** Place of an array's elements, for a worker that opens the file itself. */
export interface FileRange {
  readonly path: string;
  /** The name in messages. */
  readonly name: string;
  readonly array: string;
  readonly byteOffset: number;
}

/** Place of the array in a file of the local disk, if it is stored uncompressed in C order; otherwise null. */
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

/** Type of the elements in their file. */
export function typeInFile({ file, array }: ArraySource): ElementType {
  return elementType(array.dtype, file.placement(array)?.littleEndian ?? true);
}

/** Type of the elements after decoding by a tensor reader. */
export function decodedType({ array }: ArraySource): ElementType {
  return elementType(DECODED[array.dtype]);
}

/** Type of the values that `TensorFile.chunks` gives for each element type. */
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
