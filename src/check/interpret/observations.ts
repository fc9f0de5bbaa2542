import type { TensorValues } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';

/** Facts about an array's values, from a sample or from all of them. */
export interface Observations {
  /** Number of values in the sample, and of finite ones. */
  readonly count: number;
  readonly finite: number;
  /** Smallest and largest finite value; NaN without one. */
  readonly minimum: number;
  readonly maximum: number;
  /** Share of the finite values that lie in [0, 1], but for rounding. */
  readonly inside: number;
  /** True if every finite value is a whole number. */
  readonly whole: boolean;
  /** Frequency of each value; null if not requested, or if there are too many different values. */
  readonly occurrences: ReadonlyMap<number, number> | null;
}

/**
 * Sizes of the sample before the pass: values at the start, and values at each of several places all over the array if
 * seeking is free. The range of the values needs a smaller sample than their frequencies.
 */
const OCCURRENCES = { head: 32_768, probe: 2048 };
const EXTENT = { head: 8192, probe: 512 };
const PROBES = 16;
const REMEMBERED = 4096;
/** The farthest that rounding puts a probability beyond [0, 1]. */
const ROUNDING = 1e-4;
/** Whole numbers below this are counted in an array. */
const SMALL = 256;

/** Compared with directly: `Number.isFinite` is a call per value until the loop is compiled. */
const INFINITE = Number.POSITIVE_INFINITY;

/**
 * Reads a sample of the array, or the whole array if it is small.
 * @param withOccurrences true to count the frequency of each value
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
  private inside = 0;
  private minimum = Number.POSITIVE_INFINITY;
  private maximum = Number.NEGATIVE_INFINITY;
  private whole = true;
  private occurrences: Map<number, number> | null;
  /** Frequencies of the smallest whole numbers, since most targets are small. */
  private readonly small = new Uint32Array(SMALL);

  constructor(withOccurrences: boolean) {
    this.occurrences = withOccurrences ? new Map() : null;
  }

  add(values: TensorValues): void {
    this.count += values.length;
    this.addExtent(values, this.addEach(values));
  }

  /** Counts values until only their range is needed, and returns that index. No calls in the loop; see `addExtent`. */
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

  /** Extends the range. The loop makes no calls, since it ends before the engine compiles it. */
  private addExtent(values: TensorValues, start: number): void {
    let { minimum, maximum, finite, inside } = this;
    for (let at = start; at < values.length; at++) {
      const value = values[at] ?? Number.NaN;
      if (!(value < INFINITE && value > -INFINITE)) {
        continue;
      }
      finite++;
      if (value >= -ROUNDING && value <= 1 + ROUNDING) {
        inside++;
      }
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
    this.inside = inside;
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
    this.inside += value >= -ROUNDING && value <= 1 + ROUNDING ? times : 0;
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
    const { count, finite, inside, whole, occurrences } = this;
    const seen = finite > 0;
    return {
      count,
      finite,
      inside: seen ? inside / finite : 0,
      minimum: seen ? this.minimum : Number.NaN,
      maximum: seen ? this.maximum : Number.NaN,
      whole,
      occurrences,
    };
  }
}
