import type { AlphaRole, ExpectedInput, Variant } from '../../loss/variants/variant';
import { VARIANTS } from '../../loss/variants/variants';
import { logitOfProbability } from '../../numerics/stable';
import type { AlphaReading } from './alpha';
import { balanceInCode, classWeightsInCode } from './balance-in-code';
import type { Computes } from './document';
import { softmaxOf } from './gamma';
import { EQUAL, isClose, type Measure, type Total } from './measure';
import { type Example, easyExample, examplesOf } from './probes';
import { classWeights, type ProbeSettings } from './settings';

/** Values of a loss agree with those of a formula if they differ by less than this. */
const TOLERANCE = 1e-6;
/** A formula that takes logits for probabilities is no other formula: the input of the loss is a probability. */
const CANDIDATES: readonly Variant[] = VARIANTS.filter(({ expectedInput }) => expectedInput === 'logits');
/** A logit at which an ε of 1e-7 shows. */
const HARD = 17;
/** The row that a loss agrees with, and what its input is under it. */
export interface VariantMatch {
  readonly variant: Variant;
  /** Null where the loss is a multiple of the formula, in which no α shows. */
  readonly id: string | null;
  readonly input: ExpectedInput;
  /** True where a factor of the code, other than 1, multiplies the formula for all examples. */
  readonly isScaled: boolean;
}

/** One measured example: the loss and its derivative by the logit of the target class. */
interface Measured {
  readonly logit: number;
  readonly target: 0 | 1;
  readonly alpha: number | null;
  readonly gamma: number;
  readonly loss: number;
  /** Null where the loss has no gradient. */
  readonly slope: number | null;
}

/**
 * The first variant that value and gradient agree with, at two γ and two α.
 *
 * @param known what the input is, if that is known already
 */
export function matchVariant(
  measure: Measure,
  alpha: AlphaReading,
  reduction: Computes['reduction'],
  known: ExpectedInput | null,
): VariantMatch | null {
  const inputs = known ? [known] : (['logits', 'probabilities'] as const);
  // A loss that clamps in its own way agrees with a formula only among ordinary examples.
  const tries = scalesOf(measure, alpha).flatMap((scale) =>
    [true, false].flatMap((isHard) => inputs.map((input) => ({ input, isHard, scale }))),
  );
  for (const { input, isHard, scale } of tries) {
    const ofCode = scale === 'classes' ? classWeightsInCode(measure) : null;
    const measured = measuredExamples(measure, alpha, reduction, input, isHard, ofCode);
    const found = candidateOf(measured, measure, input, scale !== 'one');
    if (found) {
      const { variant, scale: factor } = found;
      return {
        variant,
        id: scale === 'all' ? null : idOf(variant, measure, alpha.role),
        input,
        isScaled: scale === 'all' && !isClose(factor ?? Number.NaN, 1),
      };
    }
  }
  return null;
}

/** What the code may multiply a formula by: nothing, one number for all examples, or one a class. */
type ScaleOfCode = 'one' | 'all' | 'classes';

/** The factors of the code to try. */
function scalesOf({ plan }: Measure, { role }: AlphaReading): readonly ScaleOfCode[] {
  if (plan.alpha) {
    return ['one'];
  }
  // A mean that is divided by the weights hides them from equal examples.
  return role === 'perClass' ? ['classes', 'one'] : role === 'off' ? ['one', 'all'] : ['one'];
}

interface Candidate {
  readonly variant: Variant;
  /** By how much the formula is larger than the loss; null where that is not known yet. */
  readonly scale: number | null;
}

/**
 * The first variant that agrees with all examples. They are measured as long as one is left that may.
 *
 * @param isMultiple true if the loss may be any multiple of the formula
 */
function candidateOf(
  measured: Iterable<Measured | null>,
  measure: Measure,
  input: ExpectedInput,
  isMultiple: boolean,
): Candidate | null {
  const variants = CANDIDATES.filter((candidate) => !isOfOneLogit(candidate, measure, input));
  const ofReduction = [1, ...(measure.layout.rowWidth === 1 ? [] : [measure.layout.rowWidth])];
  let left: readonly Candidate[] = (isMultiple ? [null] : ofReduction).flatMap((scale) =>
    variants.map((variant) => ({ variant, scale })),
  );
  for (const example of measured) {
    left = example ? left.flatMap((candidate) => candidateAfter(candidate, example) ?? []) : [];
    if (left.length === 0) {
      return null;
    }
  }
  return left[0] ?? null;
}

/** The candidate with its scale, if it agrees with an example. */
function candidateAfter({ variant, ...known }: Candidate, example: Measured): Candidate | null {
  const { logit, target, alpha, gamma, loss } = example;
  const scale = known.scale ?? variant.loss(logit, target, { alpha, gamma }) / loss;
  return Number.isFinite(scale) && scale > 0 && agrees(variant, example, scale) ? { variant, scale } : null;
}

/** In a row, the sigmoid of a number is more likely that of a logit than one of a probability. */
function isOfOneLogit({ id }: Variant, { layout }: Measure, input: ExpectedInput): boolean {
  return id === 'double-sigmoid' && layout.width > 1 && input === 'probabilities';
}

function agrees(
  variant: Variant,
  { logit, target, alpha, gamma, loss, slope }: Measured,
  scale: number,
): boolean {
  const parameters = { alpha, gamma };
  const value = variant.loss(logit, target, parameters) / scale;
  if (!isClose(loss, value, TOLERANCE)) {
    return false;
  }
  return (
    slope === null || isClose(slope, variant.gradient(logit, target, parameters) / scale, 10 * TOLERANCE)
  );
}

