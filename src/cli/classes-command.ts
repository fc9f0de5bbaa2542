import { FEW_BELOW, MANY_ABOVE } from '../check/derive/class-rows';
import { classCell, classColumns, frequencyGroups, sortedClasses } from '../check/render/class-cells';
import type { Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import { classLabel } from '../check/report/class-label';
import type { Report } from '../check/report/report';
import type { NamedClasses } from '../labels/named-classes';
import type { Messages } from '../messages/messages';
import { type ClassesAnswer, classes } from '../services/classes';
import { answerOutcome } from './answer-outcome';
import { classNamesFor } from './class-names';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { reportOfWords } from './report-of-words';
import { splitWords } from './split-words';

const OPTIONS = { names: { type: 'string' } } as const;

/** `focal-loss classes`: each class of tensors or of a report. Exit code 1 where there are none. */
export async function runClasses(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { own, others } = splitWords(words, Object.keys(OPTIONS));
  const { values } = parseWords(own, OPTIONS);
  const { report, json } = await reportOfWords(others, messages, { allClassScores: true });
  const named = await classNamesFor(report, values.names);
  const answer = await classes.run({}, { report, named });
  const text = (style: Style) => classesText(answer, report, named, messages, style);
  const exitCode = answer.found === null ? 1 : 0;
  return answerOutcome({ report, document: answer, text, json, exitCode }, messages);
}

function classesText(
  { found }: ClassesAnswer,
  report: Report,
  named: NamedClasses | null,
  messages: Messages,
  style: Style,
): string {
  const says = messages.classes;
  if (found === null) {
    return `${says.none}\n`;
  }
  const { interpretation } = report;
  const rows = sortedClasses(found.classes, 'averagePrecision', 'ascending');
  const columns = classColumns(interpretation);
  const nameOf = (index: number) => named?.names[index] ?? classLabel(messages, interpretation, index);
  const table = tableLines(
    {
      header: [says.header.class, ...columns.map((column) => says.header[column])],
      rows: rows.map((row) => [
        nameOf(row.index),
        ...columns.map((column) => classCell(row, column, messages, nameOf)),
      ]),
    },
    style.columns,
  );
  const positives = rows.reduce((sum, { count }) => sum + count, 0);
  return [
    style.heading(says.title),
    says.summary({ classes: interpretation.classes ?? rows.length, positives }),
    ...frequencyGroups(rows).map(({ frequency, ...group }) =>
      says.frequency({ name: says.frequencies[frequency], ...group }),
    ),
    says.frequencyLimits({ many: MANY_ABOVE, few: FEW_BELOW }),
    ...(found.labelsPerRow === null ? [] : [says.labelsPerRow(found.labelsPerRow)]),
    ...namesLines(named, interpretation.classes ?? 0, messages),
    '',
    ...table,
    '',
    found.rows === found.ofRows ? says.allRows(found) : says.sampled(found),
    ...(interpretation.link === 'softmax' ? [says.oneAgainstRest] : []),
    says.how,
    '',
  ].join('\n');
}

function namesLines(named: NamedClasses | null, count: number, { classes: says }: Messages): string[] {
  if (named === null) {
    return [];
  }
  const { file, names } = named;
  return [
    names.length === count
      ? says.named({ file })
      : says.misnamed({ file, names: names.length, classes: count }),
  ];
}
