import type { Messages } from '../../messages/messages';
import { reasonText } from '../../messages/reason';
import type { Calibration, ReliabilityBin, Report } from '../report/report';
import type { Figure, LegendEntry } from './figure';
import { shareAxis } from './groups';

interface Series extends LegendEntry {
  readonly dash: string;
  readonly bins: readonly ReliabilityBin[];
}

/** The reliability diagram (Guo et al. 2017): accuracy against confidence; null where there is no calibration. */
export function reliability({ calibration }: Report, messages: Messages): Figure | null {
  if (calibration === null) {
    return null;
  }
  const { figures } = messages;
  const says = figures.reliability;
  const { bins, scaled } = calibration;
  const series: Series[] = [
    { label: says.asGiven, color: 'model', dash: 'none', bins },
    ...(scaled === null
      ? []
      : [{ label: says.afterScaling, color: 'scaled' as const, dash: '5 3', bins: scaled.bins }]),
  ];
  return {
    id: 'reliability',
    title: says.title,
    caption: captionOf(calibration, messages),
    legend: series.map(({ label, color, dash }) => ({ label, color, dash })),
    drawing: {
      kind: 'frames',
      height: 'square',
      x: shareAxis(says.confidence),
      y: shareAxis(says.accuracy),
      frames: [
        {
          bars: [],
          lines: [
            {
              points: [
                { x: 0, y: 0 },
                { x: 1, y: 1 },
              ],
              color: 'other',
              dash: '2 3',
            },
            ...series.map(({ bins: own, color, dash }) => ({
              points: own.flatMap(({ confidence, accuracy }) =>
                confidence === null ? [] : [{ x: confidence, y: accuracy }],
              ),
              color,
              dash,
              hasDots: true,
            })),
          ],
        },
      ],
    },
    table: {
      columns: [
        { label: says.bin, holds: 'count' },
        ...series.flatMap(({ label }) => [
          { label: says.confidenceOf(label), holds: 'number' as const },
          { label: says.accuracyOf(label), holds: 'number' as const },
          { label: says.elementsOf(label), holds: 'count' as const },
        ]),
      ],
      rows: bins.map((_, bin) => [
        bin,
        ...series.flatMap(({ bins: own }) => [
          own[bin]?.confidence ?? null,
          own[bin]?.accuracy ?? null,
          own[bin]?.count ?? 0,
        ]),
      ]),
    },
  };
}

function captionOf(calibration: Calibration, { figures: { reliability: says }, reasons }: Messages): string {
  const { scaled, temperature, expectedCalibrationError, withoutTemperature, withoutTemperatureFacts } =
    calibration;
  const after =
    scaled === null || temperature === null
      ? reasonText(reasons, withoutTemperatureFacts, withoutTemperature ?? '')
      : says.scaled(temperature, scaled.expectedCalibrationError, scaled.standardError);
  return `${says.caption(expectedCalibrationError)} ${after}`.trim();
}
