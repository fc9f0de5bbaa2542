import { explanations } from '../../messages/en/explanations';
import { losses } from '../../messages/en/losses';
import { explanationFix, explanationTitle } from '../../messages/explanation';
import type { Explanation, ExplanationFacts, PrintedLoss } from '../report/explanation';
import type { Report } from '../report/report';
import type { Candidate } from './candidate';
import { candidatesOf } from './candidates';
import { codeOf } from './codes';
import { fittedParameters } from './fitted-parameters';
import type { Arithmetic } from './half-precision';
import { librariesOf } from './libraries';
import { type LossData, lossDataOf } from './loss-data';
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

/** The losses that were evaluated on the data of a report. */
export interface Tried {
  readonly report: Report;
  /** What the report holds of the data; null for soft targets. */
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
  return { report, data, candidates, isComplete: rows !== null };
}

/** Explains a loss value, as parts of a report. */
export function explained(tried: Tried, printed: PrintedValue): Explained {
  const { text, value, digits } = printed;
  const { explained, possible, nearest, arithmetic, ...ranked } = rank(printed, tried.candidates);
  const explanation = (candidate: Candidate) => explanationOf(candidate, arithmetic, tried.report);
  const agreeing = explained.length + possible.length;
  return {
    explanations: explained.slice(0, MOST).map(explanation),
    printedLoss: {
      ...{ text, value, digits, agreeing, tried: ranked.tried, isComplete: tried.isComplete },
      possible: possible.slice(0, MOST).map(explanation),
      hints: tried.data === null || agreeing > 0 ? [] : fittedParameters(tried.data, value),
      nearest: nearest.map((candidate) => ({
        ...explanation(candidate),
        ratio: value / candidate.value,
      })),
    },
  };
}

function explanationOf(
  candidate: Candidate,
  arithmetic: Arithmetic | null,
  { interpretation, parameters }: Report,
): Explanation {
  const { id, gamma, weights, reduction, batch, factor, value } = candidate;
  const libraries = librariesOf(candidate, interpretation.link);
  const facts: ExplanationFacts = {
    ...{ id, gamma, role: weights.role, alpha: weights.alpha, reduction, batch, factor },
    ...(arithmetic === null ? {} : { arithmetic }),
    ...(libraries.length === 0 ? {} : { libraries }),
    hasParametersOfReport: gamma === parameters.gamma && weights.alpha === parameters.alpha,
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
