import type { BoosterFunction } from '../../losses/boosting-objectives';
import { wordsOfName } from '../../losses/names';
import type { Interpreter } from '../../run/language/interpreter';
import { NotUnderstood } from '../../run/language/not-understood';
import { placeOf } from '../../run/language/places';
import type { Parameter, Place } from '../../run/language/program';
import { PYTHON_AROUND } from '../../run/language/python/forms-around';
import type { Scope } from '../../run/language/scope';
import { BoundMethod, FunctionValue, ListValue, type Value } from '../../run/language/values';
import { ancestors } from '../../syntax/tree';
import type { LossSource } from '../callable-loss';
import { definedSource } from '../defined-source';
import { kindOfParameter } from '../parameters';
import { PYTHON_DEFINITIONS } from '../python-definitions';
import { arrayOfNumbers, datasetOf, type ScoredLabel } from './booster-data';
import { type ClassScores, classOf, scoresOfClasses } from './class-scores';

/** α and γ of a run; absent for the default. */
export interface BoosterSettings {
  readonly alpha?: number;
  readonly gamma?: number;
}

/** α and γ where the code has no default. */
const USUAL: Required<BoosterSettings> = { alpha: 0.25, gamma: 2 };

/** Calls a function of the user as its booster does. */
export class BoosterRun {
  readonly place: Place;
  private readonly around: readonly Parameter[];
  private readonly source: LossSource;

  /**
   * @param ofClasses null for a single score an example
   * @throws NotUnderstood if what is around the function does what the evaluator does not know
   */
  constructor(
    readonly written: BoosterFunction,
    module: Scope,
    readonly interpreter: Interpreter,
    readonly ofClasses: ClassScores | null = null,
  ) {
    this.place = placeOf(written.node);
    this.around = parametersAround(written);
    this.source = definedSource(written.node, module, interpreter, PYTHON_DEFINITIONS);
  }

  /** The parameters of α or γ, of the function and of what is around it. */
  parameterOf(kind: keyof BoosterSettings): Parameter | undefined {
    const own = ownParameters(this.source.make(this.settingsOf(this.around, {})), this.place);
    return [...own, ...this.around].find((parameter) => settingOf(parameter) === kind);
  }

  /** @throws NotUnderstood if the code does what the evaluator does not know */
  call(examples: readonly ScoredLabel[], settings: BoosterSettings = {}): Value {
    const { interpreter, written, source, place } = this;
    interpreter.phase = 'constructor';
    const callee = source.make(this.settingsOf(this.around, settings));
    const own = ownParameters(callee, place);
    const keywords = new Map([...this.settingsOf(own, settings), ...this.tensorsOf(examples)]);
    if (written.call === 'ranges' || written.call === 'multi') {
      const weights = own.find(({ name, default: value }) => !keywords.has(name) && !value);
      for (const { name } of weights ? [weights] : []) {
        // Where there are no weights, CatBoost hands on None for several examples, and 1 for a single one.
        keywords.set(name, written.call === 'ranges' ? null : 1);
      }
    }
    interpreter.phase = 'forward';
    return interpreter.call(callee, { positional: [], keywords }, place);
  }

  private tensorsOf(examples: readonly ScoredLabel[]): readonly (readonly [string, Value])[] {
    const { call, scores, labels } = this.written;
    const { ofClasses } = this;
    const single = examples.map(({ score }) => score);
    const ofScores = ofClasses ? scoresOfClasses(examples, ofClasses) : arrayOfNumbers(single);
    const ofLabels = examples.map((example) => (ofClasses ? classOf(example) : example.label));
    switch (call) {
      case 'ranges':
        return [
          [scores, new ListValue(single)],
          [labels, new ListValue(ofLabels)],
        ];
      case 'multi':
        return [
          [scores, ofScores],
          [labels, ofLabels[0] ?? null],
        ];
      case 'dataset':
        return [
          [scores, ofScores],
          [labels, datasetOf(ofLabels)],
        ];
      case 'arrays':
        return [
          [scores, ofScores],
          [labels, arrayOfNumbers(ofLabels)],
        ];
    }
  }

  /** The values of α, γ and the number of classes among these parameters: those given, and the usual ones where there is no default. */
  private settingsOf(parameters: readonly Parameter[], given: BoosterSettings): Map<string, Value> {
    return new Map(
      parameters.flatMap((parameter): [string, Value][] => {
        if (this.ofClasses && kindOfParameter(parameter) === 'classCount') {
          return [[parameter.name, BigInt(this.ofClasses.classes)]];
        }
        const kind = settingOf(parameter);
        const value = kind && (given[kind] ?? (parameter.default ? undefined : USUAL[kind]));
        return value === undefined || value === null ? [] : [[parameter.name, value]];
      }),
    );
  }
}

/** The setting that a parameter gives, also under a longer name such as `gamma_indct`; null for any other parameter. */
function settingOf(parameter: Parameter): keyof BoosterSettings | null {
  const kind = kindOfParameter(parameter);
  if (kind === 'alpha' || kind === 'gamma') {
    return kind;
  }
  const words = wordsOfName(parameter.name);
  return words.includes('gamma') ? 'gamma' : words.includes('alpha') ? 'alpha' : null;
}

/** The parameters of the functions around one, and of the constructor of its class. */
function parametersAround({ node }: BoosterFunction): Parameter[] {
  return [...ancestors(node)].flatMap((ancestor) => {
    const { functions, classes } = PYTHON_AROUND;
    const definition = classes.has(ancestor.type) ? PYTHON_AROUND.constructorOf(ancestor) : ancestor;
    return definition && functions.has(definition.type) ? [...PYTHON_AROUND.parametersOf(definition)] : [];
  });
}

/** The parameters of a function, of a method without its object. @throws NotUnderstood for anything else */
function ownParameters(callee: Value, place: Place): Parameter[] {
  const method = callee instanceof BoundMethod ? callee.method : callee;
  if (!(method instanceof FunctionValue)) {
    throw new NotUnderstood({ kind: 'result' }, place);
  }
  const own = method.definition.parameters.filter(({ kind }) => kind !== 'list' && kind !== 'mapping');
  return own.slice(callee instanceof BoundMethod && method.kind !== 'static' ? 1 : 0);
}
