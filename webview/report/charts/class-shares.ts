import { barX, text } from '@observablehq/plot';
import { classLabel } from '../../../src/check/report/class-label';
import type { Report } from '../../../src/check/report/report';
import { percentText } from '../../../src/format/number-text';
import { messages } from '../../shared/messages';
import { drawPlot, lossColors, type ReportChart } from './chart';

const MOST_CLASSES = 40;
/** With more classes than this, each gets less room. */
const MANY_CLASSES = 8;

/** Each class's share of the loss, for cross-entropy and for focal loss. */
export function classShares({ classes, interpretation }: Report): ReportChart | undefined {
  if (classes.length < 2) {
    return undefined;
  }
  const largest = classes
    .toSorted((a, b) => (b.focalShare ?? 0) - (a.focalShare ?? 0))
    .slice(0, MOST_CLASSES)
    .toSorted((a, b) => a.index - b.index);
  const { reportPage } = messages;
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const bars = largest.flatMap(({ index, count, crossEntropyShare, focalShare }) => {
    const label = classLabel(messages, interpretation, index);
    return [
      { label, of: 'elements', share: total === 0 ? 0 : count / total },
      { label, of: 'cross-entropy', share: crossEntropyShare ?? 0 },
      { label, of: 'focal loss', share: focalShare ?? 0 },
    ];
  });
  return {
    fileName: 'class-shares',
    heading: reportPage.classShares.heading,
    explanation:
      classes.length > MOST_CLASSES
        ? reportPage.classShares.explanationOfMost(MOST_CLASSES)
        : reportPage.classShares.explanation,
    legend: [
      { label: reportPage.elements, color: 'var(--vscode-charts-blue)' },
      { label: reportPage.crossEntropy, color: lossColors.crossEntropy },
      { label: reportPage.focalLoss, color: lossColors.focal },
    ],
    draw: (width) => draw(bars, largest.length, width),
    columns: reportPage.classShares.columns,
    countColumns: [1],
    rows: classes.map(({ index, count, crossEntropyShare, focalShare, gradientShare }) => [
      index,
      count,
      crossEntropyShare ?? Number.NaN,
      focalShare ?? Number.NaN,
      gradientShare ?? Number.NaN,
    ]),
  };
}

interface Bar {
  readonly label: string;
  readonly of: string;
  readonly share: number;
}

function draw(bars: readonly Bar[], classes: number, width: number): SVGSVGElement {
  const largest = Math.max(...bars.map(({ share }) => share));
  return drawPlot({
    width,
    height: 50 + classes * (classes > MANY_CLASSES ? 40 : 46),
    marginLeft: 110,
    marginRight: 60,
    x: {
      domain: [0, largest > 0 ? largest : 1],
      label: messages.reportPage.share,
      grid: true,
      tickFormat: '.0%',
      ticks: 5,
    },
    y: { domain: ['elements', 'cross-entropy', 'focal loss'], axis: null },
    fy: { domain: [...new Set(bars.map(({ label }) => label))], label: null, axis: 'left', padding: 0.15 },
    marks: [
      barX(bars, {
        x: 'share',
        y: 'of',
        fy: 'label',
        fill: ({ of }: Bar) =>
          of === 'elements'
            ? 'var(--vscode-charts-blue)'
            : of === 'focal loss'
              ? lossColors.focal
              : lossColors.crossEntropy,
      }),
      text(bars, {
        x: 'share',
        y: 'of',
        fy: 'label',
        text: ({ share }: Bar) => percentText(share),
        textAnchor: 'start',
        dx: 4,
        fontSize: 10,
      }),
    ],
  });
}
