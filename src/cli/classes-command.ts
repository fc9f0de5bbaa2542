import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FEW_BELOW, MANY_ABOVE } from '../check/derive/class-rows';
import { classCell, classColumns, frequencyGroups, sortedClasses } from '../check/render/class-cells';
import type { Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import { classLabel } from '../check/report/class-label';
import type { Report } from '../check/report/report';
import { classNamesIn } from '../labels/class-names';
import { findClassNames, MOST_BYTES } from '../labels/find-class-names';
import type { NamedClasses } from '../labels/named-classes';
import type { Messages } from '../messages/messages';
import { type ClassesAnswer, classes } from '../services/classes';
import { TensorFileError } from '../tensor/tensor-file';
import { jsonOrText, type Outcome } from './output';
import { parseWords } from './parse-words';
import { reportOfWords } from './report-of-words';
import { splitWords } from './split-words';

const OPTIONS = { names: { type: 'string' } } as const;

/** `focal-loss classes`: each class of tensors or of a report. Exit code 1 where there are none. */
export async function runClasses(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { own, others } = splitWords(words, Object.keys(OPTIONS));
  const { values } = parseWords(own, OPTIONS);
  const { report, json } = await reportOfWords(others, messages, { allClassScores: true });
  const named = values.names === undefined ? await namesBeside(report) : await namesOf(values.names);
  const answer = await classes.run({}, { report, named });
  return {
    output: jsonOrText(json, answer, (style) => classesText(answer, report, named, messages, style)),
    exitCode: answer.found === null ? 1 : 0,
  };
}

async function namesOf(path: string): Promise<NamedClasses> {
  const names = await classNamesIn(path, await readFile(path, 'utf8'));
  if (names === null) {
    throw new TensorFileError(path, { id: 'class-names-none', facts: {} });
  }
  return { file: basename(path), names };
}

/** Looks beside the logits; a report that was made elsewhere has none beside it. */
async function namesBeside({ inputs, interpretation }: Report): Promise<NamedClasses | null> {
  const [logits] = inputs;
  if (logits === undefined) {
    return null;
  }
  const folder = dirname(logits.file);
  const host = {
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => !inputs.some(({ file }) => basename(file) === name))
        .map((name) => ({ name, file: join(folder, name) }));
    },
    textOf: async (file: string) => {
      const { size } = await stat(file);
      return size > MOST_BYTES ? null : readFile(file, 'utf8');
    },
  };
  return findClassNames(host, interpretation.classes ?? 0);
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
