import type { CodeLoss } from '../losses/code-loss';
import { JAX } from '../run/frameworks/jax/jax';
import { NUMPY } from '../run/frameworks/numpy/numpy';
import { PADDLE } from '../run/frameworks/paddle/framework';
import { TENSORFLOW } from '../run/frameworks/tensorflow/tensorflow';
import { TENSORFLOW_JS } from '../run/frameworks/tensorflow-js/framework';
import { TORCH } from '../run/frameworks/torch/framework';
import type { Limits } from '../run/language/budget';
import type { ModuleReaders } from '../run/language/imports';
import { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Place } from '../run/language/program';
import { PYTHON_AROUND } from '../run/language/python/forms-around';
import { PYTHON } from '../run/language/python/language';
import { fileScope, libraryScope, moduleScope } from '../run/language/python/module';
import { readExpression as readPython } from '../run/language/python/read-expression';
import { Raised } from '../run/language/raised';
import type { Scope } from '../run/language/scope';
import { SCRIPT_AROUND } from '../run/language/typescript/forms-around';
import { TYPESCRIPT } from '../run/language/typescript/language';
import { fileScope as scriptFileScope, moduleScope as scriptScope } from '../run/language/typescript/module';
import { readExpressionOf as readScript } from '../run/language/typescript/reader';
import type { ArrayFramework } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { callableLosses } from './callable';
import type { CallableLoss } from './callable-loss';
import { type CallForms, calledLosses } from './called-loss';
import { constantsAct } from './constant-settings';
import { definedSource } from './defined-source';
import { AS_LISTS, asTensors, asTensorsByExample, BY_EXAMPLE, type Feeding } from './feeding';
import { inlineSource } from './inline-source';
import { tellsTargetsOf } from './layouts';
import { subtractsBooleans } from './loss-exceptions';
import { LossRunner } from './loss-runner';
import { grows, type OpenedLoss, openCallable } from './open-callable';
import { type Layout, mixedExamples } from './probes';
import { PYTHON_DEFINITIONS } from './python-definitions';
import { LAYOUTS_OF_SHORT_INTEGERS } from './rare-layouts';
import { SCRIPT_DEFINITIONS } from './script-definitions';
import { scriptLoss } from './script-loss';
import { SettingsPlan } from './settings';

const CALLS_IN_PYTHON: CallForms = {
  around: PYTHON_AROUND,
  read: readPython,
  losses: callableLosses,
};
const CALLS_IN_SCRIPT: CallForms = {
  around: SCRIPT_AROUND,
  read: readScript,
  losses: (source, interpreter, place) => [scriptLoss(source, interpreter, place)],
};

/** The limits of all probes of one loss together. */
export const LIMITS: Limits = { steps: 300_000, elements: 5_000_000, depth: 60 };

/** An interpreter for the language of a file, with the limits of the probes. */
export function interpreterOf({ grammar, parseLibrary, workspace }: SourceFile): Interpreter {
  if (grammar !== 'python') {
    const readers: ModuleReaders = { library: null, file: scriptFileScope };
    const interpreter = new Interpreter(LIMITS, TYPESCRIPT, readers, workspace);
    // The verdict is one on the code.
    interpreter.keepsLibraryFaults = false;
    return interpreter;
  }
  // The losses of libraries are written in Python.
  const library: ModuleReaders['library'] = (text, evaluator) => libraryScope(text, parseLibrary, evaluator);
  return new Interpreter(LIMITS, PYTHON, { library, file: fileScope }, workspace);
}

/** Returns the place of a focal loss in its file. */
export function placeOf({ node }: Pick<CodeLoss, 'node'>): Place {
  return { line: node.startPosition.row + 1, start: node.startIndex, end: node.endIndex };
}

/** A loss as its language writes it, and the ways to give it a batch, the likeliest first. */
interface WrittenLoss {
  /** How it may be constructed and called, the likeliest first. */
  readonly callables: readonly CallableLoss[];
  readonly framework: ArrayFramework;
  readonly feedings: readonly Feeding[];
}

