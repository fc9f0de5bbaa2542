import { ElementDecoder, type ElementType } from '../element-type';
import { stridesOf } from '../shape';
import type { ArrayInfo, AxisRange, ExactValues, ReadOptions, TensorChunk } from '../tensor-file';
import type { ByteSource } from './byte-source';
import { type BoxAxis, gather } from './gather';

/** An array whose elements are stored one after another in a source of bytes. */
export interface StoredArray {
  readonly info: ArrayInfo;
  readonly type: ElementType;
  /** True if neighbours along the first axis are adjacent on disk. */
  readonly fortranOrder: boolean;
  readonly bytes: ByteSource;
  /** The same bytes for random access, where `bytes` would start over for every step back. */
  readonly places?: ByteSource;
}

/** Bytes of memory in which a Fortran-ordered array is transposed. */
const BLOCK_BYTES = 41_943_040;

/**
 * Streams elements in C order, or in the order of the disk.
 * @throws TensorFileError when the data is truncated or malformed.
 */
export function storedChunks(array: StoredArray, options: ReadOptions = {}): AsyncGenerator<TensorChunk> {
  const range = readRange(array.info, options);
  const axesLongerThanOne = array.info.shape.filter((length) => length !== 1).length;
  return array.fortranOrder && axesLongerThanOne > 1 && options.order !== 'disk'
    ? turnedChunks(array, range, options.signal)
    : chunksInPlace(array, range, options.signal);
}

export interface ReadRange {
  readonly start: number;
  readonly end: number;
  readonly chunkElements: number;
}

/** @throws RangeError when the range lies outside the array: a fault of the caller, not of the file. */
export function readRange(info: ArrayInfo, options: ReadOptions): ReadRange {
  const { start = 0, end = info.elements, chunkElements = 262_144 } = options;
  if (!(start >= 0 && start <= end && end <= info.elements && chunkElements >= 1)) {
    throw new RangeError(
      `elements ${start} to ${end} in chunks of ${chunkElements} asked of ${info.elements} elements`,
    );
  }
  return { start, end, chunkElements };
}

/** Result of a read that runs ahead. A failure is kept as a value until the consumer asks for that chunk. */
type Outcome = { readonly bytes: Uint8Array } | { readonly failure: unknown };

