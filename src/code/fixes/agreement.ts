import { CLAMPED_PROBABILITIES } from '../../loss/variants/clamped-probability';
import { EPSILONS_IN_LOGARITHM } from '../../loss/variants/epsilon-in-logarithm';
import type { Variant } from '../../loss/variants/variant';
import { VARIANTS } from '../../loss/variants/variants';
import type { Diagnostic } from '../rules/diagnostic';
import type { RuleId } from '../rules/rule';
import type { Computes, Verdict } from '../verdict/document';
import { isClose } from '../verdict/measure';
import type { ExaminedCode, FaultOfText, LossOfText } from './examined-code';
import type { LossSample } from './loss-sample';
import type { Proposal } from './proposal';

/** Ordinary losses of mended code agree with those before to this share: an ε may have been in the way. */
const TOLERANCE = 2e-3;

/** Formulas that differ from the paper's by an ε alone, which has rules of its own. */
const BOUNDED: readonly Variant[] = [...CLAMPED_PROBABILITIES, ...EPSILONS_IN_LOGARITHM];

/** The ids of the formulas that are another mistake. */
const MISTAKES: readonly string[] = VARIANTS.filter(
  (variant) => variant.kind === 'mistake' && !BOUNDED.includes(variant),
).map(({ id }) => id);

/** True if mended code has lost its fault, has no new one, and computes what the fix promises. */
export function keepsPromise(
  before: ExaminedCode,
  after: ExaminedCode,
  fault: FaultOfText,
  proposal: Proposal,
): boolean {
  const uncovered = proposal.uncovers ? fault.loss : null;
  const comparable = {
    ...after,
    faults: after.faults.filter(({ loss }) => loss === null || loss !== uncovered),
  };
  return (
    isGone(fault, before, after) &&
    hasNoNewFault(before, comparable, fault.diagnostic.rule) &&
    before.losses.every((loss) => isStillRun(loss, lossIn(after, loss.key), proposal)) &&
    isAsPromised(before, after, fault, proposal)
  );
}

/** True if the faults that were mended together are gone, and no rule is broken more often than before. */
export function areAllGone(
  before: ExaminedCode,
  after: ExaminedCode,
  mended: readonly Diagnostic[],
): boolean {
  const rules = [...new Set(mended.map(({ rule }) => rule))];
  const isMended = (rule: RuleId): boolean =>
    countOf(after, rule, true) <=
    countOf(before, rule, true) - mended.filter((each) => each.rule === rule).length;
  return rules.every(isMended) && hasNoNewFault(before, after, null);
}

/** True if a rule is broken less often than before. */
function isGone({ diagnostic: { rule } }: FaultOfText, before: ExaminedCode, after: ExaminedCode): boolean {
  return countOf(after, rule, true) < countOf(before, rule, true);
}

/** True if no rule is broken more often than before. */
function hasNoNewFault(before: ExaminedCode, after: ExaminedCode, mended: RuleId | null): boolean {
  const rules = new Set(after.faults.map(({ diagnostic }) => diagnostic.rule));
  return [...rules].every(
    (rule) => rule === mended || countOf(after, rule, false) <= countOf(before, rule, false),
  );
}

function countOf({ faults }: ExaminedCode, rule: RuleId, withHints: boolean): number {
  return faults.filter(
    ({ diagnostic }) => diagnostic.rule === rule && (withHints || diagnostic.severity !== 'information'),
  ).length;
}

/** The loss of a text by its key. */
export function lossIn({ losses }: ExaminedCode, key: string | null): LossOfText | undefined {
  return losses.find((loss) => loss.key === key);
}

function isStillRun(
  before: LossOfText,
  after: LossOfText | undefined,
  { changesDefault }: Proposal,
): boolean {
  if (before.verdict.kind !== 'definition') {
    return after !== undefined || before.verdict.computes === null;
  }
  return (
    after !== undefined &&
    (changesDefault || before.signatures.every((signature) => after.signatures.includes(signature))) &&
    (before.verdict.computes === null || after.verdict.computes !== null) &&
    (before.verdict.exception !== null || after.verdict.exception === null) &&
    runsWhereItRan(before.verdict, after.verdict)
  );
}

function runsWhereItRan(before: Verdict, after: Verdict): boolean {
  const runs = ({ layouts }: Verdict): string[] =>
    layouts.filter(({ exception, grew }) => exception === null && !grew).map(({ layout }) => layout);
  const now = new Set(runs(after));
  return runs(before).every((layout) => now.has(layout));
}

function isAsPromised(
  before: ExaminedCode,
  after: ExaminedCode,
  { loss }: FaultOfText,
  proposal: Proposal,
): boolean {
  const [faulty, mended] = [lossIn(before, loss), lossIn(after, loss)];
  if (!faulty || !mended) {
    return loss === null;
  }
  const [was, is] = [faulty.verdict.computes, mended.verdict.computes];
  if (!is || mended.verdict.exception) {
    return false;
  }
  // A loss that raised has shown nothing that could stay.
  const known = new Set<string>(before.faults.map(({ diagnostic }) => diagnostic.rule));
  const isSame = !was || areSame(was, is, proposal.changes ?? {}, known);
  const { changes } = proposal;
  return isSame && (changes !== undefined || !was || haveSameValues(faulty.sample, mended.sample));
}

const KEYS = ['link', 'input', 'alphaRole', 'gammaIsExponentOf', 'reduction'] as const;

/** @param known the rules that are broken: a mistake that one of them names may stay */
function areSame(
  was: Computes,
  is: Computes,
  changes: Partial<Computes>,
  known: ReadonlySet<string>,
): boolean {
  const isMistake = (variant: string | null): boolean =>
    variant !== null && MISTAKES.includes(variant) && !known.has(variant);
  const isRightNow = !isMistake(is.variant) && (is.variant !== null || !isMistake(was.variant));
  return (
    KEYS.every((key) => {
      const wanted = key in changes ? changes[key] : was[key];
      return wanted === null || wanted === is[key];
    }) &&
    (isRightNow || is.variant === was.variant)
  );
}

/** True if the ordinary losses that were finite are what they were. */
function haveSameValues(before: LossSample | null, after: LossSample | null): boolean {
  return (['positive', 'negative'] as const).every((example) => {
    const [was, is] = [before?.[example] ?? null, after?.[example] ?? null];
    return was === null || !Number.isFinite(was) || (is !== null && isClose(was, is, TOLERANCE));
  });
}

/**
 * True if a loss that takes the place of another one has its signature, takes its input, computes what is wanted, and has no fault.
 * A loss that computes this already needs none in its place.
 */
export function isReference(
  before: LossOfText | undefined,
  after: LossOfText | undefined,
  faults: readonly FaultOfText[],
  wanted: Partial<Computes>,
): boolean {
  const [was, is] = [before?.verdict.computes, after?.verdict.computes];
  if (!before || !after || !was || !is) {
    return false;
  }
  return (
    after.verdict.exception === null &&
    before.signatures.join('\n') === after.signatures.join('\n') &&
    runsWhereItRan(before.verdict, after.verdict) &&
    faults.every(({ diagnostic }) => diagnostic.severity === 'information') &&
    was.variant !== is.variant &&
    is.variant === wanted.variant &&
    was.link === is.link &&
    was.input === is.input &&
    was.reduction === is.reduction &&
    KEYS.every((key) => wanted[key] === undefined || wanted[key] === is[key])
  );
}
