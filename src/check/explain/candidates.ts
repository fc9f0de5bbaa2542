import type { Candidate } from './candidate';
import { withFactors } from './factors';
import { KINDS, KINDS_OF_ROWS } from './kinds/kinds';
import type { LossData } from './loss-data';
import type { Rows } from './rows';

/**
 * All candidates on the data of a report.
 * @param rows the elements one by one; null where they are not at hand
 */
export function candidatesOf(data: LossData, rows: Rows | null): Candidate[] {
  const candidates = [
    ...KINDS.flatMap((kind) => kind(data)),
    ...(rows === null ? [] : KINDS_OF_ROWS.flatMap((kind) => kind(data, rows))),
  ];
  return [...candidates, ...withFactors(candidates, data.classes)];
}