/** Streams chunks in the order of the disk. The next chunk is read while the consumer works on this one. */
async function* chunksInPlace(
  { bytes, type }: StoredArray,
  { start, end, chunkElements }: ReadRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<TensorChunk> {
  const reader = bytes.openReader();
  const capacity = Math.min(chunkElements, end - start);
  const decoder = new ElementDecoder(type, capacity);
  const readInto = (buffer: Uint8Array, from: number): Promise<Outcome> => {
    const target = buffer.subarray(0, Math.min(chunkElements, end - from) * type.itemSize);
    return reader.read(from * type.itemSize, target, signal).then(
      () => ({ bytes: target }),
      (failure: unknown) => ({ failure }),
    );
  };
  let buffer = new Uint8Array(capacity * type.itemSize);
  let spare = new Uint8Array(buffer.byteLength);
  let ahead = readInto(buffer, start);
  for (let from = start; from < end; from += chunkElements) {
    const outcome = await ahead;
    signal?.throwIfAborted();
    if ('failure' in outcome) {
      throw outcome.failure;
    }
    if (from + chunkElements < end) {
      ahead = readInto(spare, from + chunkElements);
    }
    yield { start: from, values: decoder.decode(outcome.bytes) };
    [buffer, spare] = [spare, buffer];
  }
}

/**
 * Streams a Fortran-ordered array in C order. Each block holds as many whole rows as fit, since a part of a row would
 * need one read per element. Elements that do not fill a chunk are kept for the next block.
 */
async function* turnedChunks(
  { info, bytes, type }: StoredArray,
  { start, end, chunkElements }: ReadRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<TensorChunk> {
  const reader = bytes.openReader();
  const { itemSize } = type;
  const decoder = new ElementDecoder(type, Math.min(chunkElements, end - start));
  const blockElements = Math.min(BLOCK_BYTES / itemSize, end - start);
  const rowElements = stridesOf(info.shape, false).find((stride) => stride <= blockElements) ?? 1;
  const block = new Uint8Array((blockElements + Math.min(chunkElements, end - start)) * itemSize);
  /** Number of elements at the start of `block` that are not handed out yet. */
  let held = 0;
  let blockEnd = start;
  for (let blockStart = start; blockStart < end; blockStart = blockEnd) {
    const furthest = Math.min(end, blockStart + blockElements);
    const wholeRows = furthest - (furthest % rowElements);
    blockEnd = furthest === end || wholeRows <= blockStart ? furthest : wholeRows;
    for (const box of boxesOf(info.shape, blockStart, blockEnd)) {
      const offset = (held + box.start - blockStart) * itemSize;
      const target = block.subarray(offset, offset + box.elements * itemSize);
      await gather(reader, itemSize, box.diskFirst, box.axes, target, signal);
    }
    const ready = held + blockEnd - blockStart;
    let at = 0;
    while (ready - at >= chunkElements || (blockEnd === end && at < ready)) {
      signal?.throwIfAborted();
      const to = Math.min(ready, at + chunkElements);
      yield {
        start: blockEnd - ready + at,
        values: decoder.decode(block.subarray(at * itemSize, to * itemSize)),
      };
      at = to;
    }
    block.copyWithin(0, at * itemSize, ready * itemSize);
    held = ready - at;
  }
}

/**
 * Reads one box of the array in C order.
 * @param ranges one for every axis
 * @throws TensorFileError when the data is truncated or malformed.
 */
export async function storedBox(
  { info, type, fortranOrder, bytes, places }: StoredArray,
  ranges: readonly AxisRange[],
  signal?: AbortSignal,
): Promise<ExactValues> {
  checkRanges(info, ranges);
  const strides = stridesOf(info.shape, fortranOrder);
  const first = ranges.reduce((sum, { start }, axis) => sum + start * (strides[axis] ?? 1), 0);
  const axes = ranges.map(({ count, step = 1 }, axis) => ({
    count,
    diskStride: step * (strides[axis] ?? 1),
  }));
  const elements = axes.reduce((product, { count }) => product * count, 1);
  const target = new Uint8Array(elements * type.itemSize);
  await gather((places ?? bytes).openReader(), type.itemSize, first, axes, target, signal);
  return new ElementDecoder(type, elements).decodeExactly(target);
}

/** @throws RangeError when the box does not lie within the array: a fault of the caller, not of the file. */
export function checkRanges(info: ArrayInfo, ranges: readonly AxisRange[]): void {
  const fits =
    ranges.length === info.shape.length &&
    ranges.every(({ start, count, step = 1 }, axis) => {
      const past = count === 0 ? start : start + (count - 1) * step + 1;
      return start >= 0 && count >= 0 && step >= 1 && past <= (info.shape[axis] ?? 0);
    });
  if (!fits) {
    throw new RangeError(`a box outside the shape (${info.shape.join(', ')}) of "${info.name}"`);
  }
}

interface Box {
  /** Flat C-order index of the first element. */
  readonly start: number;
  readonly elements: number;
  /** Position on disk, in elements, of the first element. */
  readonly diskFirst: number;
  readonly axes: readonly BoxAxis[];
}

/**
 * Cuts a run of C order into boxes of a Fortran-ordered array. In each box the leading axes are fixed, one axis covers a
 * part of its length, and the axes after it cover their whole length.
 */
function* boxesOf(shape: readonly number[], start: number, end: number): Generator<Box> {
  const rowStrides = stridesOf(shape, false);
  const diskStrides = stridesOf(shape, true);
  let at = start;
  while (at < end) {
    // The outermost axis for which a whole row starts at `at` and ends by `end`.
    const axis = rowStrides.findIndex((stride) => at % stride === 0 && stride <= end - at);
    const stride = rowStrides[axis] ?? 1;
    const length = shape[axis] ?? 1;
    const index = Math.floor(at / stride) % length;
    const count = Math.min(length - index, Math.floor((end - at) / stride));
    const diskFirst = shape.reduce(
      (sum, axisLength, k) =>
        sum + (Math.floor(at / (rowStrides[k] ?? 1)) % axisLength) * (diskStrides[k] ?? 1),
      0,
    );
    const axes = shape
      .map((axisLength, k) => ({ count: k === axis ? count : axisLength, diskStride: diskStrides[k] ?? 1 }))
      .slice(axis);
    yield { start: at, elements: count * stride, diskFirst, axes };
    at += count * stride;
  }
}
