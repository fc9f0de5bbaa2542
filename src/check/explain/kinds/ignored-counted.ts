import { focalLoss } from '../../../loss/binary';
import type { Candidate, SideWeights } from '../candidate';
import { weighed } from '../focal-sums';
import { focalLosses } from '../group-sums';
import type { LossData } from '../loss-data';
import type { Rows, SoftmaxRows } from '../rows';

/** Ignored elements that are counted in the sum: as negatives, or with the number that marks them as their target. */
export function ignoredCounted(data: LossData, rows: Rows): Candidate[] {
  if (rows.link === 'softmax') {
    return ignoredAsClassZero(data, rows);
  }
  if (rows.ignored.length === 0 || rows.ignoreIndex === null) {
    return [];
  }
  const { ignored, ignoreIndex } = rows;
  return data.gammas.flatMap(({ gamma, cost: costOfGamma, sums }) => {
    const { modulated } = sums;
    const sumOf = (target: number, alpha: number | null) =>
      ignored.reduce((sum, logit) => sum + focalLoss(logit, target, { alpha, gamma }), 0);
    const asNegatives = sumOf(0, null);
    return data.weights.flatMap((weights) => {
      const own = weighed(modulated, weights);
      const raw = rawAlpha(weights);
      const cost = costOfGamma + weights.cost;
      return [
        ...counted('ignored-as-negatives', own + weights.negative * asNegatives, cost + 0.8),
        ...(raw === undefined || gamma !== data.gamma
          ? []
          : counted('ignored-counted', own + sumOf(ignoreIndex, raw), cost + 1.1)),
      ];
      function counted(id: string, sum: number, costOfKind: number): Candidate[] {
        return data.divisors.map(({ id: reduction, divisor, cost: costOfDivisor }) => ({
          ...{ id, gamma, weights, reduction, batch: null, factor: null },
          value: sum / divisor,
          cost: costOfKind + costOfDivisor,
        }));
      }
    });
  });
}

/** Ignored rows whose target became class 0, as `targets.clamp(min=0)` or a mask of targets times 0 makes it. */
function ignoredAsClassZero(data: LossData, rows: SoftmaxRows): Candidate[] {
  const count = rows.ignored.length / rows.channelCount;
  if (count === 0) {
    return [];
  }
  const ignored: SoftmaxRows = { ...rows, logits: rows.ignored, targets: new Int32Array(count) };
  return data.gammas.flatMap(({ gamma, cost, sums: { modulated } }) => {
    const ofIgnored = focalLosses(ignored, gamma).reduce((sum, loss) => sum + loss, 0);
    const sum = modulated.positive + modulated.negative + ofIgnored;
    const weights = data.weights.filter(({ positive, negative }) => positive === negative);
    return weights.flatMap((pair) =>
      data.divisors.map(
        ({ id: reduction, divisor, cost: costOfDivisor }): Candidate => ({
          ...{ id: 'ignored-as-negatives', gamma, weights: pair, reduction, batch: null, factor: null },
          value: (pair.positive * sum) / divisor,
          cost: cost + pair.cost + costOfDivisor + 0.8,
        }),
      ),
    );
  });
}

/** α with which a formula of α_t gives the weights; undefined if none does. */
function rawAlpha({ role, alpha }: SideWeights): number | null | undefined {
  if (role === 'off') {
    return null;
  }
  return role === 'positives' && alpha !== null ? alpha : undefined;
}
