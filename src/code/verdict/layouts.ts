import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Shape } from '../run/tensor/shapes';
import type { AlphaReading } from './alpha';
import type { LayoutOutcome } from './document';
import { readGamma } from './gamma';
import { addUpToNothing, couplesExamples, linkOfRows } from './link';
import type { LossRunner } from './loss-runner';
import { matchVariant } from './match-variants';
import { isClose, Measure } from './measure';
import { type Batch, decisionsIn, type Example, exampleOf, type Layout, mixedExamples } from './probes';
import { readReduction } from './reduction';
import type { SettingsPlan } from './settings';

/** A loss that was called in several layouts. */
export interface Attempt {
  readonly layouts: readonly LayoutOutcome[];
  /** In the layout that the loss is for; null if it runs in none. */
  readonly measure: Measure | null;
}

/** Calls a loss with its default settings in one layout after the other, and chooses the one that it is for. */
export function attempted(
  layouts: readonly Layout[],
  runner: LossRunner,
  plan: SettingsPlan,
  interpreter: Interpreter,
): Attempt {
  const tried = layouts.flatMap((layout) => triedLayout(layout, runner, plan, interpreter) ?? []);
  return { layouts: tried.map(({ outcome }) => outcome), measure: chosenMeasure(tried, runner, plan) };
}

/** @throws NotUnderstood always: the loss is for tensors of a form that was not tried */
export function noLayout(layouts: readonly LayoutOutcome[]): never {
  const line = layouts.find(({ exception }) => exception)?.exception?.line;
  throw new NotUnderstood(
    { kind: 'layout' },
    line === undefined || line === 0 ? null : { line, start: 0, end: 0 },
  );
}

interface TriedLayout {
  readonly layout: Layout;
  readonly outcome: LayoutOutcome;
  /** True if it ran, the result depends on the predictions, each for itself, and no axis has a size that the code brings along. */
  readonly works: boolean;
  /** True if a number of the rows never counts, as in a loss of two classes that is given three. */
  readonly leavesOut: boolean;
}

/** Null where targets as booleans take a way that is not followed: few losses are meant for them, and the others show it by another layout. */
function triedLayout(
  layout: Layout,
  runner: LossRunner,
  plan: SettingsPlan,
  interpreter: Interpreter,
): TriedLayout | null {
  try {
    return tryLayout(layout, runner, plan, interpreter);
  } catch (error) {
    if (error instanceof NotUnderstood && layout.name === 'vectorOfBooleans') {
      return null;
    }
    throw error;
  }
}

function tryLayout(
  layout: Layout,
  runner: LossRunner,
  plan: SettingsPlan,
  interpreter: Interpreter,
): TriedLayout {
  const before = interpreter.events.length;
  const examples = mixedExamples(layout.width, 5);
  const batch = layout.batch(examples);
  const own = plan.ofClasses(layout.classes);
  const [result] = runner.run(own.with({}), [batch]);
  const growths = interpreter.events.slice(before).filter((event) => event.kind === 'broadcastGrew');
  const exception = result?.kind === 'exception' ? result.exception : null;
  const slopes = [...(result?.kind === 'value' ? (result.gradient ?? []) : [])];
  const columns = Array.from({ length: layout.width }, (_, column) =>
    slopes.filter((slope, at) => at % layout.width === column && isSlope(slope)),
  );
  return {
    layout,
    works:
      dependsOnEach(batch, slopes, layout.width) &&
      growths.every(({ one, other }) => isOwn(one, batch, layout) && isOwn(other, batch, layout)) &&
      !((layout.mustTellTargets || layout.isOneRow) && !tellsTargets(examples, slopes)),
    leavesOut: columns.some(({ length }) => length === 0),
    outcome: { layout: layout.name, exception, grew: growths.length > 0 },
  };
}

/** False if an axis of an array is none of a batch of rows, nor all its numbers: it is of a number of classes that the code names. */
function isOwn(shape: Shape, { inputs, targets }: Batch, { width, hasIndexTargets }: Layout): boolean {
  if (!hasIndexTargets) {
    return true;
  }
  const own = [1, width, targets.length, inputs.length / width];
  const isFlat = shape.filter((size) => size > 1).length === 1;
  return shape.every((size) => own.includes(size) || (isFlat && size === inputs.length));
}

/**
 * True if a loss with this gradient depends on the predictions of a batch, each example for itself.
 *
 * @param width numbers of an example
 */
export function dependsOnEach(batch: Batch, slopes: readonly number[], width: number): boolean {
  return slopes.some(isSlope) && !(width === 1 && isOneRow(batch, slopes));
}

/** False for what an ε leaves of a slope, as where a single number is normalised. */
function isSlope(slope: number): boolean {
  return Math.abs(slope) > 1e-9;
}

/** True if a loss falls with the prediction of the target, and otherwise does not. */
export function tellsTargetsOf({ layout, plan, runner }: Measure): boolean {
  const examples = mixedExamples(layout.width, 5);
  const [outcome] = runner.run(plan.with({}), [layout.batch(examples)]);
  const slopes = [...(outcome?.kind === 'value' ? (outcome.gradient ?? []) : [])];
  if (layout.width === 1) {
    return layout.rowWidth > 1 || tellsTargets(examples, slopes);
  }
  return examples.every(({ target }, at) => {
    const row = slopes.slice(at * layout.width, (at + 1) * layout.width);
    return row.every((slope, column) => (column === target ? slope < 0 : slope >= 0));
  });
}

