import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import { type ArrayFramework, ArrayValue, ListValue, type Value } from '../run/language/values';
import { tensorOf } from '../run/tensor/tensor';
import type { Settings } from './callable';
import { kindOfParameter } from './parameters';
import { CLASSES } from './probes';

/** One number, or one a class. */
export type AlphaValue = number | readonly number[];

/** What a probe sets; the rest stays at its default. */
export interface ProbeSettings {
  readonly alpha?: AlphaValue | null;
  readonly gamma?: number;
  /** A setting that is given as it is. */
  readonly other?: { readonly name: string; readonly value: Value };
}

/** Weights of the classes for a parameter without default: unequal, so that their part shows. */
export const CLASS_WEIGHTS: readonly number[] = [0.5, 0.8, 2];

/** γ for a parameter without default. */
const USUAL_GAMMA = 2;

/** JavaScript has no integers. */
function isScript({ name }: ArrayFramework): boolean {
  return name === 'tensorflow-js' || name === 'javascript';
}

/** The settings that a loss needs and those that probes vary. */
export class SettingsPlan {
  /** All settings of the loss. */
  readonly parameters: readonly Parameter[];
  readonly alpha: Parameter | undefined;
  readonly gamma: Parameter | undefined;
  private readonly base: Settings;
  private readonly framework: ArrayFramework;

  /** @throws NotUnderstood for a parameter without default whose meaning its name does not tell */
  constructor(parameters: readonly Parameter[], framework: ArrayFramework, place: Place) {
    this.framework = framework;
    this.parameters = parameters;
    const kinds = parameters.map((parameter) => ({ parameter, kind: kindOfParameter(parameter) }));
    const firstOf = (kind: string): Parameter | undefined =>
      kinds.find((entry) => entry.kind === kind)?.parameter;
    this.alpha = firstOf('alpha') ?? firstOf('classWeights');
    this.gamma = firstOf('gamma');
    this.base = new Map(
      kinds.flatMap(({ parameter, kind }): [string, Value][] => {
        if (kind === 'classCount') {
          return [[parameter.name, isScript(framework) ? CLASSES : BigInt(CLASSES)]];
        }
        return parameter.default ? [] : [[parameter.name, this.needed(parameter, kind, place)]];
      }),
    );
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
  with({ alpha, gamma, other }: ProbeSettings): Settings {
    const settings = new Map(this.base);
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

  private needed(parameter: Parameter, kind: ReturnType<typeof kindOfParameter>, place: Place): Value {
    switch (kind) {
      case 'gamma':
        return USUAL_GAMMA;
      case 'alpha':
        return 0.25;
      case 'classWeights':
        return this.alphaValue(parameter, CLASS_WEIGHTS);
      case 'normaliser':
        return 1;
      case 'reduction':
        return parameter.name === 'reduction' ? 'mean' : true;
      default:
        throw new NotUnderstood({ kind: 'parameter', name: parameter.name }, place);
    }
  }

  /** Several numbers as the list that the default is, else as a tensor. */
  private alphaValue(parameter: Parameter, alpha: AlphaValue | null): Value {
    if (alpha === null || typeof alpha === 'number') {
      return alpha;
    }
    const asList = parameter.default?.type === 'sequence' || this.framework.name !== 'torch';
    return asList
      ? new ListValue([...alpha])
      : new ArrayValue(tensorOf([alpha.length], alpha, 'float32'), this.framework);
  }
}
