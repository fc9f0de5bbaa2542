import type { Messages } from '../../messages/messages';
import { sigmoid } from '../../numerics/stable';
import type { Report } from '../report/report';
import type { Axis, Figure, Point } from './figure';
import { shareAxis } from './groups';

interface RankingPoint {
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly recall: number;
  readonly precision: number;
}

/** The ROC and the precision-recall curve; none without positives or without negatives, and for a softmax of three classes or more. */
export function rankingCurves({ ranking }: Report, messages: Messages): Figure[] {
  const points = (ranking?.curve ?? []).flatMap(({ falsePositiveRate, recall, ...point }) =>
    falsePositiveRate === null || recall === null ? [] : [{ ...point, falsePositiveRate, recall }],
  );
  if (ranking === null || points.length === 0) {
    return [];
  }
  const { roc, precisionRecall } = messages.figures.ranking;
  const shareOfPositives = ranking.averagePrecision?.chance ?? 0;
  return [
    {
      id: 'roc',
      title: roc.title,
      caption: roc.caption(ranking.rocAuc?.value ?? null),
      ...curve(points, messages, {
        x: shareAxis(roc.falsePositiveRate),
        y: shareAxis(roc.recall),
        place: ({ falsePositiveRate, recall }) => ({ x: falsePositiveRate, y: recall }),
        start: [{ x: 0, y: 0 }],
        chance: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      }),
    },
    {
      id: 'precision-recall',
      title: precisionRecall.title,
      caption: precisionRecall.caption(ranking.averagePrecision?.value ?? null),
      ...curve(points, messages, {
        x: shareAxis(roc.recall),
        y: shareAxis(precisionRecall.precision),
        place: ({ recall, precision }) => ({ x: recall, y: precision }),
        start: [],
        chance: [
          { x: 0, y: shareOfPositives },
          { x: 1, y: shareOfPositives },
        ],
      }),
    },
  ];
}

interface Shape {
  readonly x: Axis;
  readonly y: Axis;
  readonly place: (point: RankingPoint) => { readonly x: number; readonly y: number };
  /** The point at which the curve begins, before the highest threshold. */
  readonly start: readonly Point[];
  /** The curve of a model that ranks at random. */
  readonly chance: readonly Point[];
}

function curve(
  points: readonly RankingPoint[],
  { figures: { ranking: says } }: Messages,
  { x, y, place, start, chance }: Shape,
): Pick<Figure, 'legend' | 'drawing' | 'table'> {
  const legend = [
    { label: says.model, color: 'model', dash: 'none' },
    { label: says.chance, color: 'other', dash: '2 3' },
  ] as const;
  const [model, random] = legend;
  return {
    legend,
    drawing: {
      kind: 'frames',
      height: 'square',
      x,
      y,
      frames: [
        {
          bars: [],
          lines: [
            { points: chance, color: random.color, dash: random.dash },
            { points: [...start, ...points.map(place)], color: model.color, dash: model.dash },
          ],
        },
      ],
      places: points.map((point) => {
        const at = place(point);
        return { x: at.x, dots: [{ frame: 0, y: at.y, color: 'model' }] };
      }),
    },
    table: {
      columns: [
        { label: says.threshold, holds: 'number' },
        { label: says.thresholdLogit, holds: 'number' },
        { label: says.roc.falsePositiveRate, holds: 'number' },
        { label: says.roc.recall, holds: 'number' },
        { label: says.precisionRecall.precision, holds: 'number' },
      ],
      rows: points.map(({ threshold, falsePositiveRate, recall, precision }) => [
        sigmoid(threshold),
        threshold,
        falsePositiveRate,
        recall,
        precision,
      ]),
    },
  };
}
