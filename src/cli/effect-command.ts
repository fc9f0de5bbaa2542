import type { LossRow } from '../check/derive/loss-effect';
import { fitted, type Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import { numberText, percentText } from '../format/number-text';
import { kindOf } from '../loss/kinds/kinds';
import type { Messages } from '../messages/messages';
import { type EffectAnswer, effect } from '../services/effect';
import { type Outcome, outputStyle } from './output';
import { reportOfWords } from './report-of-words';

/** `focal-loss effect`: what focal loss changes on the logits of tensors or of a report. */
export async function runEffect(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { report, json } = await reportOfWords(words, messages);
  const answer = await effect.run({}, { report });
  const style = outputStyle();
  return {
    output: json
      ? `${JSON.stringify(answer, null, 2)}\n`
      : fitted(effectText(answer, messages, style), style),
    exitCode: answer.effect === null ? 1 : 0,
  };
}

function effectText({ effect: found }: EffectAnswer, messages: Messages, style: Style): string {
  const says = messages.answers.effect;
  if (found === null) {
    return `${says.none}\n`;
  }
  const { easyNegatives, crossEntropy, own, gradientRatio, lossWeight, roomForGamma, rows } = found;
  const { header } = says;
  const table = tableLines(
    {
      header: [
        header.loss,
        header.value,
        header.gradient,
        header.positives,
        header.hardest,
        header.easyNegatives,
      ],
      rows: rows.map((row) => [
        lossName(row.loss),
        numberText(row.value),
        numberText(row.gradient),
        percentText(row.positiveShare),
        percentText(row.hardestShare),
        percentText(row.easyNegativeShare),
      ]),
    },
    style.columns,
  );
  return [
    says.easyNegatives({
      elements: easyNegatives,
      crossEntropy: crossEntropy.easyNegativeShare,
      own: own.easyNegativeShare,
    }),
    says.room[roomForGamma],
    says.ratio({ ratio: gradientRatio, weight: lossWeight }),
    '',
    style.heading(says.title),
    ...table,
    '',
  ].join('\n');
}

/** A loss with those of its parameters that are on: FL, γ = 2, α = 0.25. */
function lossName(loss: LossRow['loss']): string {
  const { shortName, parameters } = kindOf(loss.kind);
  const values = parameters.flatMap(({ name, symbol }) => {
    const value = loss[name];
    return value === undefined || value === null ? [] : [`${symbol} = ${numberText(value)}`];
  });
  return [shortName, ...values].join(', ');
}
