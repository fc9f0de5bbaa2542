import { numberText } from '../../format/number-text';
import { explanationFix, explanationTitle } from '../../messages/explanation';
import type { Messages } from '../../messages/messages';
import type { Explanation, PrintedLoss } from '../report/explanation';
import type { Report } from '../report/report';
import type { Section } from './section';

/** Most parameters that are named as hints. */
const MOST_HINTS = 2;
/** Most losses of a table. */
const LISTED = 5;

/** What explains the loss value that the training printed. */
export function explanationSection(
  { explanations, code }: Report,
  printed: PrintedLoss,
  messages: Messages,
): Section {
  const says = messages.explanations;
  const { text, digits, tried, agreeing, possible, nearest, isComplete } = printed;
  const [first] = explanations;
  const own = ownCodeText(code, printed, messages);
  const more = isComplete ? [] : [says.incomplete];
  const title = says.section({ text });
  if (first !== undefined) {
    return {
      title,
      paragraphs: [
        ...own,
        says.is({ text, title: titleOf(first, messages) }),
        `${says.code} ${first.code.replaceAll('\n', '; ')}`,
        `${says.mend} ${fixOf(first, messages)}`,
        ...(agreeing > 1 ? [says.others({ others: agreeing - 1 })] : []),
        ...more,
      ],
      table: tableOf(explanations.slice(0, LISTED), messages),
    };
  }
  return possible.length > 0
    ? {
        title,
        paragraphs: [...own, says.chance({ possible: agreeing, digits, tried }), ...more],
        table: tableOf(possible.slice(0, LISTED), messages),
      }
    : {
        title,
        paragraphs: [...own, says.nothing({ text, tried }), ...hintsOf(printed, messages), ...more],
        table: {
          header: [says.header.loss, says.header.value, says.header.ratio],
          rows: nearest.map((each) => [
            titleOf(each, messages),
            valueText(each.value),
            numberText(each.ratio),
          ]),
        },
      };
}

/** The parameters that would give the value; the first of them for each reduction says enough. */
function hintsOf({ hints = [] }: PrintedLoss, { explanations: says }: Messages): string[] {
  return hints
    .slice(0, MOST_HINTS)
    .map(({ reduction, ...hint }) => says.hint({ ...hint, reduced: says.reductions[reduction] }));
}

/** A title in the language of the reader. */
export function titleOf({ title, facts }: Explanation, messages: Messages): string {
  return facts === undefined ? title : explanationTitle(messages, facts);
}

/** A remedy in the language of the reader. */
function fixOf({ fix, facts }: Explanation, messages: Messages): string {
  return facts === undefined ? fix : explanationFix(messages, facts);
}

/** Digits of a value beside a printed one. */
const DIGITS = 8;

function valueText(value: number): string {
  return String(Number(value.toPrecision(DIGITS))).replace('-', '−');
}

function tableOf(listed: readonly Explanation[], messages: Messages): Section['table'] & object {
  const { header } = messages.explanations;
  return {
    header: [header.loss, header.value],
    rows: listed.map((each) => [titleOf(each, messages), valueText(each.value)]),
  };
}

/** A relative difference that float32 makes. */
const ROUNDING = 1e-6;

/** Says that a loss of the code gives the value, where it was run and does. */
function ownCodeText(
  code: Report['code'],
  { text, value, digits }: PrintedLoss,
  messages: Messages,
): string[] {
  if (code?.outcome.kind !== 'computed' || code.outcome.value === null) {
    return [];
  }
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
  const isSame = Math.abs(code.outcome.value - value) <= unit / 2 + ROUNDING * Math.abs(value);
  const place = messages.evaluation.place(code);
  return isSame ? [messages.explanations.ownCode({ name: code.name, place, text })] : [];
}
