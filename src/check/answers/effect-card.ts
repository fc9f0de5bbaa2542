import { percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { type LossEffect, lossEffectOf } from '../derive/loss-effect';
import { measuredTaskOf } from '../derive/measured-task';
import type { Figure, MarkColor } from '../figures/figure';
import type { Report } from '../report/report';
import type { AnswerCard } from './answer-card';
import { effectTable, lossName } from './effect-table';

/** The card that says what focal loss changes on the logits of a report. */
export function effectCard(report: Report, messages: Messages): AnswerCard {
  const { effect: says } = messages.answers;
  const effect = lossEffectOf(report);
  if (effect === null) {
    return { id: 'effect', title: says.cardTitle, lead: says.none, details: null };
  }
  const task = measuredTaskOf(report);
  const { easyNegatives, crossEntropy, own, gradientRatio, lossWeight, roomForGamma, rows } = effect;
  const easy = says.easyNegatives({
    elements: easyNegatives,
    crossEntropy: crossEntropy.easyNegativeShare,
    own: own.easyNegativeShare,
  });
  return {
    id: 'effect',
    title: says.cardTitle,
    lead: messages.paragraph([easy, says.room[roomForGamma]]),
    details: () => ({
      sentences: [
        says.ratio({ ratio: gradientRatio, weight: lossWeight }),
        says.limits,
        ...(task === null ? [] : [says.measured[task]]),
      ],
      tables: [effectTable(rows, messages)],
      figures: [sharesFigure(effect, messages)],
      copies: [
        {
          label: 'loss_weight',
          code: `loss_weight=${Number(lossWeight.toPrecision(4))}`,
          isInsertable: true,
        },
        { label: 'JSON', code: `${JSON.stringify(effect, null, 2)}\n` },
      ],
    }),
  };
}

/** The parts of the positives and of the easy negatives in the gradient of each loss. */
function sharesFigure({ rows }: LossEffect, { answers: { effect: says } }: Messages): Figure {
  const { header } = says;
  const parts = [
    { label: header.positives, color: 'positives', of: 'positiveShare' },
    { label: header.easyNegatives, color: 'negatives', of: 'easyNegativeShare' },
  ] as const satisfies readonly { label: string; color: MarkColor; of: keyof LossEffect['own'] }[];
  return {
    id: 'gradient-shares',
    title: says.figure.title,
    caption: says.figure.caption,
    legend: parts.map(({ label, color }) => ({ label, color })),
    drawing: {
      kind: 'bars',
      axis: { label: says.figure.share, domain: [0, 1], scale: 'linear', shows: 'share' },
      groups: rows.map((row) => {
        const name = lossName(row.loss);
        return {
          label: name,
          bars: parts.map(({ label, color, of }) => {
            const text = percentText(row[of]);
            return {
              value: row[of],
              color,
              text,
              title: says.figure.bar({ loss: name, part: label, share: text }),
            };
          }),
        };
      }),
    },
    table: {
      columns: [
        { label: header.loss, holds: 'text' },
        ...parts.map(({ label }) => ({ label, holds: 'share' as const })),
      ],
      rows: rows.map((row) => [lossName(row.loss), ...parts.map(({ of }) => row[of])]),
    },
  };
}
