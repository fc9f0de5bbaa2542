import { logSumExp } from '../../../loss/softmax';
import { MarginHistogram } from '../../statistics/margin-histogram';
import type { Candidate, SideWeights } from '../candidate';
import { elementsOfHistograms } from '../elements';
import { weighed } from '../focal-sums';
import { type LossData, withTried } from '../loss-data';
import type { Rows, SoftmaxRows } from '../rows';

/** Softmax losses of other logits or targets: squashed twice, smoothed, or one sigmoid a class. */
export function softmaxRelatives(data: LossData, rows: Rows): Candidate[] {
  return rows.link === 'softmax'
    ? [
        ...ROW_LOSSES.flatMap((loss) => ofRows(data, rows, loss)),
        ...oneVersusRest(data, rows, 'one-vs-rest', 0.8, (logits, at) => logits[at] ?? 0),
        ...oneVersusRest(data, rows, 'one-vs-rest-of-foreground', 1, (logits, at) => logits[at] ?? 0, 1),
        ...oneVersusRest(data, rows, 'softmax-one-vs-rest', 0.9, (logits, at) => {
          const others = logits.filter((_, other) => other !== at);
          return (logits[at] ?? 0) - logSumExp(others);
        }),
      ]
    : [];
}

/** The loss of a row. @param logs −log p of each class */
type RowLoss = (logs: Float64Array, target: number, gamma: number) => number;

const doubleSoftmax: RowLoss = (logs, target, gamma) => {
  const loss = logSumExp(logs.map((log) => Math.exp(-log))) - Math.exp(-(logs[target] ?? 0));
  return (-Math.expm1(-loss)) ** gamma * loss;
};

function smoothedAfter(smoothing: number): RowLoss {
  return (logs, target, gamma) =>
    (-Math.expm1(-(logs[target] ?? 0))) ** gamma * smoothedCrossEntropy(logs, target, smoothing);
}

function ptFromSmoothed(smoothing: number): RowLoss {
  return (logs, target, gamma) => {
    const loss = smoothedCrossEntropy(logs, target, smoothing);
    return (-Math.expm1(-loss)) ** gamma * loss;
  };
}

/** A loss of every class, each with its share. */
function sumOfShares(logs: Float64Array, gamma: number, shareOf: (at: number) => number): number {
  return logs.reduce((sum, log, at) => sum + shareOf(at) * Math.max(0, -Math.expm1(-log)) ** gamma * log, 0);
}

function smoothedBefore(smoothing: number): RowLoss {
  return (logs, target, gamma) =>
    sumOfShares(logs, gamma, (at) => smoothing / logs.length + (at === target ? 1 - smoothing : 0));
}

/** Keras keeps every probability within 1e-7 and 1 − 1e-7: smoothed targets meet those of all classes. */
function smoothedInKeras(smoothing: number): RowLoss {
  const loss = smoothedBefore(smoothing);
  const [least, most] = [-Math.log1p(-1e-7), -Math.log(1e-7)];
  return (logs, target, gamma) =>
    loss(
      logs.map((log) => Math.min(most, Math.max(least, log))),
      target,
      gamma,
    );
}

/** One-hot targets with an ε for 0, and probabilities plus another one, as kornia had them. */
function ofOneHotPlus(epsilon: number, ofProbability: number): RowLoss {
  return (logs, target, gamma) =>
    sumOfShares(
      logs.map((log) => -Math.log(Math.exp(-log) + ofProbability)),
      gamma,
      (at) => epsilon + (at === target ? 1 : 0),
    );
}

function smoothedCrossEntropy(logs: Float64Array, target: number, smoothing: number): number {
  const ofAll = logs.reduce((sum, log) => sum + log, 0);
  return (1 - smoothing) * (logs[target] ?? 0) + (smoothing / logs.length) * ofAll;
}

