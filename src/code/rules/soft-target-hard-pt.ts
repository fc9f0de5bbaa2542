import { mixedByTarget } from '../fixes/building/soft-targets';
import { EQUAL, isClose, type Measure } from '../verdict/measure';
import { type Batch, exampleOf } from '../verdict/probes';
import { operationsOf } from './evidence/operations';
import { placeOfGamma } from './evidence/parameter';
import { targetProbabilityOf } from './evidence/probabilities';
import { cellsOf } from './evidence/smoothed-targets';
import { tellsApart } from './evidence/target-tests';
import { holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** Words that say that targets lie between 0 and 1. */
const SOFT =
  /\bsoft[- ]?(?:ened )?(?:targets?|labels?|scores?)\b|\b(?:mixup|cutmix)\b|(?:targets?|labels?)\b[^\n]{0,60}(?:[[(] ?0(?:\.0)? ?, ?1(?:\.0)? ?[\])]|between 0 and 1|probabilit|\bsoft\b|continuous)|软(?:标签|目标)/i;

/** Shares by which targets are moved towards the middle. */
const SHARES = [0.3, 0.6];

/** Documented soft targets are cut at a threshold for p_t. */
export const softTargetHardPt: Rule<'soft-target-hard-pt'> = {
  id: 'soft-target-hard-pt',
  severity: 'warning',
  inLoss: (loss) =>
    loss.measure && SOFT.test(loss.file.textOf(loss.code.node)) && cutsTargets(loss, loss.measure)
      ? [{ facts: {}, at: placeOfCut(loss.measure) ?? placeOfGamma(loss.verdict) }]
      : [],
  fixInLoss: (loss, at) =>
    mixedByTarget(loss, at).map((edits) => ({ title: 'mix-by-target' as const, edits })),
};

/** The first test on the targets. */
function placeOfCut(measure: Measure): TextRange | null {
  const examples = tracedExamples(measure);
  const cut = operationsOf(measure, examples).find((operation) => {
    const [first] = operation.operands;
    return first && holds(first, cellsOf(examples)) && tellsApart(operation);
  });
  return placeOfArray(cut?.result);
}

/** True if the cross-entropy changes with the share of a soft target, and p_t stays that of the hard one. */
function cutsTargets({ verdict }: LossSubject, measure: Measure): boolean {
  const { layout, plan, runner } = measure;
  const example = exampleOf(layout.width, 0, 1);
  const examples = new Array(EQUAL).fill(example);
  const batch = layout.batch(examples);
  if (!plan.gamma || batch.targetType !== 'float32') {
    return false;
  }
  const cells = cellsOf(examples);
  const lossAt = (share: number, gamma: number): number => {
    const targets = cells.map((cell) => cell * (1 - share) + share / Math.max(layout.width, 2));
    const soft: Batch = { ...batch, targets };
    const [outcome] = runner.run(plan.with({ ...measure.usual, gamma }), [soft]);
    return outcome?.kind === 'value' ? outcome.value.data.reduce((sum, value) => sum + value, 0) : Number.NaN;
  };
  const base = 1 - targetProbabilityOf(example, verdict.computes?.input ?? 'logits');
  const [one = 0, other = 0] = SHARES.map((share) => lossAt(share, 2));
  return (
    !isClose(one, other) && SHARES.every((share) => isClose(lossAt(share, 3) / lossAt(share, 2), base, 1e-4))
  );
}
