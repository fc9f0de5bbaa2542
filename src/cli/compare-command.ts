import { COLOURED, PLAIN, type Style, tableLines } from '../check/render/text';
import { type Comparison, quantityName } from '../check/report/compare-reports';
import type { Finding } from '../check/report/report';
import { numberText, relativeChangeText } from '../format/number-text';
import { reportedSentences } from '../messages/finding';
import type { Messages } from '../messages/messages';
import { compare } from '../services/compare';
import { documents } from './host';
import { type Outcome, showsColours } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

/** `focal-loss compare`: shows the differences between two reports. */
export async function runCompare(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean', default: false } });
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UsageError((says) => says.compareNeedsReports);
  }
  const comparison = await compare.run(documents, { before, after });
  return {
    output: values.json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : comparisonText(comparison, { before, after }, messages, showsColours() ? COLOURED : PLAIN),
    exitCode: 0,
  };
}

function comparisonText(
  { differences, appeared, gone, sameParameters }: Comparison,
  { before, after }: { readonly before: string; readonly after: string },
  messages: Messages,
  style: Style,
): string {
  const says = messages.report.comparison;
  const table = tableLines({
    header: ['', before, after, says.change],
    rows: differences.map(({ quantity, before: first, after: second, relativeChange }) => [
      quantityName(quantity, messages),
      numberText(first),
      numberText(second),
      relativeChangeText(relativeChange),
    ]),
  });
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
