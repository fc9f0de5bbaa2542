import type { Explanation, PrintedLoss } from '../report/explanation';
import type { Report } from '../report/report';
import type { Candidate } from './candidate';
import { candidatesOf } from './candidates';
import { explanationWith } from './explanation-with';
import { fittedParameters } from './fitted-parameters';
import type { Arithmetic } from './half-precision';
import { librariesOf } from './libraries';
import { type LossData, lossDataOf } from './loss-data';
import type { PrintedValue } from './printed-value';
import { nearestOf, rank } from './rank';
import { reportedCandidates } from './reported-candidates';
import type { Rows } from './rows';

/** Most explanations in a report. */
const MOST = 12;

/** The parts of a report that explain a printed value. */
export interface Explained {
  readonly explanations: Explanation[];
  readonly printedLoss: PrintedLoss;
}

/** The losses that were evaluated on the data of a report. */
export interface Tried {
  readonly report: Report;
  /** The data as the report holds them; null for soft targets. */
  readonly data: LossData | null;
  readonly candidates: readonly Candidate[];
  /** False where the data were not at hand one by one. */
  readonly isComplete: boolean;
}

/**
 * All losses on the data of a report; with soft targets, its own losses alone.
 * @param rows the data one by one; null where they are not at hand
 */
export function triedOn(report: Report, rows: Rows | null): Tried {
  const data = lossDataOf(report);
  const candidates = data === null ? reportedCandidates(report) : candidatesOf(data, rows);
  return {
    ...{ report, data, isComplete: rows !== null },
    candidates: candidates.filter(({ value }) => Number.isFinite(value)),
  };
}

/** Explains a loss value, as parts of a report. */
export function explained(tried: Tried, printed: PrintedValue): Explained {
  const { text, value, digits } = printed;
  const { report, data, candidates, isComplete } = tried;
  const { explained, possible, arithmetic } = rank(printed, candidates);
  const explanation = (candidate: Candidate) => explanationOf(candidate, arithmetic, report);
  const agreeing = explained.length + possible.length;
  return {
    explanations: explained.slice(0, MOST).map(explanation),
    printedLoss: {
      ...{ text, value, digits, agreeing, tried: candidates.length, isComplete },
      possible: possible.slice(0, MOST).map(explanation),
      hints: data === null || agreeing > 0 ? [] : fittedParameters(data, value),
      nearest: nearestOf(value, candidates).map((candidate) => ({
        ...explanation(candidate),
        ratio: value / candidate.value,
      })),
    },
  };
}

/**
 * The losses that explain one of several values, the likeliest first.
 * @param asked how many values are asked about: the more, the more of them agree by chance
 */
export function explanationsOf(
  { report, candidates }: Tried,
  printed: PrintedValue,
  asked: number,
): Explanation[] {
  const { explained, arithmetic } = rank(printed, candidates, asked);
  return explained.slice(0, MOST).map((candidate) => explanationOf(candidate, arithmetic, report));
}

function explanationOf(candidate: Candidate, arithmetic: Arithmetic | null, report: Report): Explanation {
  const { id, gamma, weights, reduction, batch, factor, value } = candidate;
  const libraries = librariesOf(candidate, report.interpretation.link);
  return explanationWith(report, value, {
    ...{ id, gamma, role: weights.role, alpha: weights.alpha, reduction, batch, factor },
    ...(arithmetic === null ? {} : { arithmetic }),
    ...(libraries.length === 0 ? {} : { libraries }),
  });
}
