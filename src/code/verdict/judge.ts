import type { CodeLoss } from '../losses/code-loss';
import { termsOf } from '../losses/sum-terms';
import type { RunEvent } from '../run/language/events';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import { keyOfPlace } from '../run/language/places';
import { Raised } from '../run/language/raised';
import { ListValue } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { type AlphaReading, readAlpha } from './alpha';
import { judgeObjective } from './boosting/judge-objective';
import type { Computes, GivenUp, Observation, Verdict } from './document';
import { movesWhereAvailable } from './edges/device';
import { edgeCasesOf } from './edges/edge-cases';
import { focalPartOf } from './focal-part';
import { readGamma } from './gamma';
import { coversBothSides, ignoresTargets, inWholeRows } from './layouts';
import { exceptionRaised, lineOf } from './line';
import { linkOfDecisions, linkOfRows } from './link';
import { matchVariant } from './match-variants';
import type { Measure } from './measure';
import { observed } from './observations';
import { openLoss, placeOf } from './open-loss';
import { readParameters } from './parameters-in-run';
import { amongPixels } from './pixels';
import { mixedExamples } from './probes';
import { readReduction, reductionOfExamples } from './reduction';
import { classWeights } from './settings';
import { computedOfTrueClass } from './true-class';

/** A verdict, and what runs the loss further. */
export interface JudgedLoss {
  readonly verdict: Verdict;
  /** Null where the loss does not run. */
  readonly measure: Measure | null;
  /** The focal part of a sum of several losses, if one of its weights leaves it alone: the rules look at this one. */
  readonly focalPart?: RuledLoss;
  /**
   * What the rules look at beside it: the loss behind its exception where a run can set the cause aside, or the focal term of a sum that
   * is not known as a whole.
   */
  readonly hidden?: RuledLoss;
}

/** A loss that runs, with what it computes. */
export interface RuledLoss {
  readonly verdict: Verdict;
  readonly measure: Measure;
}

/**
 * Runs a focal loss of a file on probes and says what it computes.
 *
 * @param interpreter one from `interpreterOf`, in which nothing ran yet
 */
export function judgeLoss(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): JudgedLoss {
  const found = judgedOrRaised(file, loss, interpreter);
  const { exception, computes, events } = found.verdict;
  if (exception && !computes && loss.node.hasError) {
    // What the parser makes of half-typed code may raise where the code that is meant does not.
    const place = { line: exception.line, start: 0, end: 0 };
    return {
      verdict: { ...notJudged(loss, new NotUnderstood({ kind: 'syntaxError' }, place)), events },
      measure: null,
    };
  }
  return found;
}

/**
 * The loss behind the exception that it raises, as it is where the cause of the exception is set aside: another fault may hide there.
 *
 * @param interpreters gives one from `interpreterOf`, in which nothing ran yet
 * @returns undefined for a loss that runs, and where the code does not show what it was meant to be
 */
export function judgeBehind(
  file: SourceFile,
  loss: CodeLoss,
  { verdict: { exception, kind }, measure }: JudgedLoss,
  interpreters: () => Interpreter,
): RuledLoss | undefined {
  if (!exception || measure || kind !== 'definition') {
    return undefined;
  }
  const interpreter = interpreters();
  interpreter.setsAside = true;
  const { verdict, measure: behind } = judgedOrRaised(file, loss, interpreter);
  return behind && !verdict.exception ? { verdict: { ...verdict, exception }, measure: behind } : undefined;
}

/**
 * The focal term of the sum that a loss returns, where the sum as a whole is not known: the only one of its terms that is a focal loss of
 * both sides while the others are taken for 0.
 *
 * @param interpreters gives one from `interpreterOf`, in which nothing ran yet
 */
