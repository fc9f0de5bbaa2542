import { curveValue, logitOfProbability } from '../../src/loss/curve';
import { sigmoid } from '../../src/numerics/stable';
import type { Curve, Figure } from './plot-state';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A curve as points in the units of the axes. */
export interface Series {
  readonly curve: Curve;
  readonly points: readonly Point[];
}

export interface Domain {
  readonly minimum: number;
  readonly maximum: number;
}

/** Beyond this |logit|, p_t looks like 0 or 1 on the screen. */
const FARTHEST_LOGIT = 12;

/** Range of the logit axis: p_t from 0.0009 to 0.9991. */
const logitDomain: Domain = { minimum: -7, maximum: 7 };

/**
 * x_t of the points of a drawn curve. On the probability axis they are evenly spaced in p_t, and near 0 and 1, where the
 * curves bend, evenly spaced in the logit.
 */
const LOGITS_OF_AXIS: Readonly<Record<Figure['xAxis'], readonly number[]>> = {
  logit: evenly(logitDomain.minimum, logitDomain.maximum, 181),
  probability: [
    // These logits are p_t = 0 on the screen, but even a loss with a small α leaves the frame.
    ...[-1000, -200, -60, -25],
    ...evenly(-FARTHEST_LOGIT, logitOfProbability(0.01), 24),
    ...evenly(0.01, 0.99, 148).slice(1, -1).map(logitOfProbability),
    ...evenly(logitOfProbability(0.99), FARTHEST_LOGIT, 24),
    // Label smoothing makes the loss grow again, without end.
    ...[25, 60, 200, 1000],
  ],
};

/** Position of x_t on an axis. */
export function onAxis(axis: Figure['xAxis'], trueClassLogit: number): number {
  return axis === 'logit' ? trueClassLogit : sigmoid(trueClassLogit);
}

/** x_t at a position on an axis. Probabilities are limited below 1 and above 0, where the logit is infinite. */
export function offAxis(axis: Figure['xAxis'], position: number): number {
  if (axis === 'logit') {
    return Math.min(Math.max(position, logitDomain.minimum), logitDomain.maximum);
  }
  return logitOfProbability(Math.min(Math.max(position, 0.001), 0.999));
}

/** Every curve of the figure at the points of its x axis. Points without a value are left out. */
export function sampleSeries(figure: Figure): Series[] {
  const logits = LOGITS_OF_AXIS[figure.xAxis];
  return figure.curves.map((curve) => ({
    curve,
    points: logits
      .map((logit) => ({
        x: onAxis(figure.xAxis, logit),
        y: curveValue(curve.parameters, figure.yAxis, logit),
      }))
      .filter(({ y }) => Number.isFinite(y) && (figure.yScale === 'linear' || y > 0)),
  }));
}

export function xDomain(axis: Figure['xAxis']): Domain {
  return axis === 'logit' ? logitDomain : { minimum: 0, maximum: 1 };
}

/**
 * The range of the y axis. It is fixed if the quantity has a natural range, so that the axis does not move with a slider.
 * The loss, which grows without bound, ends at 5 as in the paper's Figure 1.
 */
export function yDomain(figure: Figure, series: readonly Series[]): Domain {
  const highest = Math.max(0, ...series.flatMap(({ points }) => points.map(({ y }) => y)));
  const log = figure.yScale === 'log';
  switch (figure.yAxis) {
    case 'loss':
      return log ? { minimum: 1e-5, maximum: 10 } : { minimum: 0, maximum: 5 };
    case 'gradientMagnitude':
      return { minimum: log ? 1e-5 : 0, maximum: Math.max(1, Math.ceil(highest * 4) / 4) };
    case 'modulatingFactor':
      return { minimum: log ? 1e-5 : 0, maximum: 1 };
    case 'ratioToCrossEntropy':
      return { minimum: log ? 1e-5 : 0, maximum: Math.min(Math.max(1, Math.ceil(highest * 4) / 4), 3) };
  }
}

/**
 * The part of a curve within the y domain, cut where it crosses the border. NaN separates the pieces. Without the cut the
 * browser would dash and paint the part far outside too, which costs many frames.
 */
export function cutToDomain(points: readonly Point[], domain: Domain, scale: Figure['yScale']): Point[] {
  const cut: Point[] = [];
  let previous: Point | undefined;
  for (const point of points) {
    if (previous !== undefined) {
      cut.push(...crossings(previous, point, domain, scale));
    }
    if (isWithin(point, domain)) {
      cut.push(point);
    }
    previous = point;
  }
  return cut;
}

/** The points at which a segment enters and leaves the domain, in its direction. */
function crossings(from: Point, to: Point, domain: Domain, scale: Figure['yScale']): Point[] {
  const measure = scale === 'log' ? Math.log : (value: number) => value;
  const [start, end] = [measure(from.y), measure(to.y)];
  const onBorder = [domain.minimum, domain.maximum]
    .filter((border) => from.y < border !== to.y < border && from.y !== border && to.y !== border)
    .map((border) => ({ share: (measure(border) - start) / (end - start), y: border }))
    .sort((one, other) => one.share - other.share)
    .map(({ share, y }) => ({ x: from.x + share * (to.x - from.x), y }));
  const leaves = isWithin(from, domain) && !isWithin(to, domain);
  return leaves ? [...onBorder, { x: to.x, y: Number.NaN }] : onBorder;
}

function isWithin({ y }: Point, { minimum, maximum }: Domain): boolean {
  return y >= minimum && y <= maximum;
}

function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}