function written(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): WrittenLoss {
  if (file.grammar === 'python') {
    const framework = frameworkOf(file, loss);
    const scope = moduleScope(file.root, interpreter);
    const callables = callablesInPython(file, loss, scope, interpreter).map((callable) =>
      framework === TENSORFLOW.framework ? { ...callable, layouts: layoutsInTensorFlow(callable) } : callable,
    );
    return { callables, framework, feedings: feedingsIn(file, loss, framework) };
  }
  const callables = writtenInScript(file, loss, interpreter);
  const tensors = asTensors(TENSORFLOW_JS);
  const feedings = usesTensorFlow(file) ? [tensors, AS_LISTS, BY_EXAMPLE] : [AS_LISTS, BY_EXAMPLE, tensors];
  return { callables, framework: TENSORFLOW_JS, feedings };
}

/** Keras has an axis of outputs also where there is one output, and TensorFlow makes indices of 32 bits. */
function layoutsInTensorFlow({ layouts }: CallableLoss): CallableLoss['layouts'] {
  const isColumn = ({ name }: Layout): boolean => name === 'column';
  return [
    ...layouts.map((group) => [...group.filter(isColumn), ...group.filter((layout) => !isColumn(layout))]),
    LAYOUTS_OF_SHORT_INTEGERS,
  ];
}

/** Functions of JAX may be for one example, which `vmap` repeats. */
function feedingsIn({ text }: SourceFile, { name }: CodeLoss, framework: ArrayFramework): Feeding[] {
  const whole = asTensors(framework);
  if (framework !== JAX.framework || !/\bvmap\b/.test(text)) {
    return [whole];
  }
  const byExample = asTensorsByExample(framework);
  const isMapped = new RegExp(String.raw`\bvmap\(\s*(?:(?:functools\.)?partial\(\s*)?${name}\b`).test(text);
  return isMapped ? [byExample, whole] : [whole, byExample];
}

function callablesInPython(
  file: SourceFile,
  loss: CodeLoss,
  module: Scope,
  interpreter: Interpreter,
): CallableLoss[] {
  switch (loss.kind) {
    case 'definition': {
      const source = definedSource(loss.node, module, interpreter, PYTHON_DEFINITIONS);
      return callableLosses(source, interpreter, placeOf(loss));
    }
    case 'inline':
      return callableLosses(inlineSource(loss, file, module, interpreter), interpreter, placeOf(loss));
    case 'objective':
      // It returns the derivatives of a loss, and no loss.
      throw new NotUnderstood({ kind: 'result' }, placeOf(loss));
    case 'call':
    case 'configuration':
      return calledLosses(loss, module, interpreter, CALLS_IN_PYTHON);
  }
}

