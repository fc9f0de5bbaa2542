import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { type LossCurvePoint, lossCurveOf } from '../derive/loss-curve';
import { classLabel } from '../report/class-label';
import type { CumulativeLoss, ReliabilityBin, Report } from '../report/report';
import type { Table } from './sections';

/** A figure as the text of an SVG element, coloured by the page's style sheet, and its numbers. */
export interface Figure {
  readonly title: string;
  readonly caption: string;
  readonly svg: string;
  readonly table: Table;
}

const WIDTH = 360;
const HEIGHT = 220;
const MARGIN = { left: 44, right: 12, top: 10, bottom: 34 };
const INNER_WIDTH = WIDTH - MARGIN.left - MARGIN.right;
const INNER_HEIGHT = HEIGHT - MARGIN.top - MARGIN.bottom;
const DASHES = ['none', '8 3', '4 3', '2 3', '8 3 2 3'];

export function figuresOf(report: Report, messages: Messages): Figure[] {
  const { title, titleScaled } = messages.figures.reliability;
  const { distribution, calibration } = report;
  const curve = lossCurveOf(report);
  return [
    ...histogram(distribution.targetProbability.positives.counts, 'positives', curve, messages),
    ...histogram(distribution.targetProbability.negatives.counts, 'negatives', curve, messages),
    ...classShares(report, messages),
    ...cumulative(distribution.cumulativeLoss, 'positives', messages),
    ...cumulative(distribution.cumulativeLoss, 'negatives', messages),
    ...(calibration === null ? [] : [reliability(calibration.bins, title, messages)]),
    ...(calibration === null || calibration.scaled === null
      ? []
      : [reliability(calibration.scaled.bins, titleScaled, messages)]),
  ];
}

/** Upper end of the loss axis: the cross-entropy at p_t = 0.7 %. */
const HIGHEST_LOSS = 5;

/** Bars on a logarithmic axis, since one bin may hold a million times another, with the loss over them, from 0 to 5. */
function histogram(
  counts: readonly number[],
  side: 'positives' | 'negatives',
  curve: readonly LossCurvePoint[] | null,
  messages: Messages,
): Figure[] {
  const says = messages.figures.histogram;
  const most = Math.max(...counts);
  if (!(most > 0)) {
    return [];
  }
  const decades = Math.max(1, Math.ceil(Math.log10(most + 1)));
  const height = (count: number) => (count === 0 ? 0 : (Math.log10(count) + 0.3) / (decades + 0.3));
  const bars = counts.map((count, bin) => {
    const top = y(height(count));
    return `<rect class="${side}" x="${x(bin / counts.length)}" y="${top}" width="${round(INNER_WIDTH / counts.length)}" height="${round(y(0) - top)}"/>`;
  });
  const ticks = Array.from(
    { length: decades + 1 },
    (_, decade) => [height(10 ** decade), `1e${decade}`] as const,
  );
  return [
    {
      title: says.title({ side }),
      caption:
        curve === null ? says.caption({ side }) : says.captionWithLoss({ side, highest: HIGHEST_LOSS }),
      svg: frame(bars.join('') + (curve === null ? '' : lossLines(curve, side, messages)), 'p_t', ticks),
      table: histogramTable(counts, side, curve, messages),
    },
  ];
}

function histogramTable(
  counts: readonly number[],
  side: 'positives' | 'negatives',
  curve: readonly LossCurvePoint[] | null,
  { figures: { sides }, losses: { names } }: Messages,
): Table {
  return {
    header: ['p_t', sides[side], ...(curve === null ? [] : [names.crossEntropy, names.focal])],
    rows: counts.map((count, bin) => {
      const point = curve?.[bin];
      const losses = point === undefined ? [] : [point.crossEntropy, point[side]].map(numberText);
      return [numberText((bin + 0.5) / counts.length), countText(count), ...losses];
    }),
  };
}

/** Most classes drawn; the table lists more. */
const DRAWN_CLASSES = 12;
const LISTED_CLASSES = 200;

/** Bars of each class's share of the elements, of the cross-entropy and of the focal loss. */
function classShares({ classes, interpretation }: Report, messages: Messages): Figure[] {
  const says = messages.figures.shares;
  const { header } = messages.report.classes;
  const labelOf = (index: number) => classLabel(messages, interpretation, index);
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  if (classes.length < 2 || total === 0) {
    return [];
  }
  const byLoss = classes.toSorted((one, other) => (other.focalShare ?? 0) - (one.focalShare ?? 0));
  const drawn = byLoss.slice(0, DRAWN_CLASSES).toSorted((one, other) => one.index - other.index);
  const shares = drawn.map(({ index, count, crossEntropyShare, focalShare }) => ({
    index,
    parts: [count / total, crossEntropyShare ?? 0, focalShare ?? 0],
  }));
  const most = Math.max(...shares.flatMap(({ parts }) => parts));
  if (!(most > 0)) {
    return [];
  }
  const width = 0.8 / shares.length / 3;
  const bars = shares.flatMap(({ index, parts }, place) =>
    SHARE_NAMES.map((name, at) => {
      const part = parts[at] ?? 0;
      const left = (place + 0.1) / shares.length + at * width;
      const top = y(part / most);
      return `<rect class="${MARKS[name]}" x="${x(left)}" y="${top}" width="${round(INNER_WIDTH * width)}" height="${round(y(0) - top)}"><title>${says[name]({ label: labelOf(index), share: percentText(part) })}</title></rect>`;
    }),
  );
  const labels = shares.map(
    ({ index }, place) =>
      [(place + 0.5) / shares.length, tickLabel(index, interpretation, messages)] as const,
  );
  const ticks = [0, 0.5, 1].map((at) => [at, percentText(at * most)] as const);
  return [
    {
      title: says.title,
      caption: classes.length > DRAWN_CLASSES ? says.captionOfMost({ classes: DRAWN_CLASSES }) : says.caption,
      svg: frame(bars.join(''), says.axis, ticks, labels),
      table: {
        header: [header.class, header.elements, header.crossEntropy, header.focal, header.gradient],
        rows: byLoss
          .slice(0, LISTED_CLASSES)
          .map((one) => [
            labelOf(one.index),
            countText(one.count),
            percentText(one.crossEntropyShare),
            percentText(one.focalShare),
            percentText(one.gradientShare),
          ]),
      },
    },
  ];
}

