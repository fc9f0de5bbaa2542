import type { Node } from '@vscode/tree-sitter-wasm';
import { unconditional } from '../fixes/building/blocks';
import type { Outcome } from '../verdict/loss-runner';
import { isClose, totalOf } from '../verdict/measure';
import { lastPart } from '../verdict/parameters';
import { type AlphaValue, classWeights } from '../verdict/settings';
import { tracedExamples } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** α is applied on one device, under one reduction or to one type of numbers, and not to another. */
export const alphaSkipped: Rule<'alpha-skipped'> = {
  id: 'alpha-skipped',
  severity: 'error',
  leavesUnused: ['alpha', 'classWeights'],
  inLoss: (loss) => {
    for (const { condition, words, isSkipped } of CONDITIONS) {
      // Without such a condition, the reduction itself may take α out again: a mean that is divided by the weights.
      const at = conditionOf(loss, words);
      if (at && isSkipped(loss)) {
        return [{ facts: { condition }, at }];
      }
    }
    return [];
  },
  fixInLoss: (loss, at) =>
    unconditional(loss, at).map((edits) => ({
      title: 'in-any-case' as const,
      edits,
      changes: { alphaRole: null },
    })),
};

/** What a condition may depend on, with its words. */
const CONDITIONS = [
  { condition: 'device', words: /is_cuda|\bdevice\b|cuda|gpu/i, isSkipped: skipsByDevice },
  { condition: 'reduction', words: /reduction|reduce|size_average/, isSkipped: skipsByReduction },
  { condition: 'type', words: /\.type\(\)|\bdtype\b/, isSkipped: skipsByType },
] as const;

/** True if two values of α give losses of the same examples that differ, whatever their form. */
function differ(one: Outcome | undefined, other: Outcome | undefined): boolean | null {
  if (one?.kind !== 'value' || other?.kind !== 'value') {
    return null;
  }
  const [first, second] = [totalOf(one), totalOf(other)];
  return first && second ? !isClose(first.loss, second.loss, 1e-9) : null;
}

/** Two values of α as one number or as one a class, the form that works first. */
function pairsOf(width: number): (readonly [AlphaValue, AlphaValue])[] {
  const weights = classWeights(Math.max(width, 2));
  return [
    [0.3, 0.6],
    [weights, weights.with(1, 3)],
  ];
}

function skipsByDevice({ measure }: LossSubject): boolean {
  if (!measure?.plan.alpha || measure.plan.framework.name !== 'torch') {
    return false;
  }
  const { layout, plan, runner } = measure;
  const batch = layout.batch(tracedExamples(measure));
  return pairsOf(layout.width).some(([low, high]) => {
    const [onProcessor, elsewhere] = [
      differ(...pair((alpha) => runner.run(plan.with({ alpha }), [batch])[0], low, high)),
      differ(...pair((alpha) => runner.onOtherDevice(plan.with({ alpha }), batch), low, high)),
    ];
    return onProcessor !== null && elsewhere !== null && onProcessor !== elsewhere;
  });
}

function skipsByType({ measure }: LossSubject): boolean {
  if (!measure?.plan.alpha || measure.plan.framework.name !== 'torch') {
    return false;
  }
  const { layout, plan, runner } = measure;
  const batch = layout.batch(tracedExamples(measure));
  return pairsOf(layout.width).some(([low, high]) => {
    const [ofSingle, ofDouble] = (['float32', 'float64'] as const).map((inputType) =>
      differ(...pair((alpha) => runner.run(plan.with({ alpha }), [{ ...batch, inputType }])[0], low, high)),
    );
    return ofSingle === false && ofDouble === true;
  });
}

function pair(
  run: (alpha: AlphaValue) => Outcome | undefined,
  low: AlphaValue,
  high: AlphaValue,
): [Outcome | undefined, Outcome | undefined] {
  return [run(low), run(high)];
}

function skipsByReduction({ measure }: LossSubject): boolean {
  const parameter = measure?.plan.parameters.find(
    ({ name }) => lastPart(name) === 'reduction' || lastPart(name) === 'size_average',
  );
  if (!measure?.plan.alpha || !parameter) {
    return false;
  }
  const { layout, plan, runner } = measure;
  // Of as many positives as negatives, the weights α and 1 − α add up to the same whatever α is.
  const batch = layout.batch(tracedExamples(measure).slice(1));
  const values = lastPart(parameter.name) === 'reduction' ? ['none', 'mean', 'sum'] : [true, false];
  return pairsOf(layout.width).some(([low, high]) => {
    const effects = values.map((value) =>
      differ(
        ...pair(
          (alpha) => runner.run(plan.with({ alpha, other: { name: parameter.name, value } }), [batch])[0],
          low,
          high,
        ),
      ),
    );
    return effects.includes(true) && effects.includes(false);
  });
}

/** A condition of more characters has others in it, which are looked at too. */
const LONGEST_CONDITION = 1000;

/** The first condition of the loss with these words, around something that names α or a weight, or a way out before it. */
function conditionOf({ code: { node }, file }: LossSubject, words: RegExp): TextRange | null {
  const conditions = node
    .descendantsOfType(['if_statement', 'conditional_expression', 'ternary_expression'])
    .filter((each): each is Node => each !== null)
    .filter((each) => {
      const condition = each.childForFieldName('condition') ?? each.namedChild(1);
      return (
        condition !== null &&
        condition.endIndex - condition.startIndex <= LONGEST_CONDITION &&
        words.test(file.textOf(condition))
      );
    });
  const found =
    conditions.find((each) => /alpha|weight|α/i.test(file.textOf(each))) ??
    conditions.find((each) => each.descendantsOfType('return_statement').length > 0);
  const condition = found?.childForFieldName('condition') ?? found?.namedChild(1);
  return condition ? { start: condition.startIndex, end: condition.endIndex } : null;
}
