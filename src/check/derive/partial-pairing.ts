import type { Agreement, Pairing } from '../report/report';
import { type MovedRun, movedRuns } from './moved-rows';
import type { Measure } from './paired-agreement';
import { isAgreement } from './pairing';
import type { RowScores } from './row-scores';
import { unrelatedRun } from './unrelated-rows';

/** All rows, in the order of the file. */
export interface OrderedRows {
  readonly scores: RowScores;
  /** The targets of each row, one row after another. */
  readonly targets: Float64Array;
  readonly measure: Measure;
}

/** Compares predictions with targets where those of a part of the rows may be out of step. */
export function partialPairingOf({ scores, targets, measure }: OrderedRows): Pairing {
  const asGiven = measure(targets);
  const runs = movedRuns(scores);
  const agreement = measure(moved(targets, scores.rows, runs));
  if (runs.length > 0 && isAgreement(agreement)) {
    return {
      asGiven,
      repair: { how: { kind: 'moved', rows: scores.rows, runs }, agreement },
      unrelated: null,
    };
  }
  const run = unrelatedRun(scores);
  const agreementOf = (isCounted: (row: number) => boolean): Agreement => {
    const width = targets.length / scores.rows;
    return measure(targets.map((target, at) => (isCounted(Math.floor(at / width)) ? target : Number.NaN)));
  };
  const isInside = (row: number) => run !== null && row >= run.from && row < run.until;
  const unrelated =
    run === null
      ? null
      : {
          rows: scores.rows,
          ...run,
          agreement: agreementOf(isInside),
          others: agreementOf((row) => !isInside(row)),
        };
  return { asGiven, repair: null, unrelated };
}

/** The targets that the runs are given; NaN where their place is outside the file. */
function moved(targets: Float64Array, rows: number, runs: readonly MovedRun[]): Float64Array {
  const width = targets.length / rows;
  const result = targets.slice();
  for (const { from, until, by } of runs) {
    for (let at = from * width; at < until * width; at++) {
      result[at] = targets[at + by * width] ?? Number.NaN;
    }
  }
  return result;
}