/** The rows are written for two classes; among K, the role of α says which of them it is. */
function idOf({ id }: Variant, { layout }: Measure, role: AlphaRole | null): string {
  if (id !== 'focal') {
    return id;
  }
  if (role === 'off') {
    return 'focalWithoutAlpha';
  }
  if (layout.width === 1) {
    return id;
  }
  return role === 'everyClass' ? 'alpha-same-for-both' : role === 'classZero' ? 'alpha-on-negatives' : id;
}

/** Measures one example after the other; null for one that raises or is not finite. */
function* measuredExamples(
  measure: Measure,
  alpha: AlphaReading,
  reduction: Computes['reduction'],
  input: ExpectedInput,
  isHard: boolean,
  classWeightsOfCode: readonly number[] | null,
): Generator<Measured | null> {
  const easy = easyExample(measure.layout, input);
  const examples = [...examplesOf(measure.layout), easy, ...(isHard ? hardExamples(measure, input) : [])];
  const alphaOfCode = measure.plan.alpha || alpha.role === 'off' ? null : alphaInCode(measure, input);
  for (const settings of settingsOf(measure, alpha)) {
    for (const example of examples) {
      const total = measure.ofEqual(example, settings);
      const one = total && measuredExample(measure, example, settings, alpha, total, reduction, input);
      const ofCode = classWeightsOfCode?.[example.target] ?? alphaOfCode;
      yield one && ofCode !== null ? { ...one, alpha: ofCode } : one;
    }
  }
}

/** The α that gives the weights α and 1 − α of the code; null for rows, whose weights may be others. */
function alphaInCode(measure: Measure, input: ExpectedInput): number | null {
  const balance = measure.layout.width === 1 ? balanceInCode(measure, input) : null;
  return balance === null ? null : balance / (1 + balance);
}

function measuredExample(
  { layout }: Measure,
  example: Example,
  settings: ProbeSettings,
  reading: AlphaReading,
  total: Total,
  reduction: Computes['reduction'],
  input: ExpectedInput,
): Measured {
  const { width } = layout;
  const p = width === 1 ? (example.input[0] ?? 0) : probabilityOf(example, input);
  const isLogit = input === 'logits' && width === 1;
  const logit = isLogit ? (example.input[0] ?? 0) : logitOfProbability(p);
  const isMean = reduction === 'mean' || (reduction === 'meanOverPositives' && example.target === 1);
  const share = isMean ? 1 : EQUAL;
  return {
    logit,
    target: width === 1 && example.target === 0 ? 0 : 1,
    alpha: effectiveAlpha(example, settings, reading, width),
    gamma: settings.gamma ?? 2,
    loss: total.loss / share,
    slope: total.gradient.length === 0 ? null : slopeByLogit(example, total.gradient, input) / share,
  };
}

/** The derivative by the logit of the target of the total of equal examples, from those by their numbers. */
function slopeByLogit(
  { input: row, target }: Example,
  gradient: readonly number[],
  input: ExpectedInput,
): number {
  const slopes = row.map((_, column) =>
    gradient.reduce((sum, slope, at) => (at % row.length === column ? sum + slope : sum), 0),
  );
  const column = row.length === 1 ? 0 : target;
  const [slope = Number.NaN, p = Number.NaN] = [slopes[column], row[column]];
  if (input === 'logits') {
    return slope;
  }
  // Other probabilities of a row give way as one grows.
  const ofOthers = slopes.reduce((sum, each, at) => (at === column ? sum : sum + each * (row[at] ?? 0)), 0);
  return p * ((1 - p) * slope - ofOthers);
}

function probabilityOf({ input, target }: Example, kind: ExpectedInput): number {
  return (kind === 'logits' ? softmaxOf(input)[target] : input[target]) ?? Number.NaN;
}

/** The α for which α_t of the two-class formula is the weight that the example has. */
function effectiveAlpha(
  { target }: Example,
  { alpha }: ProbeSettings,
  { role }: AlphaReading,
  width: number,
): number | null {
  if (alpha === undefined || alpha === null) {
    return null;
  }
  if (typeof alpha !== 'number') {
    const weight = alpha[target] ?? Number.NaN;
    return width === 1 && target === 0 ? 1 - weight : weight;
  }
  if (width === 1) {
    return alpha;
  }
  const isComplement =
    ((role === 'foreground' || role === 'positives') && target === 0) ||
    (role === 'classZero' && target !== 0);
  return isComplement ? 1 - alpha : alpha;
}

/** Two γ and two α, as far as the loss takes them. */
function settingsOf({ plan, layout }: Measure, { form, role }: AlphaReading): ProbeSettings[] {
  const gammas = plan.gamma ? [{ gamma: 1.5 }, { gamma: 2.5 }] : [{}];
  if (form === null || role === 'off') {
    return gammas;
  }
  const weights = classWeights(layout.width === 1 ? 2 : layout.width);
  const alphas = form === 'number' ? [0.3, 0.6] : [weights];
  return gammas.flatMap((gamma) => alphas.map((alpha) => ({ ...gamma, alpha })));
}

/** Confident and wrong: there a clamp or an ε shows. */
function hardExamples({ layout }: Measure, input: ExpectedInput): Example[] {
  const p = 1 / (1 + Math.exp(HARD));
  if (layout.width === 1) {
    return input === 'logits'
      ? [
          { input: [-HARD], target: 1 },
          { input: [HARD], target: 0 },
        ]
      : [{ input: [p], target: 1 }];
  }
  const rest = (1 - p) / (layout.width - 1);
  const row = Array.from({ length: layout.width }, (_, at) => (at === 1 ? p : rest));
  return [{ input: input === 'logits' ? row.map(Math.log) : row, target: 1 }];
}
