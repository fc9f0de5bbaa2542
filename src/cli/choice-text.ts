import { balanceTexts, choiceLead } from '../check/answers/choice-card';
import { balanceTable, classTable } from '../check/answers/choice-tables';
import type { Choice } from '../check/derive/choice';
import type { Style } from '../check/render/text';
import type { Messages } from '../messages/messages';
import { answerTableLines } from './answer-table-lines';

/** A choice of α, γ and class weights for a terminal. */
export function choiceText(choice: Choice, messages: Messages, style: Style): string {
  const says = messages.answers.choose;
  const parts = [
    ...summaryLines(choice, messages),
    ...(choice.classes.length > 2 || choice.emptyClasses.length > 0
      ? classLines(choice, messages, style)
      : []),
    ...(choice.ignored > 0 ? [says.ignored({ count: choice.ignored })] : []),
    ...lineLines(choice, messages, style),
    says.once,
  ];
  return `${parts.join('\n')}\n`;
}

function summaryLines(choice: Choice, messages: Messages): string[] {
  const { choose: says } = messages.answers;
  const { balance, binary } = choice;
  if (binary === null) {
    return [choiceLead(choice, messages), ''];
  }
  const { positiveClass, positives, negatives, alphaFromCounts, positiveWeight, bias } = binary;
  return [
    says.positives({ positiveClass, positives, all: positives + negatives }),
    ...(balance === null ? [] : balanceTexts(balance, messages)),
    says.counts({ alpha: alphaFromCounts, positiveWeight }),
    says.bias(bias),
    '',
  ];
}

function lineLines({ balance, binary }: Choice, messages: Messages, style: Style): string[] {
  const { choose: says } = messages.answers;
  if (binary === null) {
    return [];
  }
  const table = balanceTable(binary, balance, messages);
  return [...answerTableLines(table, messages, style), '', says.limits];
}

function classLines(choice: Choice, messages: Messages, style: Style): string[] {
  const { choose: says } = messages.answers;
  const { beta, binary, isBetaTooSmall, emptyClasses } = choice;
  return [
    ...(emptyClasses.length > 0
      ? []
      : [...answerTableLines(classTable(choice, messages), messages, style), '']),
    ...(isBetaTooSmall ? [says.betaTooSmall({ beta })] : []),
    ...(binary !== null && emptyClasses.length > 0 ? [says.empty({ names: emptyClasses })] : []),
  ];
}
