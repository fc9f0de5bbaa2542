import { percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { logitOfProbability } from '../../numerics/stable';
import { type EqualMassBin, equalMassBins } from '../derive/equal-mass-bins';
import type { LogitBin } from '../derive/logit-bins';
import type { Axis, Figure, LegendEntry, Line } from './figure';

/** Ticks of an axis of log-odds, and those of an axis that spans more than so many logits. */
const TICKS = [1e-4, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999];
const WIDE = 12;
const TICKS_OF_WIDE = [1e-8, 1e-6, 1e-4, 0.01, 0.5, 0.99, 0.9999];
/** Room around the points, in logits. */
const MARGIN = 0.5;

interface Series extends LegendEntry {
  readonly dash: string;
  readonly bins: readonly EqualMassBin[];
}

/**
 * Share of positives over the probability, on axes of log-odds with bins of equal mass: the scores as they are, and after
 * the map of their loss.
 * @param naming the figure's id and title
 * @param logits of both sides, in bins
 * @param map turns the logit of a score into the logit of its probability; null shows the scores alone
 */
export function logOddsReliability(
  naming: Pick<Figure, 'id' | 'title'>,
  logits: readonly LogitBin[],
  map: ((logit: number) => number) | null,
  { answers: { meaning: says } }: Messages,
): Figure {
  const series: Series[] = [
    { label: says.rows.scores, color: 'model', dash: 'none', bins: equalMassBins(logits) },
    ...(map === null
      ? []
      : [{ label: says.rows.map, color: 'scaled', dash: '5 3', bins: equalMassBins(logits, map) } as const]),
  ];
  const domain = domainOf(series.flatMap(({ bins }) => bins));
  const ticks = domain[1] - domain[0] > WIDE ? TICKS_OF_WIDE : TICKS;
  const within = (logit: number) => Math.min(Math.max(logit, domain[0]), domain[1]);
  const axis = (label: string): Axis => ({
    label,
    domain,
    scale: 'linear',
    shows: 'number',
    ticks: ticks
      .map((share) => [logitOfProbability(share), percentText(share)] as const)
      .filter(([at]) => at >= domain[0] && at <= domain[1]),
  });
  return {
    ...naming,
    caption: says.reliability.caption,
    legend: series.map(({ label, color, dash }) => ({ label, color, dash })),
    drawing: {
      kind: 'frames',
      height: 'square',
      x: axis(says.header.probability),
      y: axis(says.reliability.positives),
      frames: [
        {
          bars: [],
          lines: [
            { points: domain.map((at) => ({ x: at, y: at })), color: 'other', dash: '2 3' },
            ...series.flatMap((one) => linesOf(one, within)),
          ],
        },
      ],
    },
    table: {
      columns: [
        { label: says.reliability.series, holds: 'text' },
        { label: says.header.probability, holds: 'share' },
        { label: says.reliability.elements, holds: 'count' },
        { label: says.reliability.positives, holds: 'share' },
        { label: says.reliability.low, holds: 'share' },
        { label: says.reliability.high, holds: 'share' },
      ],
      rows: series.flatMap(({ label, bins }) =>
        bins.map(({ confidence, count, accuracy, interval }) => [
          label,
          confidence,
          count,
          accuracy,
          interval.low,
          interval.high,
        ]),
      ),
    },
  };
}

function linesOf({ bins, color, dash }: Series, within: (logit: number) => number): Line[] {
  const at = (share: number) => within(logitOfProbability(share));
  return [
    ...bins.map(({ confidence, interval }) => ({
      points: [interval.low, interval.high].map((end) => ({ x: at(confidence), y: at(end) })),
      color,
      dash: 'none',
    })),
    {
      // A bin without positives has only the upper end of its interval.
      points: bins.map(({ confidence, accuracy }) => ({
        x: at(confidence),
        y: accuracy > 0 && accuracy < 1 ? at(accuracy) : null,
      })),
      color,
      dash,
      hasDots: true,
    },
  ];
}

/** From the lowest to the highest log-odds that the figure shows; the bars of its intervals may end at its edges. */
function domainOf(bins: readonly EqualMassBin[]): readonly [number, number] {
  const shown = bins
    .flatMap(({ confidence, accuracy, interval }) => [confidence, accuracy, interval.high])
    .filter((share) => share > 0 && share < 1)
    .map(logitOfProbability);
  return [Math.min(...shown) - MARGIN, Math.max(...shown) + MARGIN];
}
