import { short } from '../check/interpret/input-kind';
import { shapeText } from '../check/interpret/shapes';
import type { Finding, Losses, Report } from '../check/report';

/** The report as a person reads it in a terminal. */
export function summaryOf(report: Report): string {
  const sections = [
    inputLines(report),
    interpretationLines(report),
    countLines(report),
    lossLines(report),
    easyNegativeLines(report),
    findingLines(report.findings),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function inputLines({ inputs }: Report): string[] {
  return inputs.map(
    ({ role, file, array, shape, dtype }) =>
      `${role.padEnd(8)} ${file} · ${array} ${shapeText(shape)} ${dtype}`,
  );
}

function interpretationLines({ interpretation }: Report): string[] {
  const { input, link, targets } = interpretation;
  return [
    `Read as ${input}, ${link}, ${targets} targets:`,
    ...interpretation.why.map((sentence) => `  ${sentence}`),
  ];
}

function countLines({ counts }: Report): string[] {
  const left = [
    counts.ignored > 0 ? `${counts.ignored} ignored` : null,
    counts.nonFinite > 0 ? `${counts.nonFinite} not finite` : null,
    counts.invalidTargets > 0 ? `${counts.invalidTargets} with an invalid target` : null,
  ].filter((part) => part !== null);
  const suffix = left.length > 0 ? `; left out: ${left.join(', ')}` : '';
  return [
    `${counts.elements} elements, ${counts.positives} positives, ${counts.negatives} negatives${suffix}`,
  ];
}

const LOSS_NAMES: readonly (readonly [keyof Losses, string])[] = [
  ['crossEntropy', 'CE'],
  ['alphaBalancedCrossEntropy', 'α-balanced CE'],
  ['focal', 'FL'],
  ['focalStar', 'FL*'],
];

function lossLines({ losses, parameters }: Report): string[] {
  const alpha = parameters.alpha === null ? 'off' : String(parameters.alpha);
  const header = ['', 'sum', 'mean', 'mean over positives'];
  const rows = LOSS_NAMES.map(([key, name]) => {
    const { sum, mean, meanOverPositives } = losses[key];
    return [name, cell(sum), cell(mean), cell(meanOverPositives)];
  });
  return [`Losses with α = ${alpha}, γ = ${parameters.gamma}`, ...table([header, ...rows])];
}

function easyNegativeLines({ distribution }: Report): string[] {
  const { count, share, threshold, crossEntropyShare, focalShare } = distribution.easyNegatives;
  if (share === null) return ['Easy negatives: none'];
  return [
    `Easy negatives (p_t > ${threshold}): ${count}, ${percentage(share)} of the elements, ` +
      `${percentage(crossEntropyShare)} of CE, ${percentage(focalShare)} of FL`,
  ];
}

function findingLines(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['No findings.'];
  return findings.flatMap(({ severity, id, title, seen, means, fix }) => [
    `${severity}: ${title} [${id}]`,
    `  ${seen}`,
    `  ${means}`,
    `  ${fix}`,
  ]);
}

function percentage(share: number | null): string {
  return share === null ? '—' : `${(100 * share).toFixed(1)} %`;
}

function cell(value: number | null): string {
  return value === null ? '—' : short(value);
}

/** Columns padded to the same width: the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
