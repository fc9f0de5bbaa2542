import type { Candidate } from '../candidate';
import { focalId } from '../focal-id';
import { type SideSums, weighed } from '../focal-sums';
import type { LossData } from '../loss-data';
import type { Rows, SigmoidRows } from '../rows';

const LIMITS = ['1e-4', '1e-5', '1e-6', '1e-7', '1e-8', '1e-10', '1e-12'] as const;
/** Probabilities at least so far from 0 and 1 meet no limit. */
const LARGEST_LIMIT = 1e-4;
/** Most elements for which the steps of float32 matter: over more they average out. */
const MOST_ELEMENTS = 262_144;
const PLAIN_COST = 0.9;
const LIMITED_COST = 1.1;
const ON_LOGITS_COST = 1.3;
const MOST_COST_OF_GAMMA = 0.9;
const MOST_COST_OF_WEIGHTS = 1;
const MOST_COST_OF_DIVISOR = 0.6;

const round = Math.fround;

/**
 * Losses that code computes from probabilities in float32: 1 − p and its logarithm have the steps of float32, and a limit lies
 * at the nearest number that float32 has.
 */
export function fromProbabilities(data: LossData, rows: Rows): Candidate[] {
  if (rows.link !== 'sigmoid' || rows.logits.length > MOST_ELEMENTS) {
    return [];
  }
  const weights = data.weights.filter(({ cost }) => cost <= MOST_COST_OF_WEIGHTS);
  const divisors = data.divisors.filter(({ cost }) => cost <= MOST_COST_OF_DIVISOR);
  return data.gammas
    .filter(({ cost }) => cost <= MOST_COST_OF_GAMMA)
    .flatMap(({ gamma, cost: costOfGamma }) =>
      formSums(rows, gamma).flatMap(({ id, cost, sums }) =>
        weights.flatMap((pair) =>
          divisors.map(
            ({ id: reduction, divisor, cost: costOfDivisor }): Candidate => ({
              id: id ?? focalId(gamma, pair, data),
              ...{ gamma, weights: pair, reduction, batch: null, factor: null },
              value: weighed(sums, pair) / divisor,
              cost: cost + costOfGamma + pair.cost + costOfDivisor,
            }),
          ),
        ),
      ),
    );
}

/** The sums of one form of the loss. */
interface FormSums {
  /** Null for the loss without a limit. */
  readonly id: string | null;
  readonly cost: number;
  readonly sums: SideSums;
}

function formSums({ logits, targets }: SigmoidRows, gamma: number): FormSums[] {
  const limits = LIMITS.map((limit) => ({ least: round(Number(limit)), most: round(1 - Number(limit)) }));
  const plain = new Float64Array(2);
  /** The sum over the elements that no limit changes. */
  const shared = new Float64Array(2);
  const clamped = LIMITS.map(() => new Float64Array(2));
  const shifted = LIMITS.map(() => new Float64Array(2));
  for (let at = 0; at < logits.length; at++) {
    const side = targets[at] ?? 0;
    const p = round(1 / round(1 + round(Math.exp(-(logits[at] ?? 0)))));
    const ofTarget = side === 1 ? p : round(1 - p);
    const modulation = round(round(1 - ofTarget) ** gamma);
    const loss = modulation * -round(Math.log(ofTarget));
    if (p >= LARGEST_LIMIT && 1 - p >= LARGEST_LIMIT) {
      shared[side] = (shared[side] ?? 0) + loss;
    } else {
      plain[side] = (plain[side] ?? 0) + loss;
      for (const [which, { least, most }] of limits.entries()) {
        const sums = clamped[which] ?? plain;
        sums[side] = (sums[side] ?? 0) + lossOf(Math.min(most, Math.max(least, p)), side, gamma);
      }
    }
    for (const [which, { least }] of limits.entries()) {
      const sums = shifted[which] ?? plain;
      sums[side] = (sums[side] ?? 0) - modulation * round(Math.log(round(ofTarget + least)));
    }
  }
  const withShared = (sums: Float64Array): SideSums => ({
    positive: (sums[1] ?? 0) + (shared[1] ?? 0),
    negative: (sums[0] ?? 0) + (shared[0] ?? 0),
  });
  return [
    { id: null, cost: PLAIN_COST, sums: withShared(plain) },
    ...LIMITS.map((limit, which) => ({
      id: `clamp-${limit}`,
      cost: LIMITED_COST,
      sums: withShared(clamped[which] ?? plain),
    })),
    { id: 'probabilities-loss-on-logits', cost: ON_LOGITS_COST, sums: sumsOnLogits(logits, targets, gamma) },
    ...LIMITS.map((limit, which) => ({
      id: `log-of-p-plus-${limit}`,
      cost: LIMITED_COST,
      sums: { positive: shifted[which]?.[1] ?? 0, negative: shifted[which]?.[0] ?? 0 },
    })),
  ];
}

/** The logits themselves taken for probabilities, within the limits that Keras has. */
function sumsOnLogits(logits: Float64Array, targets: Float64Array, gamma: number): SideSums {
  const [least, most] = [round(1e-7), round(1 - 1e-7)];
  let [positive, negative] = [0, 0];
  for (let at = 0; at < logits.length; at++) {
    const side = targets[at] ?? 0;
    const loss = lossOf(Math.min(most, Math.max(least, round(logits[at] ?? 0))), side, gamma);
    positive += side === 1 ? loss : 0;
    negative += side === 1 ? 0 : loss;
  }
  return { positive, negative };
}

/** The loss of a probability of the positive class, without weights. */
function lossOf(p: number, target: number, gamma: number): number {
  const ofTarget = target === 1 ? p : round(1 - p);
  return round(round(1 - ofTarget) ** gamma) * -round(Math.log(ofTarget));
}
