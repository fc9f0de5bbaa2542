import { columnOrList, keptShapes } from '../fixes/building/kept-shapes';
import { powersOfLogOfTarget } from '../fixes/building/powers-of-one-minus-pt';
import type { Shape } from '../run/tensor/shapes';
import type { Measure } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { LAYOUTS, mixedExamples } from '../verdict/probes';
import { factorsOfAllClasses } from './evidence/factors-of-classes';
import { callsOfLosses, outputsOf, targetsOf } from './evidence/loss-calls';
import { operationsOf } from './evidence/operations';
import { RowShapes } from './evidence/row-shapes';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { FileSubject, Hit, LossSubject, Rule, TextRange } from './rule';

/** Predictions and targets of shapes that do not fit spread to a matrix, or raise; so do the losses of the targets beside factors of all classes. */
export const flattenedTargetsBroadcast: Rule<'flattened-targets-broadcast'> = {
  id: 'flattened-targets-broadcast',
  severity: 'error',
  inLoss: (loss) => {
    const { layouts, events } = loss.verdict;
    const hasGrown = layouts.some(({ layout, exception, grew }) => layout === 'column' && grew && !exception);
    const event = events.find(({ kind }) => kind === 'broadcastGrew');
    if (hasGrown && isOnlyOfColumns(loss)) {
      return [{ facts: { effect: 'spreads' }, at: event?.place ?? flattened(loss) }];
    }
    if (hasGrown && isOfElements(loss) && (isColumnOfTargets(loss) || !takesColumnAndList(loss))) {
      return [{ facts: { effect: 'spreads' }, at: flattened(loss) ?? event?.place.line ?? null }];
    }
    const at = grownOfRows(loss) ?? grownAsDocumented(loss);
    const ofClasses = at === null ? factorsOfAllClasses(loss) : null;
    return ofClasses
      ? [{ facts: { effect: 'ofClasses' }, at: ofClasses }]
      : at === null
        ? []
        : [{ facts: { effect: 'spreads' }, at }];
  },
  inFile: mismatchedCalls,
  fixInFile: ({ file }, at) =>
    columnOrList(file, at).map((edits) => ({ title: 'shape-of-predictions' as const, edits })),
  fixInLoss: (loss, at) => [
    ...keptShapes(loss, at).map((edits) => ({ title: 'keep-shape' as const, edits })),
    ...powersOfLogOfTarget(loss).map((edits) => ({
      title: 'power-of-one-minus-pt' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
  ],
};

/**
 * The calls of losses of single decisions with predictions of shape (N, 1) and targets of shape (N,), or the reverse, as the code around
 * them shows. Of the losses of the file, those that raise or spread in a run with these shapes.
 */
function mismatchedCalls(subject: FileSubject): Hit<'flattened-targets-broadcast'>[] {
  const { file } = subject;
  const shapes = new RowShapes(file);
  return callsOfLosses(subject).flatMap((call) => {
    const { definition, link } = call.loss;
    const [outputs, targets] = [outputsOf(call, file), targetsOf(call, file)];
    const [one, other] = [outputs && shapes.of(outputs), targets && shapes.of(targets)];
    const isMismatch = link === 'sigmoid' && definition !== null && !!one && !!other && one !== other;
    const effect = isMismatch ? effectOfShapes(definition, one === 'column') : null;
    return targets && effect
      ? [
          {
            facts: { effect },
            at: { start: targets.startIndex, end: targets.endIndex },
          },
        ]
      : [];
  });
}

const EXAMPLES = 6;

/** What a loss does with a column and a list of numbers; null where it fits them to each other. */
function effectOfShapes({ measure }: LossSubject, isColumnFirst: boolean): 'raises' | 'spreads' | null {
  if (measure?.layout.width !== 1) {
    return null;
  }
  const [column, list] = [[EXAMPLES, 1], [EXAMPLES]];
  const run = isColumnFirst
    ? runInShapes(measure, EXAMPLES, column, list, EXAMPLES ** 2)
    : runInShapes(measure, EXAMPLES, list, column, EXAMPLES ** 2);
  return run.outcome?.kind === 'exception' ? 'raises' : run.spread ? 'spreads' : null;
}

/**
 * True for a loss that squeezes the axis of the one output away, or whose text gives its targets the shape (N,): it is written for logits
 * (N, 1) and targets (N,), and pairs them right. One that only flattens its predictions may be given several outputs.
 */
function takesColumnAndList(loss: LossSubject): boolean {
  const { measure, file, code } = loss;
  const isMeant = /\bsqueeze\(/.test(file.textOf(code.node)) || documentedAxes(loss).targets?.length === 1;
  const run = isMeant && measure && runInShapes(measure, EXAMPLES, [EXAMPLES, 1], [EXAMPLES], EXAMPLES ** 2);
  return !!run && run.outcome?.kind === 'value' && !run.spread;
}

/** A run with a number of single decisions in these shapes, and the first array of another size, to which they spread. */
function runInShapes(
  { layout, plan, runner }: Measure,
  count: number,
  inputShape: Shape,
  targetShape: Shape,
  spreadTo: number,
) {
  const single = layout.rowWidth === 1 ? layout : LAYOUTS.find(({ name }) => name === 'vector');
  const batch = (single ?? layout).batch(mixedExamples(1, count));
  const { outcome, arrays } = runner.watched(plan.with({}), { ...batch, inputShape, targetShape });
  return { outcome, spread: arrays.find(({ tensor }) => tensor.size === spreadTo) };
}

/**
 * The place where the p_t of rows and their cross-entropies, a column and a list, spread to a matrix; null for any other loss. The link and
 * the base of the power are known where all rows are equal, so that the matrix is none of pairs of examples. An α without default may come
 * in a shape that fits, so that only what depends on the predictions counts there.
 */
function grownOfRows({ measure, verdict: { computes, events } }: LossSubject): TextRange | null {
  const isOfRows = measure?.layout.hasIndexTargets && computes?.link === 'softmax';
  if (!isOfRows || computes.gammaIsExponentOf !== '1-p_t') {
    return null;
  }
  const examples = tracedExamples(measure);
  const isAlphaGiven = measure.plan.alpha?.default === null;
  const grown = operationsOf(measure, examples).find(
    ({ result: { tensor, place }, operands }) =>
      tensor.hasGradient &&
      tensor.shape.filter((size) => size > 1).join() === `${examples.length},${examples.length}` &&
      events.some((event) => event.kind === 'broadcastGrew' && event.place.line === place.line) &&
      operands.every((operand) => operand?.tensor.size !== tensor.size) &&
      (!isAlphaGiven || operands.every((operand) => operand?.tensor.hasGradient)),
  );
  return placeOfArray(grown?.result);
}

/** Matches `name: … (N, 1)`, `name … (N,)` and `name: (B, H, W)` of a comment, and not the range `(0, 1)`. */
const DOCUMENTED =
  /\b(?!shape\b)(\w+)`*\s*(?::|of shape|with shape|has shape|is)?\s*(?:[\w ]{0,20})\(\s*([A-Za-z]\w*(?:\s*,\s*(?:[A-Za-z]\w*|1))*)\s*,?\s*\)/g;

/** Matches the line of a parameter that ends in its shape: `logits: output of the last layer, of shape (N, 1)`. */
const DOCUMENTED_AT_END =
  /^[ \t]*(\w+)\s*:[^()\n]*\bshape:?\s*\(\s*([A-Za-z]\w*(?:\s*,\s*(?:[A-Za-z]\w*|1))*)\s*,?\s*\)[\s.]*$/gm;

/**
 * The line in which predictions and targets spread over each other, in the shapes that the text of the loss names: (N, 1) of the
 * one and (N,) of the other, or (B, 1, H, W) and (B, H, W). Null where it names others, or where they fit.
 */
function grownAsDocumented(loss: LossSubject): number | null {
  const { measure, verdict } = loss;
  const { width = 0, hasIndexTargets = true } = measure?.layout ?? {};
  const isOfDecisions = width === 1 || (!hasIndexTargets && verdict.computes?.link === 'sigmoid');
  const { predictions, targets } = documentedAxes(loss);
  return measure && isOfDecisions && predictions && targets
    ? grownInShapes(measure, predictions, targets)
    : null;
}

/** True if the text of the loss gives its targets the shape (N, 1). */
function isColumnOfTargets(loss: LossSubject): boolean {
  return documentedAxes(loss).targets?.slice(1).join() === '1';
}

/** The axes of predictions and targets that the text of a loss names first. */
function documentedAxes({ file, code: { node } }: LossSubject): {
  readonly predictions: readonly string[] | undefined;
  readonly targets: readonly string[] | undefined;
} {
  const words = node.descendantsOfType(['comment', 'string']).map((each) => (each ? file.textOf(each) : ''));
  const text = words.join('\n');
  const found = [DOCUMENTED_AT_END, DOCUMENTED].flatMap((form) => [...text.matchAll(form)]);
  const shapes = found.map(([, name = '', axes = '']) => ({
    kind: kindOfParameter({ name }),
    axes: axes.split(',').map((axis) => axis.trim()),
  }));
  return {
    predictions: shapes.find(({ kind }) => kind === 'predictions')?.axes,
    targets: shapes.find(({ kind }) => kind === 'targets' || kind === 'other')?.axes,
  };
}

/** The sizes of the first axis and of the others, for shapes of several axes. */
const [ROWS, COLUMNS] = [3, 2];

/** The line of the first array that has the first axis twice, in shapes that differ by axes of size 1 alone. */
function grownInShapes(measure: Measure, one: readonly string[], other: readonly string[]): number | null {
  const named = (axes: readonly string[]): string[] => axes.filter((axis) => axis !== '1');
  const letters = named(one);
  const isDifferent = one.join() !== other.join() && letters.join() === named(other).join();
  if (!isDifferent || new Set(letters).size !== letters.length) {
    return null;
  }
  const sizeOf = (axis: string): number => (axis === '1' ? 1 : axis === letters[0] ? ROWS : COLUMNS);
  const [inputShape, targetShape] = [one.map(sizeOf), other.map(sizeOf)];
  const count = letters.reduce((product, letter) => product * sizeOf(letter), 1);
  return runInShapes(measure, count, inputShape, targetShape, count * ROWS).spread?.place.line ?? null;
}

/** True for a loss that takes targets in the shape of the predictions, each by itself, and pairs them right in one such shape. */
function isOfElements({ measure, verdict: { computes, layouts } }: LossSubject): boolean {
  const { width = 0, rows, name } = measure?.layout ?? {};
  const own = layouts.find(({ layout }) => layout === name);
  return computes?.link === 'sigmoid' && width === 1 && !rows && own?.grew === false;
}

/** True for a loss of single decisions that runs with columns (N, 1) alone and makes an N × N matrix of them: no shape of its input is right. */
function isOnlyOfColumns({ verdict: { computes, layouts, events } }: LossSubject): boolean {
  const runs = layouts.filter(({ exception }) => !exception);
  return (
    computes?.link === 'sigmoid' &&
    computes.gammaIsExponentOf === '1-p_t' &&
    runs.every(({ layout }) => layout === 'column') &&
    events.some(({ kind }) => kind === 'broadcastGrew')
  );
}

/** The place of the first array of shape (N,) where all tensors have the shape (N, 1). */
function flattened({ measure }: LossSubject) {
  const column = LAYOUTS.find(({ name }) => name === 'column');
  if (!measure || !column) {
    return null;
  }
  const examples = tracedExamples(measure).map((example) => ({
    ...example,
    input: example.input.slice(0, 1),
  }));
  const { arrays } = measure.runner.watched(measure.plan.with({}), column.batch(examples));
  return placeOfArray(
    arrays.find(
      ({ phase, tensor }) =>
        phase === 'forward' && tensor.shape.length === 1 && tensor.size === examples.length,
    ),
  );
}
