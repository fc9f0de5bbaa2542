import type { Messages } from '../../messages/messages';
import type { BinaryChoice, Choice } from '../derive/choice';
import type { AnswerCard, AnswerCopy, AnswerDetails } from './answer-card';
import { balanceFigure, PAPER_PAIRS } from './balance-figure';
import { balanceTable, classTable } from './choice-tables';

/** The rules by which classes are weighed. */
export const WEIGHT_RULES = ['inverse', 'inverseRoot', 'effectiveNumber'] as const;
export type WeightRule = (typeof WEIGHT_RULES)[number];

/** γ of the pairs of α and γ that are worth trying. */
const TRIED = [0, 0.5, 1, 2, 5];
/** α that weighs both sides the same, as no α does. */
const BOTH_THE_SAME = 0.5;
/** α and weights for code have so many digits. */
const DIGITS = 3;

/** The card that says which α, γ and class weights to begin with. @param rule of the class weights to copy */
export function choiceCard(choice: Choice, rule: WeightRule, messages: Messages): AnswerCard {
  const { choose: says } = messages.answers;
  return {
    id: 'choose',
    title: says.cardTitle,
    lead: choiceLead(choice, messages),
    details: () => detailsOf(choice, rule, messages),
  };
}

/** The answer in a sentence or two. */
export function choiceLead({ binary, balance, classes, emptyClasses }: Choice, messages: Messages): string {
  const { choose: says } = messages.answers;
  if (binary === null && emptyClasses.length > 0) {
    return says.empty({ names: emptyClasses });
  }
  if (binary === null) {
    const counts = classes.map(({ count }) => count);
    return says.classes({ classes: counts.length, least: Math.min(...counts), most: Math.max(...counts) });
  }
  const { positiveClass, positives, negatives, alphaFromCounts, positiveWeight } = binary;
  const counted = says.positives({ positiveClass, positives, all: positives + negatives });
  return balance === null
    ? messages.paragraph([
        counted,
        says.counts({ alpha: alphaFromCounts, positiveWeight }),
        says.withoutLogits,
      ])
    : messages.paragraph([counted, ...balanceTexts(balance, messages)]);
}

/** The shares of the gradient that the logits show, and the advice that follows from them. */
export function balanceTexts(balance: NonNullable<Choice['balance']>, { answers }: Messages): string[] {
  const { alpha, gamma, positiveShare: share, balancedAlpha: balanced, advice } = balance;
  return [answers.choose.balance({ alpha, gamma, share, balanced }), answers.choose.advice[advice]];
}

function detailsOf(choice: Choice, rule: WeightRule, messages: Messages): AnswerDetails {
  const { choose: says } = messages.answers;
  const { binary, balance, beta, isBetaTooSmall, classes, emptyClasses, ignored } = choice;
  const hasWeights = classes.length > 1 && classes.every(({ weights }) => weights !== null);
  return {
    sentences: [
      ...(binary === null || balance === null
        ? []
        : [says.counts({ alpha: binary.alphaFromCounts, positiveWeight: binary.positiveWeight })]),
      ...(binary === null ? [] : [says.bias(binary.bias), says.limits]),
      says.once,
      ...(binary !== null && emptyClasses.length > 0 ? [says.empty({ names: emptyClasses })] : []),
      ...(isBetaTooSmall ? [says.betaTooSmall({ beta })] : []),
      ...(ignored > 0 ? [says.ignored({ count: ignored })] : []),
    ],
    tables: [
      ...(binary === null ? [] : [balanceTable(binary, balance, messages)]),
      ...(hasWeights ? [classTable(choice, messages)] : []),
    ],
    figures: binary === null ? [] : [balanceFigure(choice, binary, messages)],
    copies: [
      ...(binary === null ? [] : binaryCopies(choice, binary)),
      ...(hasWeights ? weightCopies(choice, rule) : []),
    ],
  };
}

function binaryCopies(
  { alpha: own, gamma, balance, classes }: Choice,
  { positiveWeight }: BinaryChoice,
): AnswerCopy[] {
  const alpha = balance === null ? (own ?? BOTH_THE_SAME) : inCode(balance.balancedAlpha);
  // Without logits the paper's pairs are the best that is known.
  const known =
    balance?.line.map((point) => ({ gamma: point.gamma, alpha: point.balancedAlpha })) ?? PAPER_PAIRS;
  const pairs = known
    .filter((pair) => TRIED.includes(pair.gamma))
    .map((pair) => `{"alpha": ${inCode(pair.alpha)}, "gamma": ${pair.gamma}}`);
  const ofLabels = weightsOfLabels(classes);
  return [
    { label: 'alpha=', code: `alpha=${alpha}`, isInsertable: true },
    {
      label: 'pos_weight=',
      code: `pos_weight=torch.tensor(${ofLabels ?? inCode(positiveWeight)})`,
      isInsertable: true,
    },
    { label: 'scale_pos_weight=', code: `scale_pos_weight=${inCode(positiveWeight)}`, isInsertable: true },
    {
      label: 'MMDetection',
      code: `loss_cls=dict(type='FocalLoss', use_sigmoid=True, gamma=${gamma}, alpha=${alpha}, loss_weight=1.0)`,
      isInsertable: true,
    },
    { label: 'YAML', code: `alpha: ${alpha}\ngamma: ${gamma}\n`, isInsertable: true },
    { label: '(α, γ) × 5', code: `[${pairs.join(', ')}]\n`, isInsertable: true },
  ];
}

/** A pos_weight a label, as a list; null where a class has none. */
function weightsOfLabels(classes: Choice['classes']): string | null {
  const weights = classes.flatMap(({ positiveWeight }) => positiveWeight ?? []);
  return weights.length === 0 || weights.length < classes.length
    ? null
    : `[${weights.map(inCode).join(', ')}]`;
}

function weightCopies({ classes }: Choice, rule: WeightRule): AnswerCopy[] {
  const weights = classes.map((one) => inCode(one.weights?.[rule] ?? Number.NaN));
  const named = weights.map((weight, index) => `${index}: ${weight}`);
  return [
    { label: 'weight=', code: `weight=torch.tensor([${weights.join(', ')}])`, isInsertable: true },
    { label: 'class_weight=', code: `class_weight={${named.join(', ')}}`, isInsertable: true },
  ];
}

function inCode(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