export function judgeTerm(
  file: SourceFile,
  loss: CodeLoss,
  { verdict: { computes, exception }, focalPart }: JudgedLoss,
  interpreters: () => Interpreter,
): RuledLoss | undefined {
  const isKnown = computes && (computes.input !== null || computes.gammaIsExponentOf !== null);
  if (loss.kind !== 'definition' || file.grammar !== 'python' || isKnown || exception || focalPart) {
    return undefined;
  }
  const found = termsOf(loss.node).flatMap(({ others }): RuledLoss[] => {
    const interpreter = interpreters();
    interpreter.replaced = new Map(others.map((each) => [keyOfPlace(placeOf({ node: each })), 0n]));
    const { verdict, measure } = judgedOrRaised(file, loss, interpreter);
    const base = verdict.computes?.input ? verdict.computes.gammaIsExponentOf : null;
    const isFocal = base !== null && base !== 'none' && measure !== null && coversBothSides(measure);
    // A setting of another term changes nothing here.
    const observations = verdict.observations.filter(({ kind }) => kind !== 'withoutEffect');
    return isFocal ? [{ verdict: { ...verdict, observations }, measure }] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

function judgedOrRaised(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): JudgedLoss {
  try {
    return judged(file, loss, interpreter);
  } catch (error) {
    const events = eventsOf(interpreter);
    if (error instanceof Raised) {
      const exception = exceptionRaised(error);
      return { verdict: { ...silentVerdict(placeIn(loss), null), exception, events }, measure: null };
    }
    if (error instanceof NotUnderstood) {
      return { verdict: { ...notJudged(loss, error), events }, measure: null };
    }
    throw error;
  }
}

/** The verdict on a loss that is not run to its end. */
export function notJudged(loss: CodeLoss, { reason, place }: NotUnderstood): Verdict {
  return silentVerdict(placeIn(loss), { reason, ...(place ? lineOf(place) : { line: null }) });
}

/** A verdict that is silent on everything that depends on values. */
export function silentVerdict(place: LossPlace, notUnderstood: GivenUp | null): Verdict {
  return {
    ...place,
    parameters: { alpha: null, gamma: null },
    computes: null,
    notUnderstood,
    exception: null,
    layouts: [],
    observations: [],
    edgeCases: [],
    events: [],
  };
}

type LossPlace = Pick<Verdict, 'kind' | 'name' | 'form' | 'line' | 'range'>;

function placeIn(loss: CodeLoss): LossPlace {
  const { line, start, end } = placeOf(loss);
  const form = loss.node.type.includes('class') ? 'class' : 'function';
  return { kind: loss.kind, name: loss.name, form, line, range: { start, end } };
}

function judged(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): JudgedLoss {
  if (loss.kind === 'objective') {
    const verdict = { ...silentVerdict(placeIn(loss), null), ...judgeObjective(file, loss, interpreter) };
    return { verdict: { ...verdict, events: eventsOf(interpreter) }, measure: null };
  }
  const { form, layouts, measure, exception } = openLoss(file, loss, interpreter);
  const base = { ...silentVerdict(placeIn(loss), null), form, layouts, exception };
  if (!measure) {
    return { verdict: { ...base, events: eventsOf(interpreter) }, measure };
  }
  if (measure.runner.isOfTrueClass) {
    // Whoever calls it keeps p_t in the range that its formula is for.
    const alpha = readAlpha(measure);
    const parameters = readParameters(measure, alpha);
    return { verdict: { ...base, parameters, computes: computed(measure, alpha) }, measure: null };
  }
  const whole = judgedBy(amongPixels(measure), base, { file, loss, interpreter });
  const part = focalPartOf(measure, whole.verdict.computes);
  if (!part) {
    return whole;
  }
  const { verdict, measure: ofPart } = judgedBy(part, base, { file, loss, interpreter });
  const isOfWhole = ({ kind }: Observation): boolean => kind === 'withoutEffect';
  const observations = [
    ...verdict.observations.filter((each) => !isOfWhole(each)),
    ...whole.verdict.observations.filter(isOfWhole),
  ];
  return { ...whole, focalPart: { verdict: { ...verdict, observations }, measure: ofPart } };
}

interface Judging {
  readonly file: SourceFile;
  readonly loss: CodeLoss;
  readonly interpreter: Interpreter;
}

/** The verdict that a measure of the loss gives. */
function judgedBy(
  measure: Measure,
  base: Verdict,
  { file, loss, interpreter }: Judging,
): { verdict: Verdict; measure: Measure } {
  const alpha = readAlpha(measure);
  const computesAlone = computed(measure, alpha);
  const parameters = readParameters(measure, alpha);
  const { layout, plan, runner } = measure;
  const rows = inWholeRows(measure);
  const observations = observed(rows, computesAlone);
  // Equal examples agree with the formula also where the mean is taken too early.
  const isSeparable = observations.every(({ kind }) => kind !== 'notSeparable');
  const computes = isSeparable ? computesAlone : { ...computesAlone, variant: null };
  // Events under other settings than the default ones say nothing of the loss as it is used.
  interpreter.events.length = 0;
  runner.run(plan.with({}), [layout.batch(mixedExamples(layout.width, 6))]);
  const own = loss.kind === 'inline' ? loss.statements : [loss.node];
  const text = { definition: own.map((each) => file.textOf(each)).join('\n'), file: file.text };
  interpreter.events.push(...movesWithAlpha(measure, interpreter));
  if (loss.kind === 'definition') {
    // Where a loss begins within other code, its tensors may have been moved before.
    interpreter.events.push(...movesWhereAvailable(measure, text));
  }
  const events = eventsOf(interpreter);
  const edgeCases = edgeCasesOf(rows, computes, text);
  return { verdict: { ...base, parameters, computes, observations, edgeCases, events }, measure: rows };
}

/** Returns what a loss computes in its layout. */
export function computed(measure: Measure, alpha: AlphaReading): Computes {
  const { layout } = measure;
  const reduction = readReduction(measure);
  if (ignoresTargets(measure)) {
    return { ...NOTHING, reduction };
  }
  const gamma = readGamma(measure);
  const own = reduction === 'other' ? reductionOfExamples(measure) : reduction;
  // A formula that agrees with an α tells nothing of the weights that the code sets where it is given none.
  const isSetInCode = measure.plan.alpha && !measure.plan.hasAlphaByDefault && alpha.role === null;
  const match = isSetInCode ? null : matchVariant(measure, alpha, own, gamma.input);
  const input = gamma.input ?? match?.input ?? null;
  // A factor of the code weighs all classes alike, unless it is one of the reduction.
  const isWeighted = match?.isScaled === true && reduction !== 'other';
  const link = layout.width === 1 ? linkOfDecisions(measure) : linkOfRows(measure, { ...gamma, input });
  // What couples the examples of a loss of no known form is not its reduction.
  const isUnread = link === null && input === null && gamma.base === null;
  const computes: Computes = {
    link,
    input,
    alphaRole: isWeighted ? null : (alpha.role ?? match?.variant.alphaRole ?? null),
    gammaIsExponentOf: gamma.base ?? match?.variant.gammaIsExponentOf ?? null,
    reduction: isUnread && reduction === 'other' ? null : reduction,
    variant: match?.id ?? null,
  };
  const { isOfTrueClass, place } = measure.runner;
  return isOfTrueClass ? computedOfTrueClass(computes, place) : computes;
}

/** The moves to a fixed device of a loss that is given an α where it has none by default: they are in the loss all the same. */
function movesWithAlpha({ layout, plan, runner }: Measure, { events }: Interpreter): RunEvent[] {
  const { alpha } = plan;
  if (!alpha || plan.hasAlphaByDefault) {
    return [];
  }
  const before = events.length;
  const weights = classWeights(Math.max(layout.width, 2));
  const values = [weights[0] ?? null, new ListValue([...weights]), plan.alphaValue(alpha, weights)];
  for (const value of values) {
    const settings = plan.with({ other: { name: alpha.name, value } });
    try {
      runner.run(settings, [layout.batch(mixedExamples(layout.width, 6))]);
    } catch (error) {
      // An α in a form that the loss does not take shows nothing beyond its moves.
      if (!(error instanceof NotUnderstood)) {
        throw error;
      }
    }
  }
  return events.splice(before).filter(({ kind }) => kind === 'deviceMove');
}

/** What is said of a loss that is the same whatever its targets are: it has no sides and no classes. */
const NOTHING = { link: null, input: null, alphaRole: null, gammaIsExponentOf: null, variant: null } as const;

/** Each happening once a place. */
function eventsOf({ events }: Interpreter): RunEvent[] {
  const known = new Map<string, RunEvent>();
  for (const event of events) {
    known.set(`${event.kind} ${event.place.start} ${event.phase}`, event);
  }
  return [...known.values()];
}
