import type { ArraySource } from '../check/batches';
import type { GatherTask } from '../check/engine';
import { type ElementType, elementType } from '../tensor/element-type';
import type { DataType } from '../tensor/tensor-file';

/** What a run of the kernel has to know. Plain data, to be posted. */
export interface KernelTask {
  readonly link: 'sigmoid';
  /** Logits in a row. */
  readonly channels: number;
  readonly logits: ElementType;
  readonly targets: ElementType;
  readonly ignoreIndex: number | null;
}

/** Where a worker that opens files itself finds the elements of an array. */
export interface FileRange {
  readonly path: string;
  /** The name in messages. */
  readonly name: string;
  readonly array: string;
  readonly byteOffset: number;
}

/** The larger γ is, the more a loss bends within a cell; up to here its mean over a cell is exact to 1e-6. */
const LARGEST_GAMMA = 10;
const LOGITS: readonly DataType[] = ['float32', 'float16', 'bfloat16'];

/** Whether the kernel has a way for data of this kind. */
export function isForKernel({ sources, layout, interpretation, parameters }: GatherTask): boolean {
  const { weight, mask, gradient, logits } = sources;
  return (
    weight === undefined &&
    mask === undefined &&
    gradient === undefined &&
    interpretation.link === 'sigmoid' &&
    interpretation.input === 'logits' &&
    interpretation.targets !== 'soft' &&
    layout.channels === 1 &&
    parameters.gamma <= LARGEST_GAMMA &&
    LOGITS.includes(logits.array.dtype)
  );
}

/** The task for elements as they lie in their files. */
export function taskOnFiles({ sources, layout, interpretation }: GatherTask): KernelTask {
  const typeOf = ({ file, array }: ArraySource) =>
    elementType(array.dtype, file.placement(array)?.littleEndian ?? true);
  return {
    link: 'sigmoid',
    channels: layout.channels,
    logits: typeOf(sources.logits),
    targets: typeOf(sources.targets),
    ignoreIndex: interpretation.ignoreIndex,
  };
}

/** The task for elements as the readers of tensor files decode them. */
export function taskOnValues({ sources, layout, interpretation }: GatherTask): KernelTask {
  const typeOf = ({ array }: ArraySource) => elementType(DECODED[array.dtype]);
  return {
    link: 'sigmoid',
    channels: layout.channels,
    logits: typeOf(sources.logits),
    targets: typeOf(sources.targets),
    ignoreIndex: interpretation.ignoreIndex,
  };
}

/** Where the array lies in a file of the local disk, element after element in C order; null when it does not. */
export function fileRangeOf({ file, array }: ArraySource): FileRange | null {
  const placement = file.placement(array);
  const axesLongerThanOne = array.shape.filter((length) => length !== 1).length;
  if (file.path === undefined || placement === undefined) return null;
  if (placement.fortranOrder && axesLongerThanOne > 1) return null;
  return { path: file.path, name: file.name, array: array.name, byteOffset: placement.byteOffset };
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
