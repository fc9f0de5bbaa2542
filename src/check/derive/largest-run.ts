/** Consecutive rows, the last one excluded. */
export interface Run {
  readonly from: number;
  readonly until: number;
}

/** An end of the data that is shorter than this part belongs to the run beside it, unless so many rows contradict that. */
const SHORT = 0.05;
const CONTRADICTIONS = 3;

/** The consecutive rows whose gains have the largest sum (Kadane's algorithm, Bentley 1984); null if no gain is above 0. */
export function largestRun(gains: Float64Array): (Run & { readonly sum: number }) | null {
  let best = { from: 0, until: 0, sum: 0 };
  let [from, sum] = [0, 0];
  for (const [row, gain] of gains.entries()) {
    if (sum <= 0) {
      [from, sum] = [row, 0];
    }
    sum += gain;
    if (sum > best.sum) {
      best = { from, until: row + 1, sum };
    }
  }
  return best.sum > 0 ? best : null;
}

/** The run up to an end of the data that is near, unless the rows in between speak against it. */
export function toNearEnds({ from, until }: Run, gains: Float64Array): Run {
  const rows = gains.length;
  const largest = gains.reduce((most, gain) => Math.max(most, gain), 0);
  const joins = (start: number, end: number) =>
    end - start <= SHORT * rows &&
    gains.subarray(start, end).reduce((sum, gain) => sum + gain, 0) > -CONTRADICTIONS * largest;
  return { from: joins(0, from) ? 0 : from, until: joins(until, rows) ? rows : until };
}
