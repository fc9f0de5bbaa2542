import { explanations } from '../../messages/en/explanations';
import { losses } from '../../messages/en/losses';
import { explanationFix, explanationTitle } from '../../messages/explanation';
import type { Explanation, ExplanationFacts, PrintedLoss } from '../report/explanation';
import type { Report } from '../report/report';
import type { Candidate } from './candidate';
import { candidatesOf } from './candidates';
import { codeOf } from './codes';
import { lossDataOf } from './loss-data';
import type { PrintedValue } from './printed-value';
import { rank } from './rank';
import { reportedCandidates } from './reported-candidates';
import type { Rows } from './rows';

const ENGLISH = { explanations, losses };
/** Most explanations in a report. */
const MOST = 12;

/** The parts of a report that explain a printed value. */
export interface Explained {
  readonly explanations: Explanation[];
  readonly printedLoss: PrintedLoss;
}

/**
 * Explains a loss value on the data of a report.
 * @param rows the data one by one; null where they are not at hand
 */
export function explainedOn(report: Report, rows: Rows | null, printed: PrintedValue): Explained {
  return explainedBy(candidatesOnReport(report, rows), rows !== null, printed);
}

/** All candidates on the data of a report; with soft targets, its own losses alone. */
export function candidatesOnReport(report: Report, rows: Rows | null): Candidate[] {
  const data = lossDataOf(report);
  return data === null ? reportedCandidates(report) : candidatesOf(data, rows);
}

/** Sets candidates beside a printed value, as parts of a report. */
export function explainedBy(
  candidates: readonly Candidate[],
  isComplete: boolean,
  printed: PrintedValue,
): Explained {
  const { text, value, digits } = printed;
  const { explained, possible, nearest, tried } = rank(printed, candidates);
  return {
    explanations: explained.slice(0, MOST).map(explanationOf),
    printedLoss: {
      ...{ text, value, digits, tried, isComplete },
      agreeing: explained.length + possible.length,
      possible: possible.slice(0, MOST).map(explanationOf),
      nearest: nearest.map((candidate) => ({
        ...explanationOf(candidate),
        ratio: value / candidate.value,
      })),
    },
  };
}

function explanationOf({ id, gamma, weights, reduction, batch, factor, value }: Candidate): Explanation {
  const facts: ExplanationFacts = {
    ...{ id, gamma, role: weights.role, alpha: weights.alpha, reduction, batch, factor },
  };
  return {
    id,
    title: explanationTitle(ENGLISH, facts),
    value,
    code: codeOf(facts),
    fix: explanationFix(ENGLISH, facts),
    facts,
  };
}
