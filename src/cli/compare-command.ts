import * as threads from 'node:worker_threads';
import { differenceRows, quantityText } from '../check/render/compared-quantity';
import type { Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import {
  type Comparison,
  compareReports,
  compareSeveral,
  quantityName,
  type SeveralReports,
} from '../check/report/compare-reports';
import type { Finding } from '../check/report/report';
import { numberText } from '../format/number-text';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import { reportedSentences } from '../messages/finding';
import type { Messages } from '../messages/messages';
import { reports } from '../services/reports';
import { baseName } from '../tensor/file-names';
import { READING_OPTIONS, readingOf } from './check-options';
import { documents, withTensorHost } from './host';
import { jsonOrText, type Outcome } from './output';
import { parseWords } from './parse-words';
import { resolveFiles } from './resolve-files';
import { isSavedReport } from './saved-report';
import { UsageError } from './usage-error';

/**
 * `focal-loss compare`: the differences between two reports, or the numbers of several side by side. A file that is no
 * saved report is checked.
 */
export async function runCompare(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { values, positionals: files } = parseWords(words, {
    ...READING_OPTIONS,
    json: { type: 'boolean', default: false },
  });
  if (files.length < 2) {
    throw new UsageError((says) => says.compareNeedsFiles);
  }
  const reading = readingOf(values);
  const isFixed = Object.keys({ ...reading.choices, ...reading.parameters }).length > 0;
  const runs = await Promise.all(
    files.map(async (file) => {
      if (!(await isSavedReport(file, { ifPipe: true }))) {
        return { ...(await resolveFiles({ paths: [file] })), ...reading };
      }
      if (isFixed) {
        throw new UsageError((says) => says.savedReportIsFixed({ file }));
      }
      return { report: file };
    }),
  );
  const engine = new KernelEngine({ workers: nodeWorkers(__dirname, threads) });
  const made = await withTensorHost(messages, (host) =>
    reports.run({ ...host, ...documents, engine }, { runs }),
  );
  const names = shortNames(files);
  const [before, after, ...more] = made;
  if (before === undefined || after === undefined || more.length > 0) {
    const several = compareSeveral(made);
    const text = (style: Style) => severalText(several, names, messages, style);
    return { output: jsonOrText(values.json, { files, ...several }, text), exitCode: 0 };
  }
  const comparison = compareReports(before, after);
  const text = (style: Style) => comparisonText(comparison, names, messages, style);
  return { output: jsonOrText(values.json, comparison, text), exitCode: 0 };
}

/** The files without their folders, if they differ. */
function shortNames(files: readonly string[]): readonly string[] {
  const names = files.map(baseName);
  return new Set(names).size === files.length ? names : files;
}

/** A column for each file; in a narrow terminal, a list of the files for each number. */
function severalText(
  { quantities, findings, sameParameters }: SeveralReports,
  files: readonly string[],
  messages: Messages,
  style: Style,
): string {
  const says = messages.report.comparison;
  const shown = quantities.filter(({ values }) => values.some((value) => value !== null));
  const table = tableLines(
    {
      header: ['', ...files],
      rows: [
        ...shown.map(({ quantity, values }) => [
          quantityName(quantity, messages),
          ...values.map((value) => quantityText(quantity, value)),
        ]),
        [messages.report.findings, ...findings.map((ids) => ids.join(' ') || numberText(0))],
      ],
    },
    style.columns,
  );
  return `${[style.heading(sameParameters ? says.sameParameters : says.otherParameters), ...table].join('\n')}\n`;
}

function comparisonText(
  { differences, appeared, gone, sameParameters }: Comparison,
  [before = '', after = '']: readonly string[],
  messages: Messages,
  style: Style,
): string {
  const says = messages.report.comparison;
  const table = tableLines(
    {
      header: ['', before, after, says.change],
      rows: differenceRows(differences, messages),
    },
    style.columns,
  );
  const parts = [
    [style.heading(sameParameters ? says.sameParameters : says.otherParameters), ...table].join('\n'),
    ...findingsText(says.foundOnlyIn({ file: after }), appeared, messages, style),
    ...findingsText(says.foundOnlyIn({ file: before }), gone, messages, style),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingsText(
  heading: string,
  findings: readonly Finding[],
  { findings: sentences, report: { severities } }: Messages,
  style: Style,
): string[] {
  if (findings.length === 0) {
    return [];
  }
  const lines = findings.map((finding) => {
    const { severity, id } = finding;
    const { title } = reportedSentences(sentences, finding);
    return `  ${style.severity(severity, severities[severity])} ${title} (${id})`;
  });
  return [[style.heading(heading), ...lines].join('\n')];
}
