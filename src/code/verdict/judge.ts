import type { FocalDefinition } from '../losses/focal-definitions';
import { JAX } from '../run/frameworks/jax/jax';
import { NUMPY } from '../run/frameworks/numpy/numpy';
import { TENSORFLOW } from '../run/frameworks/tensorflow/tensorflow';
import { TORCH } from '../run/frameworks/torch/framework';
import type { RunEvent } from '../run/language/events';
import { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Place } from '../run/language/program';
import { moduleScope } from '../run/language/python/module';
import { Raised } from '../run/language/raised';
import type { ArrayFramework } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { type AlphaReading, readAlpha } from './alpha';
import { callableLoss } from './callable';
import type { Computes, LossException, Verdict } from './document';
import { readGamma } from './gamma';
import { type Attempt, attempted, exceptionOfLoss, noLayout } from './layouts';
import { linkOfDecisions, linkOfRows } from './link';
import { LossRunner } from './loss-runner';
import { matchVariant } from './match-variants';
import { Measure } from './measure';
import { observed } from './observations';
import { readParameters } from './parameters-in-run';
import { LAYOUTS, mixedExamples, RARE_LAYOUTS } from './probes';
import { readReduction } from './reduction';
import { plansFor } from './settings';

/** What the probes of one loss may use together. */
export const LIMITS = { steps: 300_000, elements: 5_000_000, depth: 60 };

/**
 * Runs a focal loss of a Python file on probes and says what it computes.
 *
 * @param focal a class or function of the module
 */
export function judgeLoss(file: SourceFile, focal: FocalDefinition): Verdict {
  const interpreter = new Interpreter(LIMITS);
  try {
    return judged(file, focal, interpreter);
  } catch (error) {
    const events = eventsOf(interpreter);
    if (error instanceof Raised) {
      const { className, message, place } = error;
      return { ...silent(focal), exception: { className, message, line: place.line }, events };
    }
    if (error instanceof NotUnderstood) {
      return { ...notJudged(focal, error), events };
    }
    throw error;
  }
}

/** The verdict on a loss that is not run to its end: it is silent on everything that depends on values. */
export function notJudged(focal: FocalDefinition, { reason, place }: NotUnderstood): Verdict {
  return { ...silent(focal), notUnderstood: { reason, line: place?.line ?? null } };
}

function silent(focal: FocalDefinition): Verdict {
  const { name = '', form } = focal.definition;
  return {
    name,
    form,
    ...placeIn(focal),
    parameters: { alpha: null, gamma: null },
    computes: null,
    notUnderstood: null,
    exception: null,
    layouts: [],
    observations: [],
    events: [],
  };
}

function placeOf({ definition: { node } }: FocalDefinition): Place {
  return { line: node.startPosition.row + 1, start: node.startIndex, end: node.endIndex };
}

function placeIn(focal: FocalDefinition): Pick<Verdict, 'line' | 'range'> {
  const { line, start, end } = placeOf(focal);
  return { line, range: { start, end } };
}

/** A loss that was called in every layout. */
interface OpenedLoss extends Attempt {
  readonly form: Verdict['form'];
  /** What the loss raises with its default arguments. */
  readonly exception: LossException | null;
}

