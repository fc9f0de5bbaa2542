import { numberText } from '../../format/number-text';
import { kindOf } from '../../loss/kinds/kinds';
import type { Messages } from '../../messages/messages';
import type { LossRow } from '../derive/loss-effect';
import type { AnswerTable } from './answer-card';

/** Losses on the same logits, in the order in which they are given: their values cannot be ranked. */
export function effectTable(rows: readonly LossRow[], { answers: { effect: says } }: Messages): AnswerTable {
  const { header } = says;
  return {
    id: 'effect',
    caption: says.title,
    columns: [
      { label: header.loss, holds: 'text' },
      { label: header.value, holds: 'number' },
      { label: header.gradient, holds: 'number' },
      { label: header.positives, holds: 'share' },
      { label: header.hardest, holds: 'share' },
      { label: header.easyNegatives, holds: 'share' },
    ],
    rows: rows.map((row) => [
      lossName(row.loss),
      row.value,
      row.gradient,
      row.positiveShare,
      row.hardestShare,
      row.easyNegativeShare,
    ]),
  };
}

/** A loss with those of its parameters that are on: FL, γ = 2, α = 0.25. */
export function lossName(loss: LossRow['loss']): string {
  const { shortName, parameters } = kindOf(loss.kind);
  const values = parameters.flatMap(({ name, symbol }) => {
    const value = loss[name];
    return value === undefined || value === null ? [] : [`${symbol} = ${numberText(value)}`];
  });
  return [shortName, ...values].join(', ');
}
