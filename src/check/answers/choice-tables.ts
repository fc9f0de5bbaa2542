import type { Messages } from '../../messages/messages';
import type { BinaryChoice, Choice } from '../derive/choice';
import type { GradientBalance } from '../derive/gradient-balance';
import type { AnswerTable } from './answer-card';

/** The α that is balanced at each γ: on the logits of a report, where there is one, and at the start. */
export function balanceTable(
  binary: BinaryChoice,
  balance: GradientBalance | null,
  { answers: { choose: says } }: Messages,
): AnswerTable {
  const { gamma, onLogits, atPrior } = says.lineHeader;
  const number = (label: string) => ({ label, holds: 'number' as const });
  return {
    id: 'balance',
    caption: says.line,
    ...(balance === null
      ? {
          columns: [number(gamma), number(atPrior)],
          rows: binary.line.map((point) => [point.gamma, point.atPrior]),
        }
      : {
          columns: [number(gamma), number(onLogits), number(atPrior)],
          rows: balance.line.map((point) => [point.gamma, point.balancedAlpha, point.atPrior]),
        }),
  };
}

/** The weights of the classes by each rule; none where a class has no examples. */
export function classTable({ classes, beta }: Choice, { answers: { choose: says } }: Messages): AnswerTable {
  const { name, count, inverse, inverseRoot, effectiveNumber } = says.classHeader;
  const areLabels = classes.some(({ positiveWeight }) => positiveWeight !== null);
  return {
    id: 'class-weights',
    caption: says.classesTitle({ beta }),
    columns: [
      { label: name, holds: 'text' },
      { label: count, holds: 'count' },
      { label: inverse, holds: 'number' },
      { label: inverseRoot, holds: 'number' },
      { label: effectiveNumber, holds: 'number' },
      ...(areLabels ? [{ label: 'pos_weight', holds: 'number' as const }] : []),
    ],
    rows: classes.map(({ name: label, count: examples, weights, positiveWeight }) => [
      label,
      examples,
      weights?.inverse ?? null,
      weights?.inverseRoot ?? null,
      weights?.effectiveNumber ?? null,
      ...(areLabels ? [positiveWeight] : []),
    ]),
  };
}