/** The losses of all logits of a row. */
export const ROW_LOSSES: readonly { readonly id: string; readonly cost: number; readonly lossOf: RowLoss }[] =
  [
    { id: 'double-softmax', cost: 0.9, lossOf: doubleSoftmax },
    ...[0.05, 0.1, 0.2].flatMap((smoothing) => [
      { id: `label-smoothing-after-${smoothing}`, cost: 1.1, lossOf: smoothedAfter(smoothing) },
      { id: `pt-from-label-smoothed-ce-${smoothing}`, cost: 1, lossOf: ptFromSmoothed(smoothing) },
      { id: `label-smoothing-before-${smoothing}`, cost: 1.1, lossOf: smoothedBefore(smoothing) },
      { id: `label-smoothing-before-${smoothing}`, cost: 1.2, lossOf: smoothedInKeras(smoothing) },
    ]),
    { id: 'one-hot-plus-1e-6', cost: 0.9, lossOf: ofOneHotPlus(1e-6, 1e-8) },
  ];

function ofRows(
  data: LossData,
  rows: SoftmaxRows,
  { id, cost: own, lossOf }: (typeof ROW_LOSSES)[number],
): Candidate[] {
  const { logits, targets, channelCount } = rows;
  const tried = data.gammas;
  const sums = tried.map(() => 0);
  for (const [row, target] of targets.entries()) {
    const ofRow = logits.subarray(row * channelCount, (row + 1) * channelCount);
    const whole = logSumExp(ofRow);
    const logs = ofRow.map((logit) => whole - logit);
    for (const [which, { gamma }] of tried.entries()) {
      sums[which] = (sums[which] ?? 0) + lossOf(logs, target, gamma);
    }
  }
  const alphas: readonly SideWeights[] = [
    { role: 'off', alpha: null, positive: 1, negative: 1, cost: data.alpha === null ? 0 : 0.2 },
    ...(data.alpha === null
      ? []
      : [
          {
            role: 'everyClass' as const,
            alpha: data.alpha,
            positive: data.alpha,
            negative: data.alpha,
            cost: 0,
          },
        ]),
  ];
  return tried.flatMap(({ gamma, cost }, which) =>
    alphas.flatMap((weights) =>
      data.divisors
        .filter((divisor) => divisor.cost <= 0.6)
        .map(
          (divisor): Candidate => ({
            ...{ id, gamma, weights, reduction: divisor.id, batch: null, factor: null },
            value: (weights.positive * (sums[which] ?? 0)) / divisor.divisor,
            cost: cost + weights.cost + divisor.cost + own,
          }),
        ),
    ),
  );
}

/**
 * A sigmoid of each class against the others.
 * @param logitOf the logit of a class of a row
 * @param first the first class that counts
 */
function oneVersusRest(
  data: LossData,
  { logits, targets, channelCount }: SoftmaxRows,
  id: string,
  own: number,
  logitOf: (row: Float64Array, at: number) => number,
  first = 0,
): Candidate[] {
  const [ofTargets, ofOthers] = [new MarginHistogram(), new MarginHistogram()];
  for (const [row, target] of targets.entries()) {
    const ofRow = logits.subarray(row * channelCount, (row + 1) * channelCount);
    for (let at = first; at < channelCount; at++) {
      const logit = logitOf(ofRow, at);
      if (at === target) {
        ofTargets.addOne(logit);
      } else {
        ofOthers.addOne(-logit);
      }
    }
  }
  const classes = channelCount - first;
  const elements = targets.length * classes;
  const positives = targets.filter((target) => target >= first).length;
  const counts = { elements, takingPart: elements, positives, negatives: elements - positives };
  const ofClasses = withTried({
    ...data,
    ...{ link: 'sigmoid' as const, counts, elements: elementsOfHistograms(ofTargets, ofOthers, 'sigmoid') },
    weighted: null,
    classes,
  });
  return ofClasses.gammas.flatMap(({ gamma, cost, sums: { modulated } }) => {
    return ofClasses.weights.flatMap((weights) =>
      ofClasses.divisors.map(
        (divisor): Candidate => ({
          ...{ id, gamma, weights, reduction: divisor.id, batch: null, factor: null },
          value: weighed(modulated, weights) / divisor.divisor,
          cost: cost + weights.cost + divisor.cost + own,
        }),
      ),
    );
  });
}
