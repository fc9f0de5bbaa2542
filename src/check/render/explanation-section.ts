import { exactNumberText, numberText } from '../../format/number-text';
import { explanationFix, explanationTitle, mistakeText } from '../../messages/explanation';
import type { Messages } from '../../messages/messages';
import { type OwnLoss, ownLosses } from '../explain/own-losses';
import type { Explanation, PrintedLoss } from '../report/explanation';
import type { Report } from '../report/report';
import type { TriedLoss } from '../report/tried-loss';
import type { Section, Table } from './section';

/** Most losses with the same value that are named. */
const MOST_SAME = 3;
/** Most parameters that are named as hints. */
const MOST_HINTS = 2;
/** Most losses of a table. */
const LISTED = 5;

/** The answer about a loss value, in parts that the panel lays out. */
interface ExplanationParts {
  /** The losses of the code that give the value. */
  readonly own: readonly { readonly loss: TriedLoss; readonly text: string }[];
  readonly answer: readonly string[];
  readonly table: Table;
}

/** The section on the losses that explain the value that the training printed. */
export function explanationSection(report: Report, printed: PrintedLoss, messages: Messages): Section {
  const says = messages.explanations;
  const { own, answer, table } = explanationParts(report, printed, messages);
  const [first] = report.explanations;
  return {
    title: says.section({ text: printed.text }),
    paragraphs: [
      ...own.map((each) => each.text),
      ...(own.length > 0 ? [] : noOwnText(report, printed, messages)),
      ...answer,
      ...(first === undefined ? [] : [`${says.code} ${first.code.replaceAll('\n', '; ')}`]),
      ...(printed.isComplete ? [] : [says.incomplete]),
    ],
    table,
  };
}

/** The sentences on a loss value without the code, and the table of losses. */
export function explanationParts(report: Report, printed: PrintedLoss, messages: Messages): ExplanationParts {
  const says = messages.explanations;
  const { text, digits, tried, agreeing, possible, nearest } = printed;
  const { explanations } = report;
  const own = ownLosses(report, printed).map((each) => ({
    loss: each.loss,
    text: ownText(each, report, text, messages),
  }));
  const [first] = explanations;
  if (first !== undefined) {
    const [alike] = groupsOf(explanations);
    const same = alike?.slice(1, 1 + MOST_SAME) ?? [];
    return {
      own,
      answer: [
        says.is({ text, title: titleOf(first, messages) }),
        ...(same.length === 0
          ? []
          : [says.sameValue({ titles: same.map((each) => titleOf(each, messages)) })]),
        `${says.mend} ${fixOf(first, messages)}`,
        ...(agreeing > 1 ? [says.others({ others: agreeing - 1 })] : []),
      ],
      table: tableOf(explanations, messages),
    };
  }
  return possible.length > 0
    ? {
        own,
        answer: [says.chance({ possible: agreeing, digits, tried })],
        table: tableOf(possible, messages),
      }
    : {
        own,
        answer: [says.nothing({ text, tried }), ...hintsOf(printed, messages)],
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

/** Losses that are one number on the data differ by less. */
const SAME = 1e-9;

/** Losses with the same value on the data, in the order of the first of each. */
function groupsOf(listed: readonly Explanation[]): Explanation[][] {
  const groups: Explanation[][] = [];
  for (const each of listed) {
    const group = groups.find(([first]) => first !== undefined && isSameValue(first, each));
    if (group === undefined) {
      groups.push([each]);
    } else {
      group.push(each);
    }
  }
  return groups;
}

function isSameValue({ value }: Explanation, other: Explanation): boolean {
  return Math.abs(value - other.value) <= SAME * Math.abs(value);
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
  return exactNumberText(Number(value.toPrecision(DIGITS)));
}

/** One row for losses with the same value. */
function tableOf(listed: readonly Explanation[], messages: Messages): Table {
  const { header, alike } = messages.explanations;
  return {
    header: [header.loss, header.value],
    rows: groupsOf(listed)
      .slice(0, LISTED)
      .flatMap(([first, ...others]) =>
        first === undefined
          ? []
          : [[alike({ title: titleOf(first, messages), others: others.length }), valueText(first.value)]],
      ),
  };
}

/** Says that a loss of the code gives the value, with which settings, and what is wrong with it. */
function ownText(
  { loss, settings, reduction }: OwnLoss,
  { explanations: [first] }: Report,
  text: string,
  messages: Messages,
): string {
  const { evaluation: says, explanations } = messages;
  const mistake =
    loss.variant === null ? null : mistakeText(messages, loss.variant, loss.variant === first?.id);
  return messages.paragraph([
    explanations.ownCode({ name: loss.name, place: says.place(loss), text, reduction }),
    says.withSettings(settings),
    ...(mistake === null ? [] : [mistake]),
  ]);
}

/** Says that none of the losses gives the value, where they were asked for. */
function noOwnText({ triedLosses }: Report, { text }: PrintedLoss, messages: Messages): string[] {
  const run = triedLosses?.filter(({ runs }) => runs.length > 0);
  return run === undefined ? [] : [messages.explanations.noOwnCode({ losses: run.length, text })];
}