const SHARE_NAMES = ['elements', 'crossEntropy', 'focal'] as const;
const MARKS = { elements: 'elements', crossEntropy: 'cross-entropy', focal: 'focal' };

/** Short, to stand under three bars. */
function tickLabel(index: number, interpretation: Report['interpretation'], messages: Messages): string {
  if (interpretation.classAxis === null) {
    return classLabel(messages, interpretation, index);
  }
  return index === interpretation.backgroundClass ? messages.figures.shares.background : String(index);
}

function lossLines(
  curve: readonly LossCurvePoint[],
  side: 'positives' | 'negatives',
  { losses: { names } }: Messages,
): string {
  const line = (loss: 'crossEntropy' | 'positives' | 'negatives', name: string, dash: string) => {
    const inFrame = curve.filter((point) => point[loss] <= HIGHEST_LOSS);
    const points = inFrame.map((point) => `${x(point.p)},${y(point[loss] / HIGHEST_LOSS)}`).join(' ');
    return `<polyline class="loss" stroke-dasharray="${dash}" points="${points}"><title>${name}</title></polyline>`;
  };
  return line('crossEntropy', names.crossEntropy, '5 3') + line(side, names.focal, 'none');
}

function cumulative(
  curves: readonly CumulativeLoss[],
  side: 'positives' | 'negatives',
  { figures: { cumulative: says } }: Messages,
): Figure[] {
  const lines = curves.flatMap((entry, at) => {
    const curve = entry[side];
    if (curve === null) {
      return [];
    }
    const points = curve.samples.map((share, point) => `${x(share)},${y(curve.loss[point] ?? 1)}`).join(' ');
    return [
      `<polyline class="${side}" stroke-dasharray="${DASHES[at % DASHES.length]}" points="${points}"><title>γ = ${entry.gamma}</title></polyline>`,
    ];
  });
  if (lines.length === 0) {
    return [];
  }
  const gammas = curves.map(({ gamma }) => gamma).join(', ');
  return [
    {
      title: says.title({ side }),
      caption: says.caption({ side, gammas }),
      svg: frame(lines.join(''), says.axis({ side }), SHARES),
      table: {
        header: [says.axis({ side }), ...curves.map(({ gamma }) => `γ = ${gamma}`)],
        rows: (curves.find((entry) => entry[side] !== null)?.[side]?.samples ?? []).map((share, point) => [
          numberText(share),
          ...curves.map((entry) => numberText(entry[side]?.loss[point] ?? null)),
        ]),
      },
    },
  ];
}

function reliability(
  bins: readonly ReliabilityBin[],
  title: string,
  { figures: { reliability: says } }: Messages,
): Figure {
  const { header } = says;
  const bars = bins.flatMap(({ accuracy }, bin) => {
    if (accuracy === null) {
      return [];
    }
    const top = y(accuracy);
    return [
      `<rect class="accuracy" x="${x(bin / bins.length)}" y="${top}" width="${round(INNER_WIDTH / bins.length)}" height="${round(y(0) - top)}"/>`,
    ];
  });
  const diagonal = `<line class="diagonal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`;
  return {
    title,
    caption: says.caption,
    svg: frame(bars.join('') + diagonal, says.axis, SHARES),
    table: {
      header: [header.bin, header.confidence, header.accuracy, header.elements],
      rows: bins.map(({ count, confidence, accuracy }, bin) => [
        String(bin),
        numberText(confidence),
        numberText(accuracy),
        countText(Math.round(count)),
      ]),
    },
  };
}

const SHARES: readonly (readonly [number, string])[] = [
  [0, '0'],
  [0.5, '0.5'],
  [1, '1'],
];

type Ticks = readonly (readonly [at: number, text: string])[];

function frame(content: string, label: string, yTicks: Ticks, xTicks: Ticks = SHARES): string {
  const yLabels = yTicks.map(
    ([at, text]) =>
      `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(at)}" y2="${y(at)}"/><text x="${x(0) - 6}" y="${y(at) + 4}" text-anchor="end">${text}</text>`,
  );
  const xLabels = xTicks.map(
    ([at, text]) => `<text x="${x(at)}" y="${y(0) + 14}" text-anchor="middle">${text}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">${yLabels.join('')}${content}${xLabels.join('')}<text x="${x(0.5)}" y="${HEIGHT - 4}" text-anchor="middle">${label}</text></svg>`;
}

function x(share: number): number {
  return round(MARGIN.left + share * INNER_WIDTH);
}

function y(share: number): number {
  return round(MARGIN.top + (1 - share) * INNER_HEIGHT);
}

function round(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}