/**
 * Finds how a focal loss of a Python file is called.
 *
 * @param focal a class or function of the module
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function openLoss(file: SourceFile, focal: FocalDefinition, interpreter: Interpreter): OpenedLoss {
  const place = placeOf(focal);
  const framework = frameworkOf(file, focal);
  const scope = moduleScope(file.root, interpreter);
  const callable = callableLoss(focal.definition.name ?? '', scope, interpreter, place);
  const runner = new LossRunner(callable, interpreter, framework, place);
  const { form } = callable;
  const before = interpreter.events.length;
  let first: Attempt | undefined;
  for (const plan of plansFor(callable.settings, framework, interpreter, place)) {
    for (const layouts of [LAYOUTS, RARE_LAYOUTS]) {
      const attempt = attempted(layouts, runner, plan, interpreter);
      // What happened in the layouts that the loss is not for says nothing of it.
      interpreter.events.length = before;
      first ??= attempt;
      if (attempt.measure) {
        const exception = plan.replacesDefaults ? exceptionOfLoss(first.layouts) : null;
        return { form, ...attempt, exception };
      }
    }
  }
  const layouts = first?.layouts ?? [];
  return { form, layouts, measure: null, exception: exceptionOfLoss(layouts) ?? noLayout(layouts) };
}

function judged(file: SourceFile, focal: FocalDefinition, interpreter: Interpreter): Verdict {
  const { form, layouts, measure, exception } = openLoss(file, focal, interpreter);
  const base = {
    name: focal.definition.name ?? '',
    ...placeIn(focal),
    form,
    notUnderstood: null,
    layouts,
    exception,
  };
  if (!measure) {
    return {
      ...base,
      parameters: { alpha: null, gamma: null },
      computes: null,
      observations: [],
      events: eventsOf(interpreter),
    };
  }
  const alpha = readAlpha(measure);
  const computesAlone = computed(measure, alpha);
  const parameters = readParameters(measure, alpha);
  const { layout, plan, runner } = measure;
  const rows = layout.rows ? new Measure(runner, plan, layout.rows) : measure;
  const observations = observed(rows, computesAlone);
  // Equal examples agree with the formula also where the mean is taken too early.
  const isSeparable = observations.every(({ kind }) => kind !== 'notSeparable');
  const computes = isSeparable ? computesAlone : { ...computesAlone, variant: null };
  // What happened under other settings than the default ones says nothing of the loss as it is used.
  interpreter.events.length = 0;
  runner.run(plan.with({}), [layout.batch(mixedExamples(layout.width, 6))]);
  return { ...base, parameters, computes, observations, events: eventsOf(interpreter) };
}

/** What a loss computes in its layout. */
export function computed(measure: Measure, alpha: AlphaReading): Computes {
  const { layout } = measure;
  const gamma = readGamma(measure);
  const reduction = readReduction(measure);
  const match = matchVariant(measure, alpha, reduction, gamma.input);
  const input = gamma.input ?? match?.input ?? null;
  return {
    link: layout.width === 1 ? linkOfDecisions(measure) : linkOfRows(measure, { ...gamma, input }),
    input,
    alphaRole: alpha.role ?? match?.variant.alphaRole ?? null,
    gammaIsExponentOf: gamma.base ?? match?.variant.gammaIsExponentOf ?? null,
    reduction,
    variant: match?.id ?? null,
  };
}

/**
 * The frameworks by the library that a file imports, the one that a loss is most likely written for first, with what their
 * names look like in a piece of code that lacks its imports.
 */
const FRAMEWORKS: readonly (readonly [string, ArrayFramework, RegExp])[] = [
  ['torch', TORCH, /\b(?:torch|nn|F)\./],
  ['tensorflow', TENSORFLOW.framework, /\btf\./],
  ['keras', TENSORFLOW.framework, /\b(?:keras|K)\./],
  ['jax', JAX.framework, /\bjnp\./],
  ['numpy', NUMPY.framework, /\bnp\./],
];

/** The framework whose tensors a loss takes: that which its own code names, among those that the file imports. */
function frameworkOf(file: SourceFile, { definition: { node } }: FocalDefinition): ArrayFramework {
  const code = file.textOf(node);
  const imported = FRAMEWORKS.map(([library, framework]) => ({
    framework,
    names: file.names.namesFor((qualified) => qualified.split('.')[0] === library),
  })).filter(({ names }) => names.length > 0);
  const named = imported.find(({ names }) => names.some((name) => mentions(code, name)));
  return (
    (named ?? imported[0])?.framework ?? FRAMEWORKS.find(([, , usual]) => usual.test(code))?.[1] ?? TORCH
  );
}

function mentions(code: string, name: string): boolean {
  return code.split(/[^\p{L}\p{N}_]+/u).includes(name);
}

/** Each happening once a place. */
function eventsOf({ events }: Interpreter): RunEvent[] {
  const known = new Map<string, RunEvent>();
  for (const event of events) {
    known.set(`${event.kind} ${event.place.start} ${event.phase}`, event);
  }
  return [...known.values()];
}
