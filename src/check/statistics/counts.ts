/** Adds counts to others, entry by entry. */
export function addCounts(counts: Float64Array, more: Float64Array): void {
  for (let at = 0; at < counts.length; at++) {
    counts[at] = (counts[at] ?? 0) + (more[at] ?? 0);
  }
}
