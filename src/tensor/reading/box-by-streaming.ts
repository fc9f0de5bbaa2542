import { stridesOf } from '../shape';
import type { ArrayInfo, AxisRange, ReadOptions, TensorChunk, TensorValues } from '../tensor-file';

/** Picks a box out of a stream, for formats in which an element is found only by reading all elements before it. */
export async function boxOfChunks(
  info: ArrayInfo,
  ranges: readonly AxisRange[],
  open: (range: Required<Pick<ReadOptions, 'start' | 'end'>>) => AsyncIterable<TensorChunk>,
): Promise<TensorValues> {
  const strides = stridesOf(info.shape, false);
  const counts = ranges.map(({ count }) => count);
  const elements = counts.reduce((product, count) => product * count, 1);
  const first = ranges.reduce((sum, { start }, axis) => sum + start * (strides[axis] ?? 1), 0);
  const last = ranges.reduce(
    (sum, { start, count, step = 1 }, axis) => sum + (start + (count - 1) * step) * (strides[axis] ?? 1),
    0,
  );
  const box = new Float64Array(elements);
  const boxStrides = stridesOf(counts, false);
  for await (const { start, values } of open(
    elements === 0 ? { start: 0, end: 0 } : { start: first, end: last + 1 },
  )) {
    values.forEach((value: number, index: number) => {
      let place = 0;
      for (const [axis, range] of ranges.entries()) {
        const at = Math.floor((start + index) / (strides[axis] ?? 1)) % (info.shape[axis] ?? 1);
        const taken = (at - range.start) / (range.step ?? 1);
        if (!Number.isInteger(taken) || taken < 0 || taken >= range.count) {
          return;
        }
        place += taken * (boxStrides[axis] ?? 1);
      }
      box[place] = value;
    });
  }
  return box;
}
