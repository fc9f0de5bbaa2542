import type { ExplanationFacts } from '../check/report/explanation';
import { exactNumberText } from '../format/number-text';
import type { Variant } from '../loss/variants/variant';
import { VARIANTS } from '../loss/variants/variants';
import type { explanations } from './en/explanations';
import { type Sentence, said, type Translated } from './sentence';

/** Explanations of a loss value as sentences. */
interface Said {
  readonly explanations: Translated<typeof explanations>;
}

interface SaidInParagraphs extends Said {
  readonly paragraph: (sentences: readonly string[]) => string;
}

/** Ids of losses that say what α or γ is. */
const SAY_WEIGHTS =
  /^(crossEntropy|focalWithoutAlpha|alpha-on-negatives|alpha-positives-only|alpha-negatives-only|alpha-twice|background-left-out)$/;

/** Most libraries in a title. */
const MOST_LIBRARIES = 2;

/** The name of a loss without its parameters. */
export function explanationName({ explanations: says }: Said, { id }: Pick<ExplanationFacts, 'id'>): string {
  const { key, number } = nameOf(id);
  const losses: Readonly<Record<string, Sentence>> = says.losses;
  return said(losses[key] ?? id, { number });
}

/** The loss, its parameters and its reduction in one line. */
export function explanationTitle(messages: Said, facts: ExplanationFacts): string {
  const { explanations: says } = messages;
  const { id, gamma, role, alpha, reduction, batch, factor, arithmetic, libraries = [] } = facts;
  const { quantity = 'loss', scale } = facts;
  const isGammaSaid = id === 'crossEntropy' || id === 'alphaBalancedCrossEntropy';
  const weights = SAY_WEIGHTS.test(id) ? '' : says.weights[role];
  return says.title({
    loss: explanationName(messages, facts),
    parameters: [
      [alpha === null ? '' : `α = ${exactNumberText(alpha)}`, weights]
        .filter((part) => part !== '')
        .join(' '),
      isGammaSaid ? '' : `γ = ${exactNumberText(gamma)}`,
    ].filter((part) => part !== ''),
    reduced: [
      ...(quantity === 'loss' ? [] : [says.quantities[quantity]]),
      says.reductions[reduction],
      ...(batch === null ? [] : [says.batch({ size: batch })]),
      ...(factor === null ? [] : [said(says.factors[factor.id], factor)]),
      ...(scale === undefined ? [] : [says.scale({ scale })]),
      ...(arithmetic === undefined ? [] : [says.arithmetic({ type: arithmetic })]),
    ],
    libraries: libraries.slice(0, MOST_LIBRARIES),
  });
}

/** The remedy for a loss. */
export function explanationFix(
  { explanations: says, paragraph }: SaidInParagraphs,
  facts: ExplanationFacts,
): string {
  const { id, factor, gamma, alpha, role, arithmetic, hasParametersOfReport } = facts;
  const variant = variantOf(id);
  const mends: Readonly<Record<string, string>> = says.mends;
  const mend = variant === undefined ? id : variant.kind === 'mistake' ? variant.mend : null;
  const ofLoss = mend === null ? undefined : mends[mend];
  const convention = hasParametersOfReport === true ? says.ofReport : says.convention({ alpha, gamma });
  const isByCounts = alpha === null && role !== 'off' && role !== 'perClass';
  return paragraph([
    ofLoss ?? (isByCounts ? says.weighedByCounts : convention),
    ...(arithmetic === undefined ? [] : [says.widen({ type: arithmetic })]),
    ...(factor === null ? [] : [says.factor({ factor: said(says.factors[factor.id], factor) })]),
  ]);
}

/**
 * The mistake of a loss of the code; null where it has none.
 * @param isMendSaid true where the mend stands elsewhere
 */
export function mistakeText(messages: Said, id: string, isMendSaid: boolean): string | null {
  const { explanations: says } = messages;
  const variant = variantOf(id);
  const mends: Readonly<Record<string, string>> = says.mends;
  const mend = variant?.kind === 'mistake' && variant.mend !== null ? mends[variant.mend] : undefined;
  return mend === undefined
    ? null
    : says.ownMistake({ loss: explanationName(messages, { id }), mend: isMendSaid ? '' : mend });
}

/** The name of a loss and its number: `clamp-1e-7` is a clamp with 1e-7. */
function nameOf(id: string): { readonly key: string; readonly number: string } {
  const family = variantOf(id)?.mend ?? id;
  return { key: family, number: id.startsWith(`${family}-`) ? id.slice(family.length + 1) : '' };
}

function variantOf(id: string): Variant | undefined {
  const variants: readonly Variant[] = VARIANTS;
  return variants.find((each) => each.id === id);
}
