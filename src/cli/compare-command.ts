import { COLOURED, PLAIN, type Style, tableLines } from '../check/render/text';
import type { Comparison } from '../check/report/compare-reports';
import type { Finding } from '../check/report/report';
import { numberText, relativeChangeText } from '../format/number-text';
import { compare } from '../services/compare';
import { documents } from './host';
import { type Outcome, showsColours } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

/** `focal-loss compare`: shows the differences between two reports. */
export async function runCompare(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseWords(words, { json: { type: 'boolean', default: false } });
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UsageError('compare needs two reports: focal-loss compare BEFORE AFTER');
  }
  const comparison = await compare.run(documents, { before, after });
  return {
    output: values.json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : comparisonText(comparison, before, after, showsColours() ? COLOURED : PLAIN),
    exitCode: 0,
  };
}

function comparisonText(
  { differences, appeared, gone, sameParameters }: Comparison,
  before: string,
  after: string,
  style: Style,
): string {
  const table = tableLines({
    header: ['', before, after, 'change'],
    rows: differences.map(({ name, before: first, after: second, relativeChange }) => [
      name,
      numberText(first),
      numberText(second),
      relativeChangeText(relativeChange),
    ]),
  });
  const parts = [
    [style.heading(sameParameters ? 'With the same α and γ' : 'With different α or γ'), ...table].join('\n'),
    ...findingsText(`Found in ${after} only`, appeared, style),
    ...findingsText(`Found in ${before} only`, gone, style),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingsText(heading: string, findings: readonly Finding[], style: Style): string[] {
  if (findings.length === 0) {
    return [];
  }
  const lines = findings.map(
    ({ severity, title, id }) => `  ${style.severity(severity, severity)} ${title} (${id})`,
  );
  return [[style.heading(heading), ...lines].join('\n')];
}
