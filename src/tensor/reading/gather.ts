import type { ByteReader } from './byte-source';
import { itemTransposer, Odometer, type StridedAxis } from './transpose-items';

/** One axis of a box of elements: how many elements, and their distance on disk. */
export interface BoxAxis {
  readonly count: number;
  /** Elements on disk from one index of this axis to the next. */
  readonly diskStride: number;
}

/** Largest gap that is read and discarded: one long read is quicker than two short ones. */
const LARGEST_GAP_BYTES = 65_536;
/** Bytes of the memory that is filled from disk before its elements are put into order. */
const WINDOW_BYTES = 8_388_608;

interface PlacedAxis extends BoxAxis {
  readonly targetStride: number;
}

/** An axis, with the indices that the window holds. */
interface WindowAxis extends PlacedAxis {
  readonly fitting: number;
  readonly windowStride: number;
  /** True if the axis is read in one go with the axes before it, gaps between its elements included. */
  readonly joined: boolean;
}

/**
 * Reads a box of elements that lie scattered on disk and puts them in the order of `axes`, outermost first. The
 * disk is read in rising order through a window of 8 MiB, so memory does not grow with the distance between elements.
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
  const { whole, cut, outer, length } = planWindow(placed(axes), itemSize);
  const window = new Uint8Array(length * itemSize);
  const transpose = itemTransposer(itemSize, window, target);
  const place = new Odometer(outer.map(fromDiskToTarget));
  do {
    for (let index = 0; index < cut.count; index += cut.fitting) {
      const held = [...whole, { ...cut, count: Math.min(cut.fitting, cut.count - index) }];
      await fill(first + place.from + index * cut.diskStride, held);
      const axesInWindow = held.map((axis) => ({ ...fromDiskToTarget(axis), fromStride: axis.windowStride }));
      transpose(axesInWindow, place.to + index * cut.targetStride);
    }
  } while (place.advance());

  async function fill(start: number, held: readonly WindowAxis[]): Promise<void> {
    const runLength = held.reduce(
      (sum, { joined, count, diskStride }) => sum + (joined ? (count - 1) * diskStride : 0),
      1,
    );
    const apart = held.filter(({ joined }) => !joined);
    const run = new Odometer(
      apart.map(({ count, diskStride, windowStride }) => ({
        count,
        fromStride: diskStride,
        toStride: windowStride,
      })),
    );
    do {
      const bytes = window.subarray(run.to * itemSize, (run.to + runLength) * itemSize);
      await reader.read((start + run.from) * itemSize, bytes, signal);
    } while (run.advance());
  }
}

function fromDiskToTarget({ count, diskStride, targetStride }: PlacedAxis): StridedAxis {
  return { count, fromStride: diskStride, toStride: targetStride };
}

/** The axes longer than one (or the only axis), sorted by their distance on disk. */
function placed(axes: readonly BoxAxis[]): PlacedAxis[] {
  let targetStride = 1;
  return axes
    .toReversed()
    .map((axis) => {
      const result = { ...axis, targetStride };
      targetStride *= axis.count;
      return result;
    })
    .filter((axis) => axis.count > 1)
    .sort((a, b) => a.diskStride - b.diskStride);
}

interface WindowPlan {
  /** Axes that the window holds in full. */
  readonly whole: readonly WindowAxis[];
  /** The axis that is read in parts that fit into the window. */
  readonly cut: WindowAxis;
  readonly outer: readonly PlacedAxis[];
  /** Elements of the window. */
  readonly length: number;
}

function planWindow(rising: readonly PlacedAxis[], itemSize: number): WindowPlan {
  const mostElements = WINDOW_BYTES / itemSize;
  const whole: WindowAxis[] = [];
  let cut: WindowAxis = {
    count: 1,
    diskStride: 1,
    targetStride: 1,
    windowStride: 1,
    fitting: 1,
    joined: true,
  };
  let length = 1;
  for (const axis of rising) {
    const joined = cut.joined && (axis.diskStride - length) * itemSize <= LARGEST_GAP_BYTES;
    const windowStride = joined ? axis.diskStride : length;
    const fitting = Math.min(axis.count, Math.floor(Math.max(0, mostElements - length) / windowStride) + 1);
    whole.push(cut);
    cut = { ...axis, windowStride, fitting, joined };
    length += (fitting - 1) * windowStride;
    if (fitting < axis.count) {
      break;
    }
  }
  return { whole, cut, outer: rising.slice(whole.length), length };
}
