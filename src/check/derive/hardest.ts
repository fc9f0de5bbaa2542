import { indexOfElement, type Layout } from '../layout';
import type { HardExample, Hardest, Interpretation } from '../report';
import type { HardestTerms } from '../statistics/hardest-terms';
import type { Statistics } from '../statistics/statistics';

export function hardestOf(
  shape: readonly number[],
  layout: Layout,
  interpretation: Interpretation,
  { hardest }: Statistics,
): Hardest {
  const examples = (terms: HardestTerms): HardExample[] =>
    terms.terms().map(({ element, target, targetProbability, crossEntropy }) => ({
      index: indexOfElement(shape, layout, interpretation, element),
      target,
      targetProbability,
      crossEntropy,
    }));
  return { positives: examples(hardest.positives), negatives: examples(hardest.negatives) };
}
