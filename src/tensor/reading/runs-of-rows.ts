/** Rows of one read: so many from the first on. */
export interface RunOfRows {
  readonly first: number;
  readonly count: number;
}

/** So many rows lie near each other: one longer read is quicker than two short ones. */
export const NEAR = 1_000;

/**
 * Reads scattered rows, those that lie near each other together.
 * @param rows in ascending order
 * @param gap the most rows from one to the next that are read together
 * @param read gives one value a row of the run
 */
export async function readScattered<Value>(
  rows: readonly number[],
  gap: number,
  read: (run: RunOfRows) => Promise<readonly Value[]>,
): Promise<Value[]> {
  const values: Value[] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at + 1;
    while (end < rows.length && (rows[end] ?? 0) - (rows[end - 1] ?? 0) <= gap) {
      end++;
    }
    const wanted = rows.slice(at, end);
    const [first = 0] = wanted;
    const found = await read({ first, count: (wanted.at(-1) ?? first) - first + 1 });
    values.push(...wanted.flatMap((row) => found.slice(row - first, row - first + 1)));
    at = end;
  }
  return values;
}
