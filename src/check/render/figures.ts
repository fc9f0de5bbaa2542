import { type LossCurvePoint, lossCurveOf } from '../derive/loss-curve';
import type { CumulativeLoss, ReliabilityBin, Report } from '../report';

/** A figure as an SVG element in text, coloured by the page's style sheet. */
export interface Figure {
  readonly title: string;
  readonly caption: string;
  readonly svg: string;
}

const WIDTH = 360;
const HEIGHT = 220;
const MARGIN = { left: 44, right: 12, top: 10, bottom: 34 };
const INNER_WIDTH = WIDTH - MARGIN.left - MARGIN.right;
const INNER_HEIGHT = HEIGHT - MARGIN.top - MARGIN.bottom;
const DASHES = ['none', '8 3', '4 3', '2 3', '8 3 2 3'];

export function figuresOf(report: Report): Figure[] {
  const { distribution, calibration } = report;
  const curve = lossCurveOf(report);
  return [
    ...histogram(distribution.targetProbability.positives.counts, 'positives', curve),
    ...histogram(distribution.targetProbability.negatives.counts, 'negatives', curve),
    ...cumulative(distribution.cumulativeLoss, 'positives'),
    ...cumulative(distribution.cumulativeLoss, 'negatives'),
    ...(calibration === null ? [] : [reliability(calibration.bins, 'Reliability')]),
    ...(calibration === null || calibration.scaled === null
      ? []
      : [reliability(calibration.scaled.bins, 'Reliability after temperature scaling')]),
  ];
}

/** Cross-entropy at p_t = 0.7 %: what is higher is beyond the frame. */
const HIGHEST_LOSS = 5;

/** Bars on a logarithmic axis, one bin may hold a million times another; and the loss over them, from 0 to 5. */
function histogram(
  counts: readonly number[],
  side: 'positives' | 'negatives',
  curve: readonly LossCurvePoint[] | null,
): Figure[] {
  const most = Math.max(...counts);
  if (!(most > 0)) return [];
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
      title: `p_t of the ${side}`,
      caption:
        `How probable the model finds the target: the number of ${side} (logarithmic) over p_t` +
        (curve === null
          ? '.'
          : `; over it, from 0 to ${HIGHEST_LOSS}, the focal loss (solid) and cross-entropy (dashed).`),
      svg: frame(bars.join('') + (curve === null ? '' : lossLines(curve, side)), 'p_t', ticks),
    },
  ];
}

function lossLines(curve: readonly LossCurvePoint[], side: 'positives' | 'negatives'): string {
  const line = (loss: 'crossEntropy' | 'positives' | 'negatives', name: string, dash: string) => {
    const inFrame = curve.filter((point) => point[loss] <= HIGHEST_LOSS);
    const points = inFrame.map((point) => `${x(point.p)},${y(point[loss] / HIGHEST_LOSS)}`).join(' ');
    return `<polyline class="loss" stroke-dasharray="${dash}" points="${points}"><title>${name}</title></polyline>`;
  };
  return line('crossEntropy', 'cross-entropy', '5 3') + line(side, 'focal loss', 'none');
}

function cumulative(curves: readonly CumulativeLoss[], side: 'positives' | 'negatives'): Figure[] {
  const lines = curves.flatMap((entry, at) => {
    const curve = entry[side];
    if (curve === null) return [];
    const points = curve.samples.map((share, point) => `${x(share)},${y(curve.loss[point] ?? 1)}`).join(' ');
    return [
      `<polyline class="${side}" stroke-dasharray="${DASHES[at % DASHES.length]}" points="${points}"><title>γ = ${entry.gamma}</title></polyline>`,
    ];
  });
  if (lines.length === 0) return [];
  const gammas = curves.map(({ gamma }) => gamma).join(', ');
  return [
    {
      title: `Cumulative normalised loss of the ${side}`,
      caption: `Share of the loss over the share of the ${side}, from easy to hard, for γ = ${gammas} (solid to finely dashed); Figure 4 of the paper.`,
      svg: frame(lines.join(''), `share of ${side}`, SHARES),
    },
  ];
}

function reliability(bins: readonly ReliabilityBin[], title: string): Figure {
  const bars = bins.flatMap(({ accuracy }, bin) => {
    if (accuracy === null) return [];
    const top = y(accuracy);
    return [
      `<rect class="accuracy" x="${x(bin / bins.length)}" y="${top}" width="${round(INNER_WIDTH / bins.length)}" height="${round(y(0) - top)}"/>`,
    ];
  });
  const diagonal = `<line class="diagonal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`;
  return {
    title,
    caption: 'How often the model is right over how sure it says it is; on the diagonal it is calibrated.',
    svg: frame(bars.join('') + diagonal, 'confidence', SHARES),
  };
}

const SHARES: readonly (readonly [number, string])[] = [
  [0, '0'],
  [0.5, '0.5'],
  [1, '1'],
];

function frame(content: string, label: string, yTicks: readonly (readonly [number, string])[]): string {
  const yLabels = yTicks.map(
    ([at, text]) =>
      `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(at)}" y2="${y(at)}"/><text x="${x(0) - 6}" y="${y(at) + 4}" text-anchor="end">${text}</text>`,
  );
  const xLabels = SHARES.map(
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
