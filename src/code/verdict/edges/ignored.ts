import type { Parameter, Place } from '../../run/language/program';
import type { Computes, EdgeCase } from '../document';
import { settingsOfDefault } from '../ignored-class';
import type { Outcome } from '../loss-runner';
import { isClose, type Measure, totalOf } from '../measure';
import { kindOfParameter } from '../parameters';
import { numberOf } from '../parameters-in-run';
import { type Batch, mixedExamples } from '../probes';
import type { ProbeSettings, SettingsPlan } from '../settings';
import { edgeCase, effectOn, placeOfEffect } from './effects';
import type { LossText } from './loss-text';
import { numbersSaidIgnored, placeOfReplaced } from './said-ignored';

/** A target that the code ignores, and how it is told to. */
interface IgnoredValue {
  readonly value: number;
  readonly settings: ProbeSettings;
  /** The parameter that is named after it; without one the code may mean something else by the number. */
  readonly parameter: string | null;
}

/** A value for a parameter that ignores nothing by default. */
const USUAL_IGNORED = 255;
/** Matches a test for equality with what stands behind it. */
const COMPARED = String.raw`[!=]=|\.(?:ne|eq|equal|notEqual)\((?:\s*\w+\s*,)?`;
const COMPARED_NUMBER = new RegExp(String.raw`(?:${COMPARED})\s*(-\d+|255)\b`, 'g');
const COMPARED_CONSTANT = new RegExp(String.raw`(?:${COMPARED}|\bignore\w*\s*=)\s*([A-Z][A-Z\d_]*)\b`, 'g');
/** Matches code that calls targets below 0 or below a negative number ignored or invalid. */
const IGNORES_NEGATIVES = /\b(?:ignore|invalid)\w*\s*=[^=\n]*<\s*(?:-\s*[\d.]+|0)(?![\d.])/;
/** A loss or slope below this share of the usual one comes from an ε, such as one that is added to one-hot targets. */
const LEFT_BY_EPSILON = 1e-4;
/** The indices of the ignored examples in a batch of six. */
const IGNORED: ReadonlySet<number> = new Set([1, 4]);

/** Batches with ignored targets, for a loss of index targets or of single decisions. */
export function ofIgnored(measure: Measure, { reduction }: Computes, text: LossText): EdgeCase[] {
  const { layout } = measure;
  if (layout.width > 1 && !layout.hasIndexTargets) {
    return [];
  }
  for (const ignored of ignoredValues(measure, text)) {
    const found = ofValue(measure, ignored, reduction);
    if (found) {
      return found;
    }
  }
  return numbersSaidIgnored(text, reduction)
    .flatMap((value) => ofSaid(measure, value))
    .slice(0, 1);
}

/** A target that only words call ignored is one where the code replaces it, and trains on what it puts there. */
function ofSaid(measure: Measure, value: number): EdgeCase[] {
  const { layout, plan, runner } = measure;
  const batch = withTargets(layout.batch(mixedExamples(layout.width, 6)), value, (at) => IGNORED.has(at));
  const [outcome] = runner.run(plan.with({}), [batch]);
  const gradient = outcome?.kind === 'value' ? outcome.gradient : null;
  const place = gradient && isTrainedOn(gradient, measure) ? placeOfReplaced(batch, value, measure) : null;
  return place ? [edgeCase('someIgnored', 'trained', { place })] : [];
}

/** True if an ignored example has more of a gradient than an ε leaves. */
function isTrainedOn(gradient: ArrayLike<number>, { layout }: Measure): boolean {
  const all = Array.from(gradient);
  const steepest = Math.max(...all.map(Math.abs));
  return all.some(
    (slope, at) =>
      IGNORED.has(Math.floor(at / layout.rowWidth)) && !(Math.abs(slope) <= LEFT_BY_EPSILON * steepest),
  );
}

