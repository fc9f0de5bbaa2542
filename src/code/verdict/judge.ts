import type { FocalDefinition } from '../losses/focal-definitions';
import { JAX } from '../run/frameworks/jax/jax';
import { NUMPY } from '../run/frameworks/numpy/numpy';
import { TENSORFLOW } from '../run/frameworks/tensorflow/tensorflow';
import { TENSORFLOW_JS } from '../run/frameworks/tensorflow-js/framework';
import { TORCH } from '../run/frameworks/torch/framework';
import type { RunEvent } from '../run/language/events';
import { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Place } from '../run/language/program';
import { PYTHON } from '../run/language/python/language';
import { moduleScope } from '../run/language/python/module';
import { Raised } from '../run/language/raised';
import { TYPESCRIPT } from '../run/language/typescript/language';
import { moduleScope as scriptScope, valueOfDefinition } from '../run/language/typescript/module';
import type { ArrayFramework } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { type AlphaReading, readAlpha } from './alpha';
import { type CallableLoss, callableLoss } from './callable';
import type { Computes, LayoutOutcome, LossException, Verdict } from './document';
import { AS_LISTS, asTensors, BY_EXAMPLE, type Feeding } from './feeding';
import { readGamma } from './gamma';
import { linkOfRows } from './link';
import { LossRunner } from './loss-runner';
import { matchVariant } from './match-variants';
import { Measure } from './measure';
import { observed } from './observations';
import { readParameters } from './parameters-in-run';
import { LAYOUTS, type Layout, mixedExamples } from './probes';
import { readReduction } from './reduction';
import { scriptLoss } from './script-loss';
import { SettingsPlan } from './settings';

/** What the probes of one loss may use together. */
const LIMITS = { steps: 300_000, elements: 5_000_000, depth: 60 };

/** An interpreter for the language of a file. */
export function interpreterOf({ grammar }: SourceFile): Interpreter {
  return new Interpreter(LIMITS, grammar === 'python' ? PYTHON : TYPESCRIPT);
}

/**
 * Runs a focal loss of a file on probes and says what it computes.
 *
 * @param focal a class or function of the module
 */
export function judgeLoss(file: SourceFile, focal: FocalDefinition): Verdict {
  const interpreter = interpreterOf(file);
  try {
    return judged(file, focal, interpreter);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) {
      throw error;
    }
    return { ...notJudged(focal, error), events: eventsOf(interpreter) };
  }
}

