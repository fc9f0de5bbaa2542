import { dot, line, ruleX } from '@observablehq/plot';
import type { ReliabilityBin, Report } from '../../../src/check/report/report';
import { reasonText } from '../../../src/messages/reason';
import { messages } from '../../shared/messages';
import { drawPlot, type ReportChart } from './chart';

const series = [
  { label: messages.reportPage.reliability.asGiven, color: 'var(--vscode-charts-purple)', dash: 'none' },
  { label: messages.reportPage.reliability.afterScaling, color: 'var(--vscode-charts-green)', dash: '5 3' },
] as const;

/** The reliability diagram (Guo et al. 2017): accuracy against confidence. */
export function reliability({ calibration }: Report): ReportChart | undefined {
  if (calibration === null) {
    return undefined;
  }
  const { bins, scaled, temperature, expectedCalibrationError } = calibration;
  const words = messages.reportPage.reliability;
  const shown = [bins, ...(scaled === null ? [] : [scaled.bins])];
  const after =
    scaled === null || temperature === null
      ? reasonText(
          messages.reasons,
          calibration.withoutTemperatureFacts,
          calibration.withoutTemperature ?? '',
        )
      : words.scaled(temperature, scaled.expectedCalibrationError, scaled.standardError);
  return {
    fileName: 'reliability',
    heading: words.heading,
    explanation: `${words.explanation(expectedCalibrationError)} ${after}`.trim(),
    legend: series.slice(0, shown.length),
    draw: (width) => draw(shown, width),
    columns: [
      words.bin,
      ...series
        .slice(0, shown.length)
        .flatMap(({ label }) => [
          words.confidenceOf(label),
          words.accuracyOf(label),
          words.elementsOf(label),
        ]),
    ],
    countColumns: shown.map((_, index) => 3 * index + 3),
    rows: bins.map((_, bin) => [
      bin,
      ...shown.flatMap((one) => [
        one[bin]?.confidence ?? Number.NaN,
        one[bin]?.accuracy ?? Number.NaN,
        one[bin]?.count ?? 0,
      ]),
    ]),
  };
}

function draw(shown: readonly (readonly ReliabilityBin[])[], width: number): SVGSVGElement {
  const side = Math.min(width, 420);
  return drawPlot({
    width: side,
    height: side * 0.85,
    x: { domain: [0, 1], label: messages.reportPage.reliability.confidence, grid: true },
    y: { domain: [0, 1], label: messages.reportPage.reliability.accuracy, grid: true },
    marks: [
      line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: 'currentColor', strokeDasharray: '2 3' },
      ),
      ruleX([0], { stroke: 'currentColor' }),
      ...shown.flatMap((bins, index) => {
        const style = series[index];
        const filled = bins.filter(({ count }) => count > 0);
        return [
          line(filled, {
            x: 'confidence',
            y: 'accuracy',
            stroke: style?.color ?? 'currentColor',
            strokeDasharray: style?.dash ?? 'none',
            strokeWidth: 1.75,
          }),
          dot(filled, { x: 'confidence', y: 'accuracy', fill: style?.color ?? 'currentColor', r: 3.5 }),
        ];
      }),
    ],
  });
}