/** The numbers that the code ignores by a parameter, an argument or a comparison of targets. */
function ignoredValues(measure: Measure, { definition, file }: LossText): IgnoredValue[] {
  const { plan } = measure;
  const parameters = plan.parameters
    .filter(({ name }) => /ignore|pad(?:ding)?_(?:id|idx|index)/i.test(name))
    .flatMap((parameter) =>
      ofParameter(parameter, plan).map((ignored) => amongClasses(ignored, parameter, measure)),
    );
  const written = [
    ...[...definition.matchAll(/\bignore\w*\s*=\s*(-?\d+)\b/g)].map(([, number]) => Number(number)),
    ...[...definition.matchAll(COMPARED_NUMBER)].map(([, number]) => Number(number)),
    ...[...definition.matchAll(COMPARED_CONSTANT)].flatMap(([, name = '']) => numberNamed(name, file)),
    ...(/(?:>=\s*0|>\s*-1|\.ge\(0|\.gt\(-1)(?![\d.])/.test(definition) || IGNORES_NEGATIVES.test(definition)
      ? [-1]
      : []),
  ];
  const others = [...new Set(written)].filter((value) => parameters.every((each) => each.value !== value));
  return [...parameters, ...others.map((value) => ({ value, settings: {}, parameter: null }))];
}

/** Where one of the classes is ignored, and the probes have fewer of them, their last one stands for it. */
function amongClasses(ignored: IgnoredValue, { name }: Parameter, { plan, layout }: Measure): IgnoredValue {
  const count = plan.parameters.find((each) => kindOfParameter(each) === 'classCount')?.default;
  const last = layout.width - 1;
  return ignored.value > last && ignored.value < (count ? (numberOf(count) ?? 0) : 0)
    ? { ...ignored, ...givenTo(name, last) }
    : ignored;
}

function givenTo(name: string, value: number): Pick<IgnoredValue, 'value' | 'settings'> {
  return { value, settings: { other: { name, value: BigInt(value) } } };
}

/** The number that a constant of the module is, if it is no class. */
function numberNamed(name: string, file: string): number[] {
  const [, number] =
    new RegExp(
      String.raw`^(?:(?:export\s+)?const\s+)?${name}\s*(?::\s*\w+\s*)?=\s*(-\d+|255)\s*;?\s*(?:(?:#|//).*)?$`,
      'm',
    ).exec(file) ?? [];
  return number === undefined ? [] : [Number(number)];
}

function ofParameter({ name, default: written }: Parameter, plan: SettingsPlan): IgnoredValue[] {
  const value = written ? numberOf(written) : null;
  if (value !== null && Number.isInteger(value)) {
    return [{ value, settings: settingsOfDefault(name, value, plan), parameter: name }];
  }
  const isOff = written?.type === 'constant' && written.value === null;
  // What another name takes in place of None may be no target.
  const parameter = kindOfParameter({ name }) === 'ignoredTarget' ? name : null;
  return isOff ? [{ ...givenTo(name, USUAL_IGNORED), parameter }] : [];
}

/** Null if the code does not ignore the value after all. */
function ofValue(
  measure: Measure,
  { value, settings, parameter }: IgnoredValue,
  reduction: Computes['reduction'],
): EdgeCase[] | null {
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, 6);
  const outcomeOf = (batch: Batch): Outcome | undefined => runner.run(plan.with(settings), [batch])[0];
  const some = withTargets(layout.batch(examples), value, (at) => IGNORED.has(at));
  const outcome = outcomeOf(some);
  if (outcome?.kind !== 'value') {
    return parameter !== null && outcome
      ? [
          edgeCase('someIgnored', 'raises', { exception: outcome.exception }),
          ...behindIndex(measure, parameter, value, reduction),
        ]
      : null;
  }
  const gradient = outcome.gradient ?? [];
  const isTrained = isTrainedOn(gradient, measure);
  if (gradient.length === 0 || isTrained) {
    const isNamed = parameter !== null && !isAskedOfColumns(some, measure, settings);
    const place = isNamed
      ? lastPlaceWith(some, measure, settings)
      : askedTooLate(some, value, measure, settings);
    return isTrained && (isNamed || place) ? [edgeCase('someIgnored', 'trained', { place })] : null;
  }
  const kept = outcomeOf(layout.batch(examples.filter((_, at) => !IGNORED.has(at))));
  const [whole, part] = [outcome, kept].map((each) => each && totalOf(each)?.loss);
  const share = 1 - IGNORED.size / examples.length;
  const isCounted =
    reduction === 'mean' &&
    whole !== undefined &&
    part !== undefined &&
    isClose(whole, share * part, LEFT_BY_EPSILON);
  const none = withTargets(layout.batch(examples), value, () => true);
  return [
    isCounted
      ? edgeCase('someIgnored', 'countedInMean', {
          place: placeOfEffect('countedInMean', measure, some, settings),
        })
      : null,
    effectOn(measure, 'allIgnored', none, settings),
  ].filter((each) => each !== null);
}

/**
 * A loss that takes its targets as an index before it leaves the ignored ones out raises for them. Where one of the classes is ignored,
 * it does not, and shows whether the mean counts them, or is one of nothing.
 */
function behindIndex(
  measure: Measure,
  parameter: string,
  value: number,
  reduction: Computes['reduction'],
): EdgeCase[] {
  const last = measure.layout.width - 1;
  const found =
    value === last || last < 1
      ? null
      : ofValue(measure, { ...givenTo(parameter, last), parameter }, reduction);
  return (found ?? []).filter(({ effect }) => effect !== 'trained' && effect !== 'raises');
}

/** True if the code looks for the ignored value among the columns of one-hot targets: it is not told by these targets. */
function isAskedOfColumns(batch: Batch, { runner, plan }: Measure, settings: ProbeSettings): boolean {
  const { values } = runner.watched(plan.with(settings), batch);
  return values.some(({ expression }) => {
    if (expression.type !== 'comparison' || expression.first.type !== 'call') {
      return false;
    }
    const { callee } = expression.first;
    return callee.type === 'attribute' && /^arg_?max$/i.test(callee.name);
  });
}

/**
 * The place that asks which targets are the ignored value where they no longer hold it, as they were made 0 and 1 before: nothing is left
 * out.
 */
function askedTooLate(
  batch: Batch,
  value: number,
  { layout, runner, plan }: Measure,
  settings: ProbeSettings,
): Place | null {
  if (layout.mustTellTargets) {
    // A detector is given boxes, some of which it leaves out.
    return null;
  }
  const { values } = runner.watched(plan.with(settings), batch);
  const asked = values.find(({ expression, phase }) => {
    const [compared, other] = expression.type === 'comparison' ? expression.rest : [];
    if (expression.type !== 'comparison' || phase !== 'forward' || !compared || other) {
      return false;
    }
    const operand = values.find((each) => each.expression === expression.first)?.tensor;
    return (
      compared.operator === '!=' &&
      numberOf(compared.operand) === value &&
      operand?.size === batch.targets.length &&
      Array.from(batch.targets).every((target, at) => operand.data[at] === (target === 1 ? 1 : 0))
    );
  });
  return asked?.place ?? null;
}

/** The last place that reads the targets as they are: the code replaces them there. */
function lastPlaceWith(batch: Batch, { runner, plan }: Measure, settings: ProbeSettings): Place | null {
  const { values } = runner.watched(plan.with(settings), batch);
  const read = values.findLast(
    ({ tensor, phase }) =>
      phase === 'forward' &&
      tensor.size === batch.targets.length &&
      Array.from(batch.targets).every((target, at) => tensor.data[at] === target),
  );
  return read?.place ?? null;
}

function withTargets(batch: Batch, value: number, isIgnored: (at: number) => boolean): Batch {
  return { ...batch, targets: Array.from(batch.targets, (target, at) => (isIgnored(at) ? value : target)) };
}