/** The verdict on a loss that is not run to its end: it is silent on everything that depends on values. */
export function notJudged(focal: FocalDefinition, { reason, place }: NotUnderstood): Verdict {
  const { name = '', form } = focal.definition;
  return {
    name,
    form,
    ...placeIn(focal),
    parameters: { alpha: null, gamma: null },
    computes: null,
    notUnderstood: { reason, line: place?.line ?? null },
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
interface OpenedLoss {
  readonly form: Verdict['form'];
  readonly layouts: readonly LayoutOutcome[];
  /** In the layout that the loss is for; null if it runs in none. */
  readonly measure: Measure | null;
}

/** A loss as its language writes it, and the ways to give it a batch, the likeliest first. */
interface WrittenLoss {
  readonly callable: CallableLoss;
  readonly framework: ArrayFramework;
  readonly feedings: readonly Feeding[];
}

function written(file: SourceFile, focal: FocalDefinition, interpreter: Interpreter): WrittenLoss {
  const place = placeOf(focal);
  if (file.grammar === 'python') {
    const framework = frameworkOf(file);
    const scope = moduleScope(file.root, interpreter);
    const callable = callableLoss(focal.definition.name ?? '', scope, interpreter, place);
    return { callable, framework, feedings: [asTensors(framework)] };
  }
  const callable = writtenInScript(file, focal, interpreter);
  const tensors = asTensors(TENSORFLOW_JS);
  const feedings = usesTensorFlow(file) ? [tensors, AS_LISTS, BY_EXAMPLE] : [AS_LISTS, BY_EXAMPLE, tensors];
  return { callable, framework: TENSORFLOW_JS, feedings };
}

/** @throws NotUnderstood also where the code raises before it is given a batch: it is no loss of predictions and targets */
function writtenInScript(file: SourceFile, focal: FocalDefinition, interpreter: Interpreter): CallableLoss {
  try {
    const scope = scriptScope(file.root, interpreter);
    return scriptLoss(
      valueOfDefinition(focal.definition.node, scope, interpreter),
      interpreter,
      placeOf(focal),
    );
  } catch (error) {
    if (error instanceof Raised) {
      throw new NotUnderstood({ kind: 'result' }, error.place);
    }
    throw error;
  }
}

/** True for code that imports TensorFlow.js, or names what its script tag binds. */
function usesTensorFlow(file: SourceFile): boolean {
  return /@tensorflow\/tfjs|\btf\s*\.\s*\w/.test(file.text);
}

/**
 * Finds how a focal loss is called.
 *
 * @param focal a class or function that stands in no function
 * @param interpreter one from `interpreterOf`
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function openLoss(file: SourceFile, focal: FocalDefinition, interpreter: Interpreter): OpenedLoss {
  const place = placeOf(focal);
  const { callable, framework, feedings } = written(file, focal, interpreter);
  const plan = new SettingsPlan(callable.settings, framework, place);
  let first: OpenedLoss | NotUnderstood | null = null;
  for (const feeding of feedings) {
    const before = interpreter.events.length;
    const attempt = attempted(
      new LossRunner(callable, interpreter, feeding, place),
      plan,
      interpreter,
      callable,
    );
    const isLast = feeding === feedings.at(-1);
    if (!(attempt instanceof NotUnderstood) && (feedings.length === 1 || isMeasured(attempt))) {
      return attempt;
    }
    first ??= attempt;
    if (!isLast) {
      interpreter.events.length = before;
    }
  }
  if (first instanceof NotUnderstood || !first) {
    throw first ?? new NotUnderstood({ kind: 'result' }, place);
  }
  return first;
}

/** The loss in every layout, or why it is not understood. */
function attempted(
  runner: LossRunner,
  plan: SettingsPlan,
  interpreter: Interpreter,
  { form }: CallableLoss,
): OpenedLoss | NotUnderstood {
  try {
    const tried = LAYOUTS.map((layout) => tryLayout(layout, runner, plan, interpreter));
    return {
      form,
      layouts: tried.map(({ outcome }) => outcome),
      measure: chosenLayout(tried, runner, plan),
    };
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return error;
    }
    throw error;
  }
}

/** JavaScript computes NaN where other languages raise: only a number shows that a loss is given what it is for. */
function isMeasured({ measure }: OpenedLoss): boolean {
  const total = measure?.total(mixedExamples(measure.layout.width, 5), {});
  return !!total && Number.isFinite(total.loss) && total.gradient.every(Number.isFinite);
}

function judged(file: SourceFile, focal: FocalDefinition, interpreter: Interpreter): Verdict {
  const { form, layouts, measure } = openLoss(file, focal, interpreter);
  const base = {
    name: focal.definition.name ?? '',
    ...placeIn(focal),
    form,
    notUnderstood: null,
    layouts,
  };
  if (!measure) {
    return {
      ...base,
      parameters: { alpha: null, gamma: null },
      computes: null,
      exception: commonestException(layouts),
      observations: [],
      events: eventsOf(interpreter),
    };
  }
  const alpha = readAlpha(measure);
  const computes = computed(measure, alpha);
  const parameters = readParameters(measure, alpha);
  const observations = observed(measure, computes);
  return { ...base, parameters, computes, exception: null, observations, events: eventsOf(interpreter) };
}

/** The exception that most layouts end with: the others end where their shapes do not fit. */
function commonestException(layouts: readonly LayoutOutcome[]): LossException | null {
  const exceptions = layouts.flatMap(({ exception }) => (exception ? [exception] : []));
  const timesOf = ({ className, line }: LossException): number =>
    exceptions.filter((other) => other.className === className && other.line === line).length;
  return exceptions.toSorted((one, other) => timesOf(other) - timesOf(one))[0] ?? null;
}

interface TriedLayout {
  readonly layout: Layout;
  readonly outcome: LayoutOutcome;
  /** True if it ran and the result depends on the predictions. */
  readonly works: boolean;
}

function tryLayout(
  layout: Layout,
  runner: LossRunner,
  plan: SettingsPlan,
  interpreter: Interpreter,
): TriedLayout {
  const before = interpreter.events.length;
  const [result] = runner.run(plan.with({}), [layout.batch(mixedExamples(layout.width, 5))]);
  const grew = interpreter.events.slice(before).some(({ kind }) => kind === 'broadcastGrew');
  const exception = result?.kind === 'exception' ? result.exception : null;
  const works = result?.kind === 'value' && (result.gradient?.some((slope) => slope !== 0) ?? false);
  return { layout, works, outcome: { layout: layout.name, exception, grew } };
}

/** Index targets tell a loss over classes; a loss that takes rows of one-hot targets is one if it couples them. */
function chosenLayout(tried: readonly TriedLayout[], runner: LossRunner, plan: SettingsPlan): Measure | null {
  const working = tried.filter(({ works, outcome }) => works && !outcome.grew);
  const measures = (working.length > 0 ? working : tried.filter(({ works }) => works)).map(
    ({ layout }) => new Measure(runner, plan, layout),
  );
  const rows = measures.filter(({ layout }) => layout.width > 1);
  const [first] = rows;
  if (first && first.layout.name !== 'oneHot') {
    return first;
  }
  const isCoupled = first && linkOfRows(first, readGamma(first).input) === 'softmax';
  return (isCoupled ? first : measures.find(({ layout }) => layout.width === 1)) ?? first ?? null;
}

/** What a loss computes in its layout. */
export function computed(measure: Measure, alpha: AlphaReading): Computes {
  const gamma = readGamma(measure);
  const reduction = readReduction(measure);
  const match = matchVariant(measure, alpha, reduction, gamma.input);
  const input = gamma.input ?? match?.input ?? null;
  return {
    link: measure.layout.width === 1 ? 'sigmoid' : linkOfRows(measure, input),
    input,
    alphaRole: alpha.role ?? match?.variant.alphaRole ?? null,
    gammaIsExponentOf: gamma.base ?? match?.variant.gammaIsExponentOf ?? null,
    reduction,
    variant: match?.id ?? null,
  };
}

/** The frameworks by the library that a file imports, the one that a loss is most likely written for first. */
const FRAMEWORKS: readonly (readonly [string, ArrayFramework])[] = [
  ['torch', TORCH],
  ['tensorflow', TENSORFLOW.framework],
  ['keras', TENSORFLOW.framework],
  ['jax', JAX.framework],
  ['numpy', NUMPY.framework],
];

/** The framework whose tensors a file's losses take, by its imports. */
function frameworkOf(file: SourceFile): ArrayFramework {
  const imports = (library: string): boolean =>
    file.names.namesFor((qualified) => qualified.split('.')[0] === library).length > 0;
  return FRAMEWORKS.find(([library]) => imports(library))?.[1] ?? TORCH;
}

/** Each happening once a place. */
function eventsOf({ events }: Interpreter): RunEvent[] {
  const known = new Map<string, RunEvent>();
  for (const event of events) {
    known.set(`${event.kind} ${event.place.start} ${event.phase}`, event);
  }
  return [...known.values()];
}
