import { type CurveParameters, INITIAL_VALUES, kindOf } from '../../loss/kinds/kinds';
import { logitOfProbability } from '../../numerics/stable';
import type { Report } from '../report/report';
import { edgesOf, type MarginBin } from '../statistics/margin-histogram';
import { asSigmoid, sumOfWeights } from './as-sigmoid';
import { hardSidesOf } from './gradient-balance';
import { meanOver } from './logit-bins';
import { trainedLossOf } from './trained-loss';

/** A loss and those of its parameters that are not its initial ones. */
export type LossOfTable = Pick<CurveParameters, 'kind'> & Partial<CurveParameters>;

/** The sizes of a loss on the logits of a report. Values of different losses are not comparable. */
export interface LossRow {
  readonly loss: LossOfTable;
  /** Mean over the elements, in nats. */
  readonly value: number;
  /** Mean |dL/dx|. */
  readonly gradient: number;
  /** The part of the positives in Σ |dL/dx|. */
  readonly positiveShare: number;
  /** The part of the 1 % of the elements with the smallest p_t. */
  readonly hardestShare: number;
  /** The part of the negatives with p_t ≥ 0.9. */
  readonly easyNegativeShare: number;
  /** Counting every element changes these shares by no more. */
  readonly shareErrorBound: number;
}

/** Focal loss beside cross-entropy on the logits of a report. */
export interface LossEffect {
  /** Share of the elements that are negatives with p_t ≥ 0.9. */
  readonly easyNegatives: number;
  readonly crossEntropy: LossRow;
  /** The loss of the report. */
  readonly own: LossRow;
  /** Σ |dL/dx| of this loss, divided by Σ |dCE/dx|. */
  readonly gradientRatio: number;
  /** The factor that makes the gradient of this loss as large as the cross-entropy's. */
  readonly lossWeight: number;
  /**
   * `little`: easy negatives carry less than a tenth of the cross-entropy's gradient, so that γ has little to take away; `unused`:
   * they carry more, and γ = 0 takes nothing away.
   */
  readonly roomForGamma: 'little' | 'some' | 'unused';
  readonly rows: readonly LossRow[];
}

/** A negative is easy from this p_t on. */
const EASY = logitOfProbability(0.9);
const HARDEST = 0.01;
const LITTLE = 0.1;

const CROSS_ENTROPY: LossOfTable = { kind: 'crossEntropy' };

/** The losses that every table has; γ are those of Lin et al. 2017, Table 1b, and of Ridnik et al. 2021, section 4. */
const TABLE: readonly LossOfTable[] = [
  CROSS_ENTROPY,
  { kind: 'focal', alpha: null, gamma: 0.5 },
  { kind: 'focal', alpha: null, gamma: 1 },
  { kind: 'focal', alpha: null, gamma: 2 },
  { kind: 'labelSmoothedCrossEntropy', labelSmoothing: 0.1 },
  { kind: 'asymmetric', gammaPositive: 0, gammaNegative: 4, clip: 0.05 },
];

/** A bin of x_t of one side. */
interface Elements {
  readonly bin: MarginBin;
  readonly target: 0 | 1;
}

/**
 * Losses on the same logits, from the histograms of x_t to second order within each bin.
 * @returns null for a softmax of more than two classes, soft targets, an α a class, weighted elements of an earlier version, and where a side is absent
 */
export function lossEffectOf(given: Report): LossEffect | null {
  const report = asSigmoid(given);
  const sides = hardSidesOf(report);
  const trained = trainedLossOf(report.parameters);
  if (sides === null || trained === null) {
    return null;
  }
  const elements: Elements[] = [
    ...sides.positives.map((bin) => ({ bin, target: 1 as const })),
    ...sides.negatives.map((bin) => ({ bin, target: 0 as const })),
  ].sort((one, other) => one.bin.mean - other.bin.mean);
  const { alpha, gamma } = trained;
  const balanced: LossOfTable[] = alpha === null ? [] : [{ kind: 'alphaBalancedCrossEntropy', alpha }];
  const crossEntropy = rowOf(CROSS_ENTROPY, elements);
  const own = rowOf({ kind: 'focal', ...trained }, elements);
  const gradientRatio = (sumOfWeights(given) * own.gradient) / crossEntropy.gradient;
  const others = TABLE.filter((loss) => loss.kind !== 'focal' || loss.gamma !== gamma || alpha !== null);
  return {
    easyNegatives: elementsIn(elements.filter(isEasyNegative)) / elementsIn(elements),
    crossEntropy,
    own,
    gradientRatio,
    lossWeight: 1 / gradientRatio,
    roomForGamma: crossEntropy.easyNegativeShare < LITTLE ? 'little' : gamma === 0 ? 'unused' : 'some',
    rows: [...[...others, ...balanced].map((loss) => rowOf(loss, elements)), own],
  };
}

/** @param elements in ascending order of x_t: the hardest first */
function rowOf(loss: LossOfTable, elements: readonly Elements[]): LossRow {
  const kind = kindOf(loss.kind);
  const parameters = { ...INITIAL_VALUES, ...loss };
  const count = elementsIn(elements);
  let left = HARDEST * count;
  let [value, gradient, positives, hardest, easyNegatives, divided] = [0, 0, 0, 0, 0, 0];
  for (const element of elements) {
    const { bin, target } = element;
    const sign = 2 * target - 1;
    const ofBin = bin.count * meanOver(bin, (x) => Math.abs(kind.gradient(sign * x, target, parameters)));
    value += bin.count * meanOver(bin, (x) => kind.loss(sign * x, target, parameters));
    gradient += ofBin;
    positives += target * ofBin;
    hardest += Math.min(1, left / bin.count) * ofBin;
    easyNegatives += isEasyNegative(element) ? ofBin : 0;
    const { low, high } = edgesOf(bin.bin);
    const isDivided = (left > 0 && left < bin.count) || (low < EASY && EASY < high && target === 0);
    divided = isDivided ? Math.max(divided, ofBin) : divided;
    left = Math.max(0, left - bin.count);
  }
  return {
    loss,
    value: value / count,
    gradient: gradient / count,
    positiveShare: positives / gradient,
    hardestShare: hardest / gradient,
    easyNegativeShare: easyNegatives / gradient,
    shareErrorBound: divided / gradient,
  };
}

function isEasyNegative({ bin, target }: Elements): boolean {
  return target === 0 && bin.mean >= EASY;
}

function elementsIn(elements: readonly Elements[]): number {
  return elements.reduce((sum, { bin }) => sum + bin.count, 0);
}
