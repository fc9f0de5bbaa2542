import type { TensorValues } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';

/** What is seen of an array's values, in a sample or in all of them. */
export interface Observations {
  /** Values looked at, and how many of them are finite. */
  readonly count: number;
  readonly finite: number;
  /** Over the finite values; NaN without any. */
  readonly minimum: number;
  readonly maximum: number;
  /** Every finite value is a whole number. */
  readonly whole: boolean;
  /** How often each value occurs; null when nobody asked, or when more different ones occur than are worth remembering. */
  readonly occurrences: ReadonlyMap<number, number> | null;
}

/**
 * Values looked at before the pass: from the start, and at so many places all over the array where a jump costs nothing. How
 * far values reach shows in fewer than which of them occur.
 */
const OCCURRENCES = { head: 32_768, probe: 2048 };
const EXTENT = { head: 8192, probe: 512 };
const PROBES = 16;
const REMEMBERED = 4096;
/** Whole numbers from 0 to below it are counted in an array. */
const SMALL = 256;

/** Compared with instead of asking `Number.isFinite`, a call for each value until the loop is compiled. */
const INFINITE = Number.POSITIVE_INFINITY;

/**
 * Looks at a sample of the array: the whole of it when it is small.
 * @param withOccurrences whether to count how often each value occurs
 */
export async function observe(
  { file, array }: ArraySource,
  withOccurrences: boolean,
  signal?: AbortSignal,
): Promise<Observations> {
  const observer = new Observer(withOccurrences);
  const look = async (start: number, end: number) => {
    const options = { start, end, ...(signal === undefined ? {} : { signal }) };
    for await (const { values } of file.chunks(array, options)) {
      observer.add(values);
    }
  };
  const { head, probe } = withOccurrences ? OCCURRENCES : EXTENT;
  await look(0, Math.min(head, array.elements));
  const beyond = array.elements - head;
  if (beyond <= 0) {
    return observer.observations();
  }
  const jumpsAreCheap = file.placement(array)?.fortranOrder === false;
  if (beyond <= PROBES * probe || !jumpsAreCheap) {
    await look(head, Math.min(array.elements, head + PROBES * probe));
    return observer.observations();
  }
  const starts = Array.from(
    { length: PROBES },
    (_, place) => head + Math.floor((place * (beyond - probe)) / (PROBES - 1)),
  );
  await Promise.all(starts.map((start) => look(start, start + probe)));
  return observer.observations();
}

class Observer {
  private count = 0;
  private finite = 0;
  private minimum = Number.POSITIVE_INFINITY;
  private maximum = Number.NEGATIVE_INFINITY;
  private whole = true;
  private occurrences: Map<number, number> | null;
  /** How often each of the smallest whole numbers occurs, which most targets are. */
  private readonly small = new Uint32Array(SMALL);

  constructor(withOccurrences: boolean) {
    this.occurrences = withOccurrences ? new Map() : null;
  }

  add(values: TensorValues): void {
    this.count += values.length;
    this.addExtent(values, this.addEach(values));
  }

  /** Stops where only the extent is still of interest, and returns where that is. As few calls as in `addExtent`. */
  private addEach(values: TensorValues): number {
    const { small } = this;
    let at = 0;
    for (; at < values.length && (this.whole || this.occurrences !== null); at++) {
      const value = values[at] ?? Number.NaN;
      if (value >= 0 && value < SMALL && value === (value | 0)) {
        small[value] = (small[value] ?? 0) + 1;
      } else {
        this.take(value);
      }
    }
    return at;
  }

  /** A loop without calls, since it is over before anything is compiled. */
  private addExtent(values: TensorValues, start: number): void {
    let { minimum, maximum, finite } = this;
    for (let at = start; at < values.length; at++) {
      const value = values[at] ?? Number.NaN;
      if (!(value < INFINITE && value > -INFINITE)) {
        continue;
      }
      finite++;
      if (value < minimum) {
        minimum = value;
      }
      if (value > maximum) {
        maximum = value;
      }
    }
    this.minimum = minimum;
    this.maximum = maximum;
    this.finite = finite;
  }

  private take(value: number): void {
    if (!Number.isFinite(value)) {
      return;
    }
    this.takeFinite(value, 1);
    if (this.whole && !Number.isInteger(value)) {
      this.whole = false;
    }
  }

  private takeFinite(value: number, times: number): void {
    this.finite += times;
    if (value < this.minimum) {
      this.minimum = value;
    }
    if (value > this.maximum) {
      this.maximum = value;
    }
    if (this.occurrences === null) {
      return;
    }
    this.occurrences.set(value, (this.occurrences.get(value) ?? 0) + times);
    if (this.occurrences.size > REMEMBERED) {
      this.occurrences = null;
    }
  }

  observations(): Observations {
    for (const [value, times] of this.small.entries()) {
      if (times > 0) {
        this.takeFinite(value, times);
      }
    }
    this.small.fill(0);
    const { count, finite, whole, occurrences } = this;
    const seen = finite > 0;
    return {
      count,
      finite,
      minimum: seen ? this.minimum : Number.NaN,
      maximum: seen ? this.maximum : Number.NaN,
      whole,
      occurrences,
    };
  }
}
