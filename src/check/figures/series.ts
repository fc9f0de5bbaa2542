import type { Messages } from '../../messages/messages';
import type { SeriesPoint } from '../report/series';
import type { Axis, Figure, FigureTable, LegendEntry } from './figure';

type Quantity = Exclude<keyof SeriesPoint, 'label'>;

interface Curve extends LegendEntry {
  readonly quantity: Quantity;
  readonly dash: string;
}

/** Most names along the axis. */
const MOST_NAMES = 12;

/** The losses and the measures of several reports over their names; none for fewer than two. */
export function seriesFigures(
  points: readonly SeriesPoint[],
  { figures, losses: { names }, report }: Messages,
): Figure[] {
  if (points.length < 2) {
    return [];
  }
  const { series: says } = figures;
  const losses: Curve[] = [
    { quantity: 'focalLoss', label: names.focal, color: 'focal', dash: 'none' },
    { quantity: 'crossEntropy', label: report.ranking.meanCrossEntropy, color: 'crossEntropy', dash: '5 3' },
  ];
  const measures: Curve[] = [
    { quantity: 'accuracy', label: report.ranking.accuracy, color: 'model', dash: 'none' },
    { quantity: 'rocAuc', label: report.ranking.rocAuc, color: 'positives', dash: '9 4' },
    { quantity: 'averagePrecision', label: report.ranking.averagePrecision, color: 'negatives', dash: '2 3' },
    {
      quantity: 'calibrationError',
      label: report.comparison.names.expectedCalibrationError,
      color: 'other',
      dash: '10 3 2 3',
    },
  ];
  const highest = Math.max(...losses.flatMap(({ quantity }) => points.map((point) => point[quantity] ?? 0)));
  return [
    figure('losses', says.losses, losses, points, {
      label: figures.loss,
      domain: [0, highest > 0 ? 1.05 * highest : 1],
      scale: 'linear',
      shows: 'number',
    }),
    figure('measures', says.measures, measures, points, {
      label: figures.share,
      domain: [0, 1],
      scale: 'linear',
      shows: 'number',
    }),
  ].filter(({ legend }) => legend.length > 0);
}

/** The numbers of a series, one row a report. */
export function seriesTable(
  points: readonly SeriesPoint[],
  { figures, losses: { names }, report }: Messages,
): FigureTable {
  const { series: says } = figures;
  return {
    columns: [
      { label: says.report, holds: 'text' },
      { label: figures.elements, holds: 'count' },
      { label: figures.groups.positives, holds: 'count' },
      { label: names.focal, holds: 'number' },
      { label: report.ranking.meanCrossEntropy, holds: 'number' },
      { label: report.ranking.accuracy, holds: 'share' },
      { label: report.ranking.rocAuc, holds: 'number' },
      { label: report.ranking.averagePrecision, holds: 'number' },
      { label: report.comparison.names.expectedCalibrationError, holds: 'share' },
    ],
    rows: points.map((point) => [
      point.label,
      point.elements,
      point.positives,
      point.focalLoss,
      point.crossEntropy,
      point.accuracy,
      point.rocAuc,
      point.averagePrecision,
      point.calibrationError,
    ]),
  };
}

function figure(
  id: string,
  says: { readonly title: string; readonly caption: string },
  all: readonly Curve[],
  points: readonly SeriesPoint[],
  y: Axis,
): Figure {
  const curves = all.filter(({ quantity }) => points.some((point) => point[quantity] !== null));
  const short = withoutCommonParts(points.map(({ label }) => label));
  const every = Math.ceil(points.length / MOST_NAMES);
  return {
    id: `series-${id}`,
    ...says,
    legend: curves.map(({ label, color, dash }) => ({ label, color, dash })),
    drawing: {
      kind: 'frames',
      height: 220,
      x: {
        label: '',
        domain: [0, points.length - 1],
        scale: 'linear',
        shows: 'number',
        ticks: short.flatMap((name, at) => (at % every === 0 ? [[at, name] as const] : [])),
      },
      y,
      frames: [
        {
          bars: [],
          lines: curves.map(({ quantity, color, dash }) => ({
            points: points.map((point, at) => ({ x: at, y: point[quantity] })),
            color,
            dash,
            hasDots: true,
          })),
        },
      ],
      places: points.map((point, at) => ({
        x: at,
        dots: curves.flatMap(({ quantity, color }) => {
          const value = point[quantity];
          return value === null ? [] : [{ frame: 0, y: value, color }];
        }),
      })),
    },
    table: {
      columns: [
        { label: '', holds: 'text' },
        ...curves.map(({ label }) => ({ label, holds: 'number' as const })),
      ],
      rows: points.map((point) => [point.label, ...curves.map(({ quantity }) => point[quantity])]),
    },
  };
}

/** Returns the parts that tell names apart: `focal_epoch1.npz`, `focal_epoch16.npz` become 1 and 16. */
export function withoutCommonParts(names: readonly string[]): string[] {
  const [first = ''] = names;
  let start = 0;
  while (start < first.length && names.every((name) => name[start] === first[start])) {
    start += 1;
  }
  // A number or a time of day that begins alike is not torn apart.
  while (/\d:?$/.test(first.slice(0, start))) {
    start -= 1;
  }
  const rests = names.map((name) => name.slice(start));
  const shortest = Math.min(...rests.map((rest) => rest.length));
  let end = 0;
  while (end < shortest && rests.every((rest) => rest.at(-1 - end) === rests[0]?.at(-1 - end))) {
    end += 1;
  }
  while (end > 0 && /^:?\d/.test(rests[0]?.slice(-end) ?? '')) {
    end -= 1;
  }
  const short = rests.map((rest) => rest.slice(0, rest.length - end));
  return short.some((name) => name === '') ? [...names] : short;
}
