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
        ...ofRows(data, rows, 'double-softmax', 0.9, doubleSoftmax),
        ...[0.05, 0.1, 0.2].flatMap((smoothing) => [
          ...ofRows(data, rows, `label-smoothing-after-${smoothing}`, 1.1, smoothedAfter(smoothing)),
          ...ofRows(data, rows, `pt-from-label-smoothed-ce-${smoothing}`, 1, ptFromSmoothed(smoothing)),
          ...ofRows(data, rows, `label-smoothing-before-${smoothing}`, 1.1, smoothedBefore(smoothing)),
        ]),
        ...oneVersusRest(data, rows, 'one-vs-rest', 0.8, (logits, at) => logits[at] ?? 0),
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

function smoothedBefore(smoothing: number): RowLoss {
  return (logs, target, gamma) =>
    logs.reduce((sum, log, at) => {
      const share = smoothing / logs.length + (at === target ? 1 - smoothing : 0);
      return sum + share * (-Math.expm1(-log)) ** gamma * log;
    }, 0);
}

function smoothedCrossEntropy(logs: Float64Array, target: number, smoothing: number): number {
  const ofAll = logs.reduce((sum, log) => sum + log, 0);
  return (1 - smoothing) * (logs[target] ?? 0) + (smoothing / logs.length) * ofAll;
}

function ofRows(data: LossData, rows: SoftmaxRows, id: string, own: number, lossOf: RowLoss): Candidate[] {
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

/** A sigmoid of each class against the others. @param logitOf the logit of a class of a row */
function oneVersusRest(
  data: LossData,
  { logits, targets, channelCount }: SoftmaxRows,
  id: string,
  own: number,
  logitOf: (row: Float64Array, at: number) => number,
): Candidate[] {
  const [positives, negatives] = [new MarginHistogram(), new MarginHistogram()];
  for (const [row, target] of targets.entries()) {
    const ofRow = logits.subarray(row * channelCount, (row + 1) * channelCount);
    for (let at = 0; at < channelCount; at++) {
      const logit = logitOf(ofRow, at);
      if (at === target) {
        positives.addOne(logit);
      } else {
        negatives.addOne(-logit);
      }
    }
  }
  const counts = {
    elements: targets.length * channelCount,
    takingPart: targets.length * channelCount,
    positives: targets.length,
    negatives: targets.length * (channelCount - 1),
  };
  const ofClasses = withTried({
    ...data,
    ...{ link: 'sigmoid' as const, counts, elements: elementsOfHistograms(positives, negatives, 'sigmoid') },
    weighted: null,
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
