import { ModuleValue } from '../run/language/library-values';
import type { Expression, Parameter, Place } from '../run/language/program';
import {
  type ArrayFramework,
  ArrayValue,
  ListValue,
  type Machine,
  MappingValue,
  UnknownValue,
  type Value,
} from '../run/language/values';
import { scalarOf, tensorOf } from '../run/tensor/tensor';
import { kindOfParameter, lastPart, type Settings, type ToldParameter } from './parameters';
import { CLASSES } from './probes';

/** One number, or one a class. */
export type AlphaValue = number | readonly number[];

/** The settings of a probe; all others stay at their defaults. */
export interface ProbeSettings {
  readonly alpha?: AlphaValue | null;
  readonly gamma?: number;
  /** The number of classes of the batch, for losses that are told it; that of the probes unless given. */
  readonly classes?: number;
  /** A setting that is given as it is. */
  readonly other?: { readonly name: string; readonly value: Value };
}

/** Weights of the classes for a parameter without default: unequal, so that their part shows. */
export function classWeights(classes: number): readonly number[] {
  return Array.from({ length: classes }, (_, at) => [0.5, 0.8, 2][at] ?? 0.6 + at / 10);
}

/** How many examples the classes have. */
function examplesPerClass(classes: number): readonly number[] {
  return Array.from({ length: classes }, (_, at) => [60, 30, 10][at] ?? 5 + at);
}

/** γ for a parameter without default. */
const USUAL_GAMMA = 2;

/** JavaScript has no integers. */
function isScript({ name }: ArrayFramework): boolean {
  return name === 'tensorflow-js' || name === 'javascript';
}

/** In which form a probe gives α or weights of the classes that the loss needs; a column is a list of lists of one number. */
type NeededForm = 'number' | 'list' | 'tensor' | 'column';

/** The differences between a plan of settings and the first one. */
interface PlanChoices {
  readonly neededForm?: NeededForm;
  readonly replaced?: SettingsPlan['replaced'];
  /** The number of classes of the batches. */
  readonly classes?: number;
  /** A setting that has this value in every probe. */
  readonly fixed?: readonly [name: string, value: Value];
  /** The text for the parameters that the code compares with texts. */
  readonly text?: string;
}

/**
 * The settings with which a loss is tried, in this order: each of the texts that the code compares a parameter with, and for each α as a number, as a list and as a tensor where it has no default,
 * the number last where the code says that it is one weight a class, and weights of the classes where None or a number by default may be what raises.
 *
 * A parameter without default whose meaning its name does not tell is given what ends the run where the loss uses it.
 */
export function* plansFor(
  parameters: readonly ToldParameter[],
  framework: ArrayFramework,
  machine: Machine,
  place: Place,
): Generator<SettingsPlan> {
  const { choices = [] } = parameters.find((parameter) => parameter.choices && !parameter.default) ?? {};
  const texts = choices.length === 0 || choices.includes(FOCAL) ? [FOCAL] : choices;
  for (const text of texts) {
    yield* plansWithText(text, parameters, framework, machine, place);
  }
}

/** The name of the focal loss in most functions that compute one of several losses. */
export const FOCAL = 'focal';

function* plansWithText(
  text: string,
  parameters: readonly ToldParameter[],
  framework: ArrayFramework,
  machine: Machine,
  place: Place,
): Generator<SettingsPlan> {
  const first = new SettingsPlan(parameters, framework, machine, place, { text });
  const isNeeded = first.alpha && !first.alpha.default;
  const isPerClass = parameters.some((parameter) => parameter.isPerClass);
  const forms: readonly NeededForm[] = isNeeded ? ['list', 'tensor', 'column'] : [];
  for (const neededForm of isPerClass ? [...forms, 'number' as const] : ['number' as const, ...forms]) {
    yield new SettingsPlan(parameters, framework, machine, place, { text, neededForm });
  }
  const replaced = first.alpha?.default ? replacedBy(first.alpha.default) : null;
  if (replaced) {
    const needed = parameters.map((parameter) =>
      parameter === first.alpha ? { ...parameter, default: null } : parameter,
    );
    yield new SettingsPlan(needed, framework, machine, place, { text, neededForm: 'tensor', replaced });
  }
}

/** Names the kind of a default that weights of the classes may stand for; null for any other. */
function replacedBy(expression: Expression): SettingsPlan['replaced'] {
  if (expression.type !== 'constant') {
    return null;
  }
  const { value } = expression;
  return value === null ? 'none' : typeof value === 'number' || typeof value === 'bigint' ? 'number' : null;
}

/** The settings that a loss needs and those that probes vary. */
export class SettingsPlan {
  /** All settings of the loss. */
  readonly parameters: readonly ToldParameter[];
  readonly alpha: ToldParameter | undefined;
  readonly gamma: Parameter | undefined;
  /** The default of α that weights of the classes stand for, since the loss may raise with it; null for none. */
  readonly replaced: 'none' | 'number' | null;
  private readonly base: readonly (readonly [string, (classes: number) => Value])[];
  readonly framework: ArrayFramework;
  private readonly machine: Machine;
  private readonly place: Place;
  private readonly choices: PlanChoices;

