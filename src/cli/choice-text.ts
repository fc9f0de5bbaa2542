import type { Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import { countText } from '../format/count-text';
import { numberText } from '../format/number-text';
import type { Messages } from '../messages/messages';
import type { Choice } from '../services/choose';

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

function summaryLines({ balance, binary }: Choice, { answers: { choose: says } }: Messages): string[] {
  if (binary === null) {
    return [];
  }
  const { positiveClass, positives, negatives, alphaFromCounts, positiveWeight, bias } = binary;
  return [
    says.positives({ positiveClass, positives, all: positives + negatives }),
    ...(balance === null
      ? []
      : [
          says.balance({
            alpha: balance.alpha,
            gamma: balance.gamma,
            share: balance.positiveShare,
            balanced: balance.balancedAlpha,
          }),
          says.advice[balance.advice],
        ]),
    says.counts({ alpha: alphaFromCounts, positiveWeight }),
    says.bias(bias),
    '',
  ];
}

function lineLines(
  { balance, binary }: Choice,
  { answers: { choose: says } }: Messages,
  style: Style,
): string[] {
  if (binary === null) {
    return [];
  }
  const { gamma, onLogits, atPrior } = says.lineHeader;
  const table =
    balance === null
      ? {
          header: [gamma, atPrior],
          rows: binary.line.map((point) => [numberText(point.gamma), numberText(point.atPrior)]),
        }
      : {
          header: [gamma, onLogits, atPrior],
          rows: balance.line.map((point) => [
            numberText(point.gamma),
            numberText(point.balancedAlpha),
            numberText(point.atPrior),
          ]),
        };
  return [style.heading(says.line), ...tableLines(table, style.columns), '', says.limits];
}

function classLines(choice: Choice, { answers: { choose: says } }: Messages, style: Style): string[] {
  const { classes, beta, isBetaTooSmall, emptyClasses } = choice;
  const { name, count, inverse, inverseRoot, effectiveNumber } = says.classHeader;
  const table = tableLines(
    {
      header: [name, count, inverse, inverseRoot, effectiveNumber],
      rows: classes.map(({ name: label, count: examples, weights }) => [
        label,
        countText(examples),
        ...(weights === null
          ? ['', '', '']
          : [weights.inverse, weights.inverseRoot, weights.effectiveNumber].map(numberText)),
      ]),
    },
    style.columns,
  );
  return [
    style.heading(says.classesTitle({ beta })),
    ...table,
    '',
    ...(isBetaTooSmall ? [says.betaTooSmall({ beta })] : []),
    ...(emptyClasses.length > 0 ? [says.empty({ names: emptyClasses })] : []),
  ];
}
