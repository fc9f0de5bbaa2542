import type { ExplanationFacts } from '../../../check/report/explanation';
import { countText } from '../../../format/count-text';
import { numberText, numeralText } from '../../../format/number-text';
import type { SingleReduction } from '../../../loss/reduction';
import type { TermVariantId } from '../../../loss/variants/variants';
import { explanationFix, explanationTitle } from '../../explanation';
import { type Alpha, type Index, indexText, type NamedArray } from '../../facts';
import { explanations } from '../explanations';
import { type LossKey, losses } from '../losses';
import { paragraph } from '../paragraph';
import { alphaText, arrayText } from '../words';

/** Findings about a loss or a gradient that the file gives, or that another computation gives. */
export const givenValueFindings = {
  'loss-disagrees': {
    title: 'The loss is not that of this focal loss',
    seen: ({ loss, parameters, given, explained }: LossDisagreesFacts) => {
      const is = givenText(loss, parameters, given);
      return explained === null ? is : `${is} The given loss is${explainedText(explained)}.`;
    },
    means: ({ explained }: LossDisagreesFacts) =>
      explained === null
        ? 'The training minimises something else: other parameters, α on the other class, p instead of p_t, probabilities clipped too early, or a weight that is not in the file.'
        : 'The training minimises that loss instead of this one.',
    fix: ({ parameters, explained }: LossDisagreesFacts) =>
      explained !== null && 'named' in explained
        ? explanationFix({ explanations, paragraph }, explained.named)
        : `Set α and γ to those of the training (here ${parametersText(parameters)}). If they are right, compare the code with FL = −α_t (1 − p_t)^γ log p_t.`,
  },
  'gradient-disagrees': {
    title: 'The gradient is not that of this focal loss',
    seen: ({ gradient, parameters, cosine }: GradientFacts) =>
      cosine === null
        ? `${arrayText(gradient)} is zero everywhere.`
        : `The cosine between ${arrayText(gradient)} and dFL/dx with ${parametersText(parameters)} is ${numberText(cosine)}; 1 is agreement, whatever the reduction.`,
    means:
      'The loss that made it has another formula or other parameters: α on the other class, p instead of p_t, a detached modulating factor, or gradients that were clipped.',
    fix: 'Set α and γ to those of the training. If they are right, compare the code with dFL/dx = (2y − 1) α_t (1 − p_t)^γ (γ p_t log p_t + p_t − 1).',
  },
  'cross-check-disagrees': {
    title: 'Another computation gives another loss',
    seen: ({ by, what, index, formula, other }: CrossCheckFacts) =>
      `The ${what} at ${indexText(index)} is ${numberText(formula)} here and ${numberText(other)} by ${by === 'finiteDifferences' ? 'finite differences' : by}.`,
    means:
      'The difference is larger than the rounding of the arithmetic. One of both computations is wrong there, so the numbers of this report may be wrong as well.',
    fix: 'Compare the logits and targets at this index with a computation by hand, and report the difference with both numbers.',
  },
};

export interface Parameters {
  alpha: Alpha;
  gamma: number;
}

/** One number for all the logits (null where it is not finite), or one for each term of the loss. */
export type GivenLoss =
  | { kind: 'single'; value: number | null }
  | {
      kind: 'elementwise';
      different: number;
      compared: number;
      largestDifference: number;
      /** The given value as text, for JSON knows no NaN. */
      first: { index: Index; given: string; expected: number } | null;
    };

export interface LossDisagreesFacts {
  loss: NamedArray;
  parameters: Parameters;
  given: GivenLoss;
  /** The formula that the given losses follow, the reduced loss that a single one equals, or what was found by trying. */
  explained:
    | { variant: TermVariantId }
    | { loss: LossKey; reduction: SingleReduction }
    | { named: ExplanationFacts }
    | null;
}

interface GradientFacts {
  gradient: NamedArray;
  parameters: Parameters;
  /** Null for a gradient of zeros. */
  cosine: number | null;
}

interface CrossCheckFacts {
  /** The engine with its version, or finite differences. */
  by: string;
  what: 'loss' | 'gradient';
  index: Index;
  formula: number | null;
  other: number | null;
}

function parametersText({ alpha, gamma }: Parameters): string {
  return `α = ${alphaText(alpha)}, γ = ${gamma}`;
}

function givenText(loss: NamedArray, parameters: Parameters, given: GivenLoss): string {
  if (given.kind === 'single') {
    return given.value === null
      ? `${arrayText(loss)} is NaN or infinite.`
      : `${arrayText(loss)} is ${numberText(given.value)}. This is neither the sum of the focal loss with ${parametersText(parameters)} nor its mean over positives, over all elements or over valid elements.`;
  }
  const { different, compared, first, largestDifference } = given;
  const place =
    first === null
      ? ''
      : `, the first at ${indexText(first.index)}: ${numeralText(first.given)} where it is ${numberText(first.expected)}`;
  return `${countText(different)} of ${countText(compared)} losses in ${arrayText(loss)} differ from the focal loss with ${parametersText(parameters)}${place}. The largest difference is ${numberText(largestDifference)}.`;
}

function explainedText(explained: NonNullable<LossDisagreesFacts['explained']>): string {
  if ('named' in explained) {
    return `: ${explanationTitle({ explanations }, explained.named)}`;
  }
  return ` ${'variant' in explained ? losses.variants[explained.variant] : losses.reduced(explained)}`;
}