  constructor(
    parameters: readonly ToldParameter[],
    framework: ArrayFramework,
    machine: Machine,
    place: Place,
    choices: PlanChoices = {},
  ) {
    this.framework = framework;
    this.machine = machine;
    this.place = place;
    this.choices = choices;
    this.replaced = choices.replaced ?? null;
    this.parameters = parameters;
    const kinds = parameters.map((parameter) => ({ parameter, kind: kindOfParameter(parameter) }));
    const firstOf = (kind: string): ToldParameter | undefined =>
      kinds.find((entry) => entry.kind === kind)?.parameter;
    this.alpha = firstOf('alpha') ?? firstOf('classWeights');
    this.gamma = firstOf('gamma');
    this.base = kinds.flatMap(({ parameter, kind }): (readonly [string, (classes: number) => Value])[] => {
      if (kind === 'classCount') {
        return [[parameter.name, (classes) => this.integer(classes)]];
      }
      return parameter.default ? [] : [[parameter.name, this.needed(parameter, kind)]];
    });
  }

  /** The same plan for batches with this number of classes. */
  ofClasses(classes: number | undefined): SettingsPlan {
    return classes === undefined
      ? this
      : new SettingsPlan(this.parameters, this.framework, this.machine, this.place, {
          ...this.choices,
          classes,
        });
  }

  /** A plan with a setting that has this value in every probe which gives it no other; settings that are left out have a default. */
  withFixed(fixed: readonly [name: string, value: Value], parameters = this.parameters): SettingsPlan {
    const choices = { ...this.choices, fixed };
    return new SettingsPlan(parameters, this.framework, this.machine, this.place, choices);
  }

  /** True if α is given by a number or several by default; false for None and for no parameter. */
  get hasAlphaByDefault(): boolean {
    const value = this.alpha?.default;
    if (this.alpha && !value) {
      return true;
    }
    const isNegative = value?.type === 'unary' && value.operator === '-';
    return (
      !!value &&
      !isNegative &&
      !(value.type === 'name' && value.name === 'undefined') &&
      !(value.type === 'constant' && (value.value === null || typeof value.value === 'boolean'))
    );
  }

  /** The arguments of a probe. */
  with({ alpha, gamma, other, classes = this.choices.classes ?? CLASSES }: ProbeSettings): Settings {
    const settings = new Map(this.base.map(([name, make]) => [name, make(classes)]));
    if (this.choices.fixed) {
      settings.set(...this.choices.fixed);
    }
    if (this.alpha && alpha !== undefined) {
      settings.set(this.alpha.name, this.alphaValue(this.alpha, alpha));
    }
    if (this.gamma && gamma !== undefined) {
      settings.set(this.gamma.name, gamma);
    }
    if (other) {
      settings.set(other.name, other.value);
    }
    return settings;
  }

  private integer(value: number): Value {
    return isScript(this.framework) ? value : BigInt(value);
  }

  /** Makes a value for a parameter without default. */
  private needed(
    parameter: ToldParameter,
    kind: ReturnType<typeof kindOfParameter>,
  ): (classes: number) => Value {
    switch (kind) {
      case 'gamma':
        return () => USUAL_GAMMA;
      case 'alpha':
        return (classes) =>
          this.neededForm === 'number' ? 0.25 : this.alphaValue(parameter, classWeights(classes));
      case 'classWeights':
        return (classes) => this.alphaValue(parameter, classWeights(classes));
      case 'normaliser':
        return () => (parameter.isArray ? new ArrayValue(scalarOf(1, 'float32'), this.framework) : 1);
      case 'reduction':
        return () => (lastPart(parameter.name) === 'reduction' ? 'mean' : true);
      case 'device':
        return () => 'cpu';
      case 'onGpu':
        return () => false;
      case 'positiveWeight':
        return () => null;
      case 'smoothing':
        return () => 0;
      case 'epsilon':
        return () => 1e-7;
      case 'ignoredTarget':
        return () => this.integer(-100);
      case 'axis':
        return () => this.integer(1);
      case 'lossType':
        return () => this.choices.text ?? FOCAL;
      case 'label':
        return () => 'loss';
      case 'kerasBackend':
        return () => new ModuleValue('keras.backend');
      // Values whose part in the result shows.
      case 'scale':
        return () => 2;
      case 'margin':
        return () => 0.1;
      case 'exponent':
        return () => 4;
      case 'keywords':
        return () => new MappingValue();
      case 'effectiveNumber':
        return () => 0.9;
      case 'examplesPerClass':
        return (classes) => new ListValue(examplesPerClass(classes).map((count) => this.integer(count)));
      case 'baseLoss': {
        const { machine, place } = this;
        const make = machine.library('torch.nn.BCEWithLogitsLoss');
        if (this.framework.name === 'torch' && make !== undefined) {
          // A new one each time, since such a wrapper changes the reduction of what it wraps.
          return () => machine.call(make, { positional: [], keywords: new Map() }, place);
        }
        break;
      }
    }
    if (parameter.name === 'size') {
      return (classes) => this.integer(classes);
    }
    return () => new UnknownValue(parameter.name, 'parameter');
  }

  private get neededForm(): NeededForm {
    return this.choices.neededForm ?? 'number';
  }

  /** Several numbers in the form that the loss needs, as the list that the default is, else as a tensor. */
  alphaValue(parameter: Parameter, alpha: AlphaValue | null): Value {
    if (alpha === null || typeof alpha === 'number') {
      return alpha;
    }
    if (this.neededForm === 'column') {
      return new ListValue(alpha.map((weight) => new ListValue([weight])));
    }
    const asList =
      this.neededForm === 'list' ||
      (this.neededForm === 'number' &&
        (parameter.default?.type === 'sequence' || this.framework.name !== 'torch'));
    return asList
      ? new ListValue([...alpha])
      : new ArrayValue(tensorOf([alpha.length], alpha, 'float32'), this.framework);
  }
}
