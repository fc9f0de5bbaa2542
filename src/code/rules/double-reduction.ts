import type { Node } from '@vscode/tree-sitter-wasm';
import { summedCalls, summedMeans, undivided } from '../fixes/building/divisors';
import type { Expression } from '../run/language/program';
import { ancestors, parts } from '../syntax/tree';
import { isClose, Measure } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { exampleOf } from '../verdict/probes';
import { callsOfLosses } from './evidence/loss-calls';
import { type Operation, operationsOf } from './evidence/operations';
import { lastReturn } from './evidence/place';
import { divisorOf } from './evidence/positives-in-divisor';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import { type FileSubject, type LossSubject, type Rule, relatedAt, type TextRange } from './rule';

/** A target that is no class. */
const IGNORED = 255n;

/** A mean is divided by the size of the batch, or by the number of positives, once more. */
export const doubleReduction: Rule<'double-reduction'> = {
  id: 'double-reduction',
  severity: 'error',
  inLoss: (loss) => {
    const { measure, isOfPositives } = dividedIn(loss);
    if (!measure || isOfPositives === null) {
      return [];
    }
    const division = lastDivision(measure);
    const at = placeOfArray(division?.result) ?? lastReturn(loss);
    const averaged = arraysOf(measure, tracedExamples(measure)).find(
      ({ tensor }) => tensor === division?.operands[0]?.tensor,
    );
    return [{ facts: { isOfPositives }, at, related: relatedAt(placeOfArray(averaged), 'averagedBefore') }];
  },
  inFile: (subject) =>
    dividedMeans(subject).map(({ isOfPositives, at }) => ({ facts: { isOfPositives }, at })),
  fixInLoss: (loss, at) => {
    const { isOfPositives } = dividedIn(loss);
    const reduction = isOfPositives ? ('meanOverPositives' as const) : ('mean' as const);
    const ways = isOfPositives ? summedMeans(loss) : undivided(loss.file, at);
    return ways.map((edits) => ({ title: 'divide-once' as const, edits, changes: { reduction } }));
  },
  fixInFile: (subject, at) =>
    dividedMeans(subject)
      .filter(({ at: { start, end } }) => start === at.start && end === at.end)
      .flatMap(({ isOfPositives }) =>
        isOfPositives ? summedCalls(subject.file, at) : undivided(subject.file, at),
      )
      .map((edits) => ({ title: 'divide-once' as const, edits })),
};

/** The first way to measure a loss, by default or with a target that it ignores, in which it divides a mean. */
function dividedIn({ measure }: LossSubject): {
  readonly measure: Measure | null;
  readonly isOfPositives: boolean | null;
} {
  const ways = measure ? [measure, ...withIgnoredTarget(measure)] : [];
  const judged = ways.map((way) => ({ measure: way, isOfPositives: dividesByPositives(way) }));
  return judged.find(({ isOfPositives }) => isOfPositives !== null) ?? { measure, isOfPositives: null };
}

/** The loss with a target that it ignores, where it ignores none by default. */
function withIgnoredTarget({ runner, plan, layout }: Measure): Measure[] {
  return plan.parameters
    .filter((each) => kindOfParameter(each) === 'ignoredTarget' && isNone(each.default))
    .map(({ name }) => new Measure(runner, plan.withFixed([name, IGNORED]), layout));
}

function isNone(value: Expression | null | undefined): boolean {
  return value?.type === 'constant' && value.value === null;
}

/** The largest loss that an ε leaves. */
const NEXT_TO_NOTHING = 1e-6;

/** True for a mean that is divided by the number of positives, false for one by the size of the batch; null for any other loss. */
function dividesByPositives(measure: Measure): boolean | null {
  const { width } = measure.layout;
  const shrinks = (target: number): boolean => {
    const example = exampleOf(width, 0, target);
    // What an ε leaves of examples that weigh nothing is divided by their number.
    const isLeft = (measure.ofExample(example, measure.usual) ?? 0) < NEXT_TO_NOTHING;
    return !isLeft && isClose(measure.growth(example) ?? Number.NaN, 0.5, 1e-6);
  };
  const isOfPositives = shrinks(1) && !shrinks(0);
  return !shrinks(1) || (width > 1 && isOfPositives) ? null : isOfPositives;
}

/** Matches what keeps a count above 0, and the object that holds it. */
const BEFORE_COUNT = /^(?:max\(\s*(?:1(?:\.0)?\s*,)?\s*)?(?:self\.)?/;
const NUMBER_OF_POSITIVES =
  /^(?:num|n|number_of)_?(?:pos|positives?|fg|foreground|boxes|bboxes|gt|objects|targets|anchors)/i;
const COUNTED_POSITIVES = /^\w*(?:pos|fg|targets?|mask|labels?)\.(?:float\(\)\.)?sum\(\)/i;
const SIZE_OF_BATCH =
  /^(?:(?:batch_?size|bs)\b|\w+\.(?:shape\[0\]|size\(0\)|numel\(\))|len\((?:x|y|inputs?|images?|imgs?|targets?|labels?|logits|outputs?|preds?)\))/i;

/** Matches sizes of a tensor that are multiplied. */
const PRODUCT_OF_SIZES =
  /^\(?\w+\.(?:shape\[-?\d\]|size\(-?\d\))(?:\s*\*\s*\w+\.(?:shape\[-?\d\]|size\(-?\d\)))+\)?$/;

/** The things that a divisor counts, by its name or by how it is counted; null for others, and for sums of several counts. */
function countedBy(divisor: string): 'positives' | 'batch' | null {
  const count = divisor.replace(BEFORE_COUNT, '');
  if (divisor.includes('+')) {
    return null;
  }
  if (SIZE_OF_BATCH.test(count) || PRODUCT_OF_SIZES.test(count)) {
    return 'batch';
  }
  return NUMBER_OF_POSITIVES.test(count) || COUNTED_POSITIVES.test(count) ? 'positives' : null;
}

/** True for the length of what a loader gives with something else: `for images, labels in loader` around `len(images)`. */
function isLengthOfBatch(divisor: Node): boolean {
  const [, name] = /^len\((\w+)\)$/.exec(divisor.text) ?? [];
  const given = [...ancestors(divisor)]
    .filter(({ type }) => type === 'for_statement')
    .map((loop) => [loop.childForFieldName('left'), loop.childForFieldName('right')] as const);
  return given.some(
    ([target, items]) =>
      (target?.type === 'pattern_list' || target?.type === 'tuple_pattern') &&
      !items?.text.includes('enumerate(') &&
      parts(target).some(({ text }) => text === name),
  );
}

/** The divisors of means that are counts of examples. */
function dividedMeans(subject: FileSubject): { readonly isOfPositives: boolean; readonly at: TextRange }[] {
  return callsOfLosses(subject).flatMap(({ call, loss }) => {
    const divisor = loss.reduction === 'mean' ? divisorOf(call) : null;
    const counted = divisor && (isLengthOfBatch(divisor) ? 'batch' : countedBy(divisor.text));
    return divisor && counted
      ? [
          {
            isOfPositives: counted === 'positives',
            at: { start: divisor.parent?.startIndex ?? call.startIndex, end: divisor.endIndex },
          },
        ]
      : [];
  });
}

/** The last division of one number, which was reduced. */
function lastDivision(measure: Measure): Operation | undefined {
  return operationsOf(measure, tracedExamples(measure)).findLast(
    ({ name, operands }) => /^(?:\/|div|divide|true_divide)$/.test(name) && operands[0]?.tensor.size === 1,
  );
}
