/** One axis of a box that is copied. */
export interface StridedAxis {
  readonly count: number;
  /** Distance of neighbours in the source, in items. */
  readonly fromStride: number;
  /** Distance of neighbours in the target, in items. */
  readonly toStride: number;
}

/** Side of the squares in which items are copied, so that the cache lines in use stay in the cache. */
const TILE = 16;

/** Copies the items of a box. Its first item is copied from index 0 to index `first`. */
export type Transpose = (axes: readonly StridedAxis[], first: number) => void;

/** Copies items of 1, 2, 4 or 8 bytes as integers: a copy through a float array may change the bits of a NaN. */
export function itemTransposer(itemSize: number, source: Uint8Array, target: Uint8Array): Transpose {
  const from = wordsOf(source, itemSize);
  const to = wordsOf(target, itemSize);
  const copy = itemSize === 8 ? copyPairs : copyWords;
  return (axes, first) => {
    const [across, along, rest] = innermost(axes);
    const place = new Odometer(rest);
    do {
      for (let row = 0; row < across.count; row += TILE) {
        const rows = { ...across, count: Math.min(TILE, across.count - row) };
        for (let column = 0; column < along.count; column += TILE) {
          const columns = { ...along, count: Math.min(TILE, along.count - column) };
          const fromStart = place.from + row * across.fromStride + column * along.fromStride;
          const toStart = first + place.to + row * across.toStride + column * along.toStride;
          copy(from, fromStart, to, toStart, rows, columns);
        }
      }
    } while (place.advance());
  };
}

const single: StridedAxis = { count: 1, fromStride: 1, toStride: 1 };

/** The axis with the smallest distance in the source, the one with the smallest distance in the target, and the others. */
function innermost(axes: readonly StridedAxis[]): [StridedAxis, StridedAxis, StridedAxis[]] {
  const longer = axes.filter(({ count }) => count > 1);
  const [along = single, ...others] = longer.toSorted((a, b) => a.toStride - b.toStride);
  const [across = single, ...rest] = others.toSorted((a, b) => a.fromStride - b.fromStride);
  return [across, along, rest];
}

type Words = Uint8Array | Uint16Array | Uint32Array;

function copyWords(
  from: Words,
  fromStart: number,
  to: Words,
  toStart: number,
  across: StridedAxis,
  along: StridedAxis,
): void {
  const { fromStride, toStride, count } = along;
  for (let row = 0; row < across.count; row += 1) {
    let source = fromStart + row * across.fromStride;
    let place = toStart + row * across.toStride;
    for (let column = 0; column < count; column += 1) {
      to[place] = from[source] ?? 0;
      source += fromStride;
      place += toStride;
    }
  }
}

/** Like `copyWords` for items of two words. */
function copyPairs(
  from: Words,
  fromStart: number,
  to: Words,
  toStart: number,
  across: StridedAxis,
  along: StridedAxis,
): void {
  for (let row = 0; row < across.count; row += 1) {
    for (let column = 0; column < along.count; column += 1) {
      const source = 2 * (fromStart + row * across.fromStride + column * along.fromStride);
      const place = 2 * (toStart + row * across.toStride + column * along.toStride);
      to[place] = from[source] ?? 0;
      to[place + 1] = from[source + 1] ?? 0;
    }
  }
}

function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array, itemSize: number): Words {
  switch (itemSize) {
    case 1:
      return new Uint8Array(buffer, byteOffset, byteLength);
    case 2:
      return new Uint16Array(buffer, byteOffset, byteLength / 2);
    default:
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
  }
}

/**
 * Visits every combination of indices along `axes`, the first axis fastest, and keeps the index in the source and in the
 * target. It allocates nothing per step, because there may be hundreds of millions of steps.
 */
export class Odometer {
  from = 0;
  to = 0;
  private readonly indices: number[];

  constructor(private readonly axes: readonly StridedAxis[]) {
    this.indices = axes.map(() => 0);
  }

  /** @returns false after the last combination */
  advance(): boolean {
    for (const [at, { count, fromStride, toStride }] of this.axes.entries()) {
      const index = (this.indices[at] ?? 0) + 1;
      this.from += fromStride;
      this.to += toStride;
      if (index < count) {
        this.indices[at] = index;
        return true;
      }
      this.indices[at] = 0;
      this.from -= count * fromStride;
      this.to -= count * toStride;
    }
    return false;
  }
}
