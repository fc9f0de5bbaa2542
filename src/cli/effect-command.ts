import { effectTable } from '../check/answers/effect-table';
import type { Style } from '../check/render/text';
import type { Messages } from '../messages/messages';
import { type EffectAnswer, effect } from '../services/effect';
import { answerOutcome } from './answer-outcome';
import { answerTableLines } from './answer-table-lines';
import type { Outcome } from './output';
import { reportOfWords } from './report-of-words';

/** `focal-loss effect`: what focal loss changes on the logits of tensors or of a report. */
export async function runEffect(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { report, json } = await reportOfWords(words, messages);
  const answer = await effect.run({}, { report });
  const text = (style: Style) => effectText(answer, messages, style);
  const exitCode = answer.effect === null ? 1 : 0;
  return answerOutcome({ report, document: answer, text, json, exitCode }, messages);
}

function effectText({ effect: found, measuredTask }: EffectAnswer, messages: Messages, style: Style): string {
  const says = messages.answers.effect;
  if (found === null) {
    return `${says.none}\n`;
  }
  const { easyNegatives, crossEntropy, own, gradientRatio, lossWeight, roomForGamma, rows } = found;
  return [
    says.easyNegatives({
      elements: easyNegatives,
      crossEntropy: crossEntropy.easyNegativeShare,
      own: own.easyNegativeShare,
    }),
    says.room[roomForGamma],
    says.ratio({ ratio: gradientRatio, weight: lossWeight }),
    '',
    ...answerTableLines(effectTable(rows, messages), messages, style),
    '',
    says.limits,
    ...(measuredTask === null ? [] : [says.measured[measuredTask]]),
    '',
  ].join('\n');
}