/** @throws NotUnderstood also where the code raises before it is given a batch: it is no loss of predictions and targets */
function writtenInScript(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): CallableLoss[] {
  try {
    const scope = scriptScope(file.root, interpreter);
    if (loss.kind === 'call') {
      return calledLosses(loss, scope, interpreter, CALLS_IN_SCRIPT);
    }
    const source = definedSource(loss.node, scope, interpreter, SCRIPT_DEFINITIONS);
    return [scriptLoss(source, interpreter, placeOf(loss))];
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
 * @param interpreter one from `interpreterOf`
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function openLoss(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): OpenedLoss {
  const place = placeOf(loss);
  const { callables, framework, feedings } = written(file, loss, interpreter);
  const ways = callables.flatMap((callable) => feedings.map((feeding) => ({ callable, feeding })));
  const before = interpreter.events.length;
  let grown: OpenedLoss | null = null;
  let first: OpenedLoss | NotUnderstood | null = null;
  let ofBooleans: OpenedLoss | null = null;
  for (const [at, { callable, feeding }] of ways.entries()) {
    const openedAs = (way: CallableLoss): OpenedLoss =>
      openCallable(new LossRunner(way, interpreter, feeding, place), way, framework, interpreter, place);
    const opened = openedIfUnderstood(() => {
      const guessed = openedAs(callable);
      const { unguessed } = callable;
      return unguessed && guessed.measure && !constantsAct(guessed.measure) ? openedAs(unguessed) : guessed;
    });
    if (!(opened instanceof NotUnderstood) && (ways.length === 1 || isMeasured(opened, callable))) {
      if (ways.length === 1 || callable.mustTellTargets || !grows(opened)) {
        return opened;
      }
      // A mask in another form may fit.
      grown ??= opened;
    }
    // A detector makes its booleans by itself, whatever it is given.
    const isOfBooleans =
      !(opened instanceof NotUnderstood) && opened.exception !== null && subtractsBooleans(opened.exception);
    ofBooleans ??= isOfBooleans ? opened : null;
    // A call for which the loss is not made says nothing of it.
    first ??= callable.mustTellTargets && !(opened instanceof NotUnderstood) ? null : opened;
    if (at < ways.length - 1) {
      interpreter.events.length = before;
    }
  }
  if (grown) {
    return grown;
  }
  if (first instanceof NotUnderstood || !first) {
    if (ofBooleans) {
      return ofBooleans;
    }
    throw first ?? new NotUnderstood({ kind: 'layout' }, place);
  }
  return first;
}

/** A loss as it is run first, before it is known in which form it takes a batch. */
export interface UnopenedLoss {
  readonly runner: LossRunner;
  readonly plan: SettingsPlan;
}

/**
 * A focal loss with the likeliest way to give it a batch.
 *
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function unopenedLoss(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): UnopenedLoss {
  const place = placeOf(loss);
  const { callables, framework, feedings } = written(file, loss, interpreter);
  const [callable] = callables;
  const [feeding = AS_LISTS] = feedings;
  if (!callable) {
    throw new NotUnderstood({ kind: 'result' }, place);
  }
  return {
    runner: new LossRunner(callable, interpreter, feeding, place),
    plan: new SettingsPlan(callable.settings, framework, interpreter, place),
  };
}

/** The opened loss, or why it is not understood. */
function openedIfUnderstood(open: () => OpenedLoss): OpenedLoss | NotUnderstood {
  try {
    return open();
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return error;
    }
    throw error;
  }
}

/** JavaScript computes NaN where other languages raise: only a number shows that a loss is given what it is for. */
function isMeasured({ measure }: OpenedLoss, { mustTellTargets }: CallableLoss): boolean {
  if (mustTellTargets && measure && !tellsTargetsOf(measure)) {
    return false;
  }
  const total = measure?.total(mixedExamples(measure.layout.width, 5), {});
  return !!total && Number.isFinite(total.loss) && total.gradient.every(Number.isFinite);
}

/**
 * The frameworks by the library that a file imports, the one that a loss is most likely written for first, with what their
 * names look like in a piece of code that lacks its imports.
 */
const FRAMEWORKS: readonly (readonly [string, ArrayFramework, RegExp])[] = [
  ['torch', TORCH, /\b(?:torch|nn|F)\./],
  ['tensorflow', TENSORFLOW.framework, /\btf\./],
  ['keras', TENSORFLOW.framework, /\b(?:keras|K|backend)\./],
  ['optax', JAX.framework, /\boptax\./],
  ['jax', JAX.framework, /\bjnp\./],
  ['paddle', PADDLE.framework, /\bpaddle\./],
  ['numpy', NUMPY.framework, /\bnp\./],
];

/** The framework whose tensors a loss takes: that which its own code names, among those that the file imports. */
function frameworkOf(file: SourceFile, { node }: CodeLoss): ArrayFramework {
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

/** The name of the framework that a loss is written for. */
export function frameworkNameOf(file: SourceFile, loss: CodeLoss): string {
  if (file.grammar !== 'python') {
    return usesTensorFlow(file) ? 'tensorflow-js' : 'javascript';
  }
  const { name } = frameworkOf(file, loss);
  return name === 'torch' ? 'pytorch' : name;
}

function mentions(code: string, name: string): boolean {
  return code.split(/[^\p{L}\p{N}_]+/u).includes(name);
}
