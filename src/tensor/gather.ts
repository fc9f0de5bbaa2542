import type { ByteReader } from './byte-source';

/** One axis of a box of elements: how many are wanted, and how far apart they lie. */
export interface BoxAxis {
  readonly count: number;
  /** Elements on disk from one index of this axis to the next. */
  readonly diskStride: number;
}

/** Gaps up to this are read and thrown away: one long read is quicker than two short ones. */
const largestGapBytes = 65_536;
const windowBytes = 1_048_576;

interface PlacedAxis extends BoxAxis {
  readonly targetStride: number;
}

/**
 * Reads a box of elements that lie scattered on disk and puts them in the order of `axes`, outermost first. The
 * disk is read in rising order through a window of 1 MiB, so memory does not grow with the distance between elements.
 *
 * @param first position on disk of the box's first element, in elements
 * @param target receives the elements' bytes; its start is aligned to `itemSize`, its length the box's
 */
export async function gather(
  reader: ByteReader,
  itemSize: number,
  first: number,
  axes: readonly BoxAxis[],
  target: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  if (axes.some((axis) => axis.count === 0)) {
    return;
  }
  const rising = placed(axes).sort((a, b) => a.diskStride - b.diskStride);
  const { inner, outer, span } = splitAtGaps(rising, itemSize);
  const copy = itemCopier(itemSize, target);
  const segment = new Odometer(outer);
  do {
    await gatherSegment(first + segment.disk, segment.target, span, inner);
  } while (segment.advance());

  /** Reads `span` consecutive elements window by window and copies those that `inner` selects. */
  async function gatherSegment(
    diskStart: number,
    targetStart: number,
    span: number,
    inner: readonly PlacedAxis[],
  ): Promise<void> {
    const windowElements = windowBytes / itemSize;
    const buffer = new Uint8Array(Math.min(span, windowElements) * itemSize);
    const put = copy(buffer);
    let windowStart = 0;
    let windowEnd = 0;
    const [run, ...rest] = inner;
    const { count, diskStride, targetStride } = run ?? { count: 1, diskStride: 1, targetStride: 0 };
    const start = new Odometer(rest);
    do {
      let index = 0;
      while (index < count) {
        const from = start.disk + index * diskStride;
        if (from >= windowEnd) {
          windowStart = from;
          windowEnd = Math.min(span, from + windowElements);
          const bytes = buffer.subarray(0, (windowEnd - windowStart) * itemSize);
          await reader.read((diskStart + windowStart) * itemSize, bytes, signal);
        }
        const fitting = Math.min(count - index, Math.floor((windowEnd - 1 - from) / diskStride) + 1);
        put(
          from - windowStart,
          diskStride,
          targetStart + start.target + index * targetStride,
          targetStride,
          fitting,
        );
        index += fitting;
      }
    } while (start.advance());
  }
}

function placed(axes: readonly BoxAxis[]): PlacedAxis[] {
  let targetStride = 1;
  return axes
    .toReversed()
    .map((axis) => {
      const result = { ...axis, targetStride };
      targetStride *= axis.count;
      return result;
    })
    .filter((axis) => axis.count > 1);
}

/** The innermost axes that are worth reading in one go, and the span of disk that they cover in elements. */
function splitAtGaps(
  rising: readonly PlacedAxis[],
  itemSize: number,
): { inner: readonly PlacedAxis[]; outer: readonly PlacedAxis[]; span: number } {
  let span = 1;
  let used = 0;
  for (const { count, diskStride } of rising) {
    if ((diskStride - span) * itemSize > largestGapBytes) {
      break;
    }
    span += (count - 1) * diskStride;
    used += 1;
  }
  return { inner: rising.slice(0, used), outer: rising.slice(used), span };
}

/**
 * Goes through every combination of indices along `axes`, the first of which turns fastest, and keeps where that is on
 * disk and in the target. Makes no object a step, because there may be hundreds of millions.
 */
class Odometer {
  disk = 0;
  target = 0;
  private readonly indices: number[];

  constructor(private readonly axes: readonly PlacedAxis[]) {
    this.indices = axes.map(() => 0);
  }

  /** @returns false when all combinations have been */
  advance(): boolean {
    for (const [at, { count, diskStride, targetStride }] of this.axes.entries()) {
      const index = (this.indices[at] ?? 0) + 1;
      this.disk += diskStride;
      this.target += targetStride;
      if (index < count) {
        this.indices[at] = index;
        return true;
      }
      this.indices[at] = 0;
      this.disk -= count * diskStride;
      this.target -= count * targetStride;
    }
    return false;
  }
}

type CopyItems = (from: number, fromStride: number, to: number, toStride: number, count: number) => void;

/** Copies items as integers, because a copy through a float array may change the bits of a NaN. */
function itemCopier(itemSize: number, target: Uint8Array): (source: Uint8Array) => CopyItems {
  const wordsPerItem = itemSize === 8 ? 2 : 1;
  const to = wordsOf(target, itemSize / wordsPerItem);
  return (source) => {
    const from = wordsOf(source, itemSize / wordsPerItem);
    if (wordsPerItem === 1) {
      return (fromIndex, fromStride, toIndex, toStride, count) => {
        for (let index = 0; index < count; index += 1) {
          to[toIndex + index * toStride] = from[fromIndex + index * fromStride] ?? 0;
        }
      };
    }
    return (fromIndex, fromStride, toIndex, toStride, count) => {
      for (let index = 0; index < count; index += 1) {
        const source = 2 * (fromIndex + index * fromStride);
        const place = 2 * (toIndex + index * toStride);
        to[place] = from[source] ?? 0;
        to[place + 1] = from[source + 1] ?? 0;
      }
    };
  };
}

function wordsOf(
  { buffer, byteOffset, byteLength }: Uint8Array,
  wordSize: number,
): Uint8Array | Uint16Array | Uint32Array {
  switch (wordSize) {
    case 1:
      return new Uint8Array(buffer, byteOffset, byteLength);
    case 2:
      return new Uint16Array(buffer, byteOffset, byteLength / 2);
    default:
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
  }
}