/** True if every prediction changes a loss, whichever its target is: a loss of the positives alone has no slope at negatives. */
export function coversBothSides({ layout, plan, runner }: Measure): boolean {
  const [outcome] = runner.run(plan.with({}), [layout.batch(mixedExamples(layout.width, 5))]);
  const slopes = outcome?.kind === 'value' ? outcome.gradient : null;
  return slopes?.every(isSlope) === true;
}

/** The same for whole rows, where a single decision stands in one of others. */
export function inWholeRows(measure: Measure): Measure {
  const { layout, plan, runner } = measure;
  return layout.rows ? new Measure(runner, plan, layout.rows) : measure;
}

/** True if a loss is the same whatever its targets are, up to a factor such as one by their number of positives. */
export function ignoresTargets(measure: Measure): boolean {
  const rows = inWholeRows(measure);
  const { width } = rows.layout;
  // Unlike counts of the targets, which a loss of all pairs would not tell from one another.
  const examples = mixedExamples(width, 5);
  const others = examples.map((example) => ({
    ...example,
    target: (example.target + 1) % Math.max(width, 2),
  }));
  const [one, other] = [examples, others].map((each) => rows.total(each, {}));
  const factor = one && other ? one.loss / other.loss : 0;
  return (
    !!one &&
    !!other &&
    factor > 0 &&
    one.gradient.some((slope) => slope !== 0) &&
    one.gradient.every((slope, at) => isClose(slope, factor * (other.gradient[at] ?? 0), 1e-9))
  );
}

/** True if a loss with this gradient falls with the predictions of positives and rises with those of negatives. */
function tellsTargets(examples: readonly Example[], slopes: readonly number[]): boolean {
  return examples.every(({ target }, at) => Math.sign(slopes[at] ?? 0) === (target === 1 ? -1 : 1));
}

/** True if the loss takes the examples of a batch for the classes of one row, by a softmax or by a share of their sum. */
function isOneRow({ inputs }: Batch, slopes: readonly number[]): boolean {
  return addUpToNothing(slopes) || addUpToNothing(slopes.map((slope, at) => slope * (inputs[at] ?? 0)));
}

/** Index targets tell a loss over classes; a loss that takes rows of one-hot targets is one if it couples them. */
function chosenMeasure(
  tried: readonly TriedLayout[],
  runner: LossRunner,
  plan: SettingsPlan,
): Measure | null {
  const working = tried.filter(({ works }) => works);
  const usual = working.filter(({ outcome, leavesOut }) => !outcome.grew && !leavesOut);
  const measures = (usual.length > 0 ? usual : working).map(
    ({ layout }) => new Measure(runner, plan.ofClasses(layout.classes), layout),
  );
  const certain = measures.find(({ layout }) => layout.mustTellTargets);
  if (certain) {
    return certain;
  }
  const rows = measures.find(({ layout }) => layout.width > 1);
  const link = rows ? linkOfRows(rows, readGamma(rows)) : null;
  if (rows?.layout.hasIndexTargets) {
    // Rows may run in a loss of single decisions too, which then takes their numbers for further examples.
    const single = link === 'softmax' ? undefined : measures.find(isOfDecisions);
    return (link === 'softmax' ? null : decisionsOf(rows)) ?? single ?? rows;
  }
  const single = singleOf(measures);
  // Rows that do not change each other are the examples of a loss that couples single numbers.
  const isOfRows =
    rows && (link === 'softmax' || (single && couplesExamples(single) && !couplesExamples(rows)));
  return (
    (isOfRows ? rows : single) ?? (rows && link === 'sigmoid' ? decisionsOf(rows) : null) ?? rows ?? null
  );
}

/**
 * The first measure of single decisions. Integers that choose examples by their position give another loss than the booleans that
 * say which examples count, which are meant then.
 */
function singleOf(measures: readonly Measure[]): Measure | undefined {
  const single = measures.find(({ layout }) => layout.width === 1);
  const masked = measures.find(({ layout }) => layout.name === 'vectorOfBooleans');
  const [one, other] = [single, masked].map(
    (measure) => measure?.total(mixedExamples(1, 5), {})?.loss ?? null,
  );
  const isOfPositions = single?.layout.name === 'vectorOfIndices' && one !== other && other !== null;
  return isOfPositions ? masked : single;
}

function isOfDecisions(measure: Measure): boolean {
  return measure.layout.width === 1 && readGamma(measure).input !== null;
}

/** The rows of a loss as single decisions; null where that does not show what their input is. */
function decisionsOf(rows: Measure): Measure | null {
  const { runner, plan, layout } = rows;
  const slopesOf = (target: number): readonly number[] =>
    rows.total([exampleOf(layout.width, 0, target)], rows.usual)?.gradient ?? [];
  const slopes = slopesOf(1);
  const ofFirst = slopesOf(0);
  const hasBackground = ofFirst.length > 0 && ofFirst.every((slope) => slope >= 0);
  // Only the loss of the class itself falls as its number grows.
  const own = slopes.indexOf(Math.min(...slopes));
  for (const input of ['logits', 'probabilities'] as const) {
    const measure = new Measure(runner, plan, decisionsIn(layout, own, input, hasBackground));
    const read = plan.gamma
      ? readGamma(measure)
      : matchVariant(measure, NO_ALPHA, readReduction(measure), input);
    if (read?.input === input) {
      return measure;
    }
  }
  return null;
}

const NO_ALPHA: AlphaReading = { role: null, form: null };
