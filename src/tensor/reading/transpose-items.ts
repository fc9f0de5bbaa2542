/** One axis of items that are copied from one place to another. */
export interface StridedAxis {
  readonly count: number;
  /** Items from one index to the next where they come from. */
  readonly fromStride: number;
  /** And where they go to. */
  readonly toStride: number;
}

/** Items are copied in squares with sides of so many, so that the lines of memory that are touched stay in the cache. */
const TILE = 16;

/** Copies the items of a box, the first of which comes from 0 and goes to `first`. */
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

/** The axis whose items come from nearest to each other, the one whose items go there, and the others. */
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
 * Goes through every combination of indices along `axes`, the first of which turns fastest, and keeps where that comes
 * from and goes to. Makes no object a step, because there may be hundreds of millions.
 */
export class Odometer {
  from = 0;
  to = 0;
  private readonly indices: number[];

  constructor(private readonly axes: readonly StridedAxis[]) {
    this.indices = axes.map(() => 0);
  }

  /** @returns false when all combinations have been */
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
