import type { ExplainedArray, Explanation, ExplanationFacts } from '../report/explanation';
import type { Report } from '../report/report';
import type { ElementQuantity } from './candidate';
import { explanationWith } from './explanation-with';
import type { LossData } from './loss-data';
import { type MatchedElements, matchElements } from './matched-elements';
import type { RowsWithValues } from './rows';

/** The parts of a report that explain an array. */
interface ExplainedElements {
  readonly explanations: Explanation[];
  readonly explainedArray: ExplainedArray;
}

/** The values of an array beside the data, and what they may be. */
interface GivenElements extends RowsWithValues {
  readonly file: string;
  readonly array: string;
  readonly quantities: readonly ElementQuantity[];
}

/** Explains the values of an array, one an element. */
export function explainedElements(report: Report, data: LossData, given: GivenElements): ExplainedElements {
  const { rows, values, file, array, quantities } = given;
  const { compared, matches, nearest } = matchElements(data, rows, values, quantities);
  const explained = matches.map((match) => ({
    ...explanationOf(report, match, values),
    largestDifference: match.largestDifference,
  }));
  return {
    explanations: explained.map(({ largestDifference: _, ...explanation }) => explanation),
    explainedArray: {
      ...{ file, array, compared, matches: explained },
      nearest: nearest.map((match) => ({
        ...explanationOf(report, match, values),
        agreeing: match.agreeing,
      })),
    },
  };
}

function explanationOf(
  report: Report,
  { id, gamma, alpha, role, quantity, scale, reduction }: MatchedElements,
  values: Float64Array,
): Explanation {
  const facts: ExplanationFacts = {
    ...{ id, gamma, role, alpha, quantity, batch: null, factor: null },
    reduction: reduction ?? 'none',
    ...(reduction === null ? { scale } : {}),
  };
  const finite = values.filter(Number.isFinite);
  return explanationWith(report, finite.reduce((sum, value) => sum + value, 0) / finite.length, facts);
}
