import { focal } from '../../loss/variants/focal';
import type { ElementQuantity } from './candidate';
import { classWeightLists } from './class-weight-lists';
import { focalId } from './focal-id';
import type { TriedLoss } from './given-elements';
import { ROW_LOSSES } from './kinds/softmax-relatives';
import type { LossData } from './loss-data';
import { countsOf, type SoftmaxRows } from './rows';

const COST_WITHOUT_ALPHA = 0.3;

/** The losses of a softmax whose elements do not follow from x_t: weights of the classes, and losses of all logits of a row. */
export function triedOfClasses(data: LossData, rows: SoftmaxRows, quantity: ElementQuantity): TriedLoss[] {
  return [...withWeights(data, rows, quantity), ...(quantity === 'loss' ? ofAllLogits(data) : [])];
}

function withWeights(data: LossData, rows: SoftmaxRows, quantity: ElementQuantity): TriedLoss[] {
  const counts = countsOf(rows);
  return data.gammas.flatMap(({ gamma, cost }) =>
    classWeightLists(data, counts).map(({ id, role, alpha, weights, cost: costOfWeights }): TriedLoss => {
      const pair = { role, alpha, positive: Number.NaN, negative: Number.NaN, cost: costOfWeights };
      return {
        ...{ id: id ?? focalId(gamma, pair, data), gamma, alpha, role, quantity, cost: cost + costOfWeights },
        valuesOf: ({ logits, classes }) =>
          logits.map(
            (logit, at) =>
              (weights[classes[at] ?? 0] ?? 1) * focal[quantity](logit, 1, { alpha: null, gamma }),
          ),
      };
    }),
  );
}

function ofAllLogits({ gammas, alpha: own }: LossData): TriedLoss[] {
  const alphas = own === null ? [null] : [own, null];
  return ROW_LOSSES.flatMap(({ id, cost: costOfLoss, lossOf }) =>
    gammas.flatMap(({ gamma, cost }) =>
      alphas.map(
        (alpha): TriedLoss => ({
          ...{ id, gamma, alpha, role: alpha === null ? 'off' : 'everyClass', quantity: 'loss' },
          cost: cost + costOfLoss + (alpha === own ? 0 : COST_WITHOUT_ALPHA),
          valuesOf: ({ logits, classes, logsOf }) =>
            logits.map((_, at) => (alpha ?? 1) * lossOf(logsOf(at), classes[at] ?? 0, gamma)),
        }),
      ),
    ),
  );
}
