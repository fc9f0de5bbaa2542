import { type FocalParameterName, parameterOfName } from '../losses/names';
import type { Interpreter } from '../run/language/interpreter';
import { isForeign, keyOfPlace } from '../run/language/places';
import type { Expression, ExpressionOf, FunctionDefinition } from '../run/language/program';
import { forEachNode, type ProgramNode } from '../run/language/program-nodes';
import type { FunctionValue } from '../run/language/values';
import type { CallableLoss } from './callable-loss';
import { readGamma } from './gamma';
import type { Measure } from './measure';
import { kindOfParameter, partedBy, type ToldParameter } from './parameters';
import { numberOf } from './parameters-in-run';
import { examplesOf } from './probes';
import type { ProbeSettings } from './settings';

/** A number that code gives to α or γ itself, with the expressions that stand for it. */
interface Constant {
  readonly name: string;
  readonly value: Expression;
  readonly expressions: readonly Expression[];
}

/** The name of γ where it is a number in the place of an exponent. */
const EXPONENT = 'exponent';
/** Larger exponents are no γ. */
const LARGEST_GAMMA = 6;

/**
 * The loss with the α and γ that its code gives itself as settings: `gamma = 2.0` in a function or a constructor, or a constant of the
 * module. γ may also be the one number that is the exponent of every power. `constantsAct` tells whether they are what they seem.
 *
 * @param definitions the functions of the loss
 * @param seenFrom one of them, by whose names those of the module are read
 */
export function withConstants(
  callable: CallableLoss,
  definitions: readonly FunctionDefinition[],
  seenFrom: FunctionValue,
  interpreter: Interpreter,
): CallableLoss {
  const kinds = new Set(callable.settings.map((each) => kindOfParameter(each)));
  const hasAlpha = kinds.has('alpha') || kinds.has('classWeights');
  const wanted = [...(hasAlpha ? [] : ['alpha' as const]), ...(kinds.has('gamma') ? [] : ['gamma' as const])];
  const names = new Set(callable.settings.map(({ name }) => name));
  const named = wanted
    .flatMap((parameter) => constantNamed(parameter, definitions, seenFrom) ?? [])
    .filter(({ name }) => !names.has(name));
  const isSettled = !wanted.includes('gamma') || named.some(({ name }) => parameterOf(name) === 'gamma');
  const exponent = isSettled || names.has(EXPONENT) ? null : exponentOf(definitions);
  return withSettings(callable, [...named, ...(exponent ? [exponent] : [])], interpreter);
}

/** True if each α and γ that the code gives itself changes the loss, and an exponent without a name is that of a modulating factor. */
export function constantsAct(measure: Measure): boolean {
  const { layout, plan } = measure;
  const examples = examplesOf(layout);
  const changes = (one: ProbeSettings, other: ProbeSettings): boolean =>
    examples.some((example) => measure.ofExample(example, one) !== measure.ofExample(example, other));
  return plan.parameters.every((parameter) => {
    if (!parameter.isConstant) {
      return true;
    }
    if (parameter.name === EXPONENT) {
      const { base } = readGamma(measure);
      return base !== null && base !== 'none';
    }
    return parameter.name === plan.gamma?.name
      ? changes({ gamma: 1.5 }, { gamma: 2.5 })
      : changes({ alpha: 0.3 }, { alpha: 0.6 });
  });
}

function parameterOf(name: string): FocalParameterName | undefined {
  return parameterOfName(name)?.parameter;
}

function withSettings(
  callable: CallableLoss,
  constants: readonly Constant[],
  interpreter: Interpreter,
): CallableLoss {
  if (constants.length === 0) {
    return callable;
  }
  const settings = constants.map(
    ({ name, value }): ToldParameter => ({
      name,
      kind: 'usual',
      default: value,
      annotation: null,
      place: value.place,
      isConstant: true,
      ...(name === EXPONENT ? { role: 'gamma' as const } : {}),
    }),
  );
  return {
    ...callable,
    unguessed: callable,
    settings: [...callable.settings, ...settings],
    make: (given, onMade) => {
      const [own, others] = partedBy(given, settings);
      const replaced = new Map(
        constants.flatMap(({ name, expressions }) => {
          const value = own.get(name);
          return value === undefined
            ? []
            : expressions.map(({ place }) => [keyOfPlace(place), value] as const);
        }),
      );
      const made = interpreter.replacing(replaced, () => callable.make(others, onMade));
      return (predictions, targets) => interpreter.replacing(replaced, () => made(predictions, targets));
    },
  };
}

/** The one number that definitions, or the module around them, give to a parameter by its name. */
function constantNamed(
  parameter: FocalParameterName,
  definitions: readonly FunctionDefinition[],
  { scope }: FunctionValue,
): Constant | null {
  const given: { readonly name: string; readonly value: Expression }[] = [];
  const read: ExpressionOf<'name'>[] = [];
  for (const { body, place } of definitions) {
    forEachNode(isForeign(place) ? [] : body, (node) => {
      given.push(...assignedIn(node).filter(({ name }) => parameterOf(name) === parameter));
      if (node.type === 'name' && parameterOf(node.name) === parameter) {
        read.push(node);
      }
    });
  }
  const [first] = given;
  if (first) {
    const expressions = given.map(({ value }) => value);
    return oneNumber(expressions) === null ? null : { name: first.name, value: first.value, expressions };
  }
  const [name] = read;
  const value = name && read.every((each) => each.name === name.name) ? scope.find(name.name) : undefined;
  return name && (typeof value === 'number' || typeof value === 'bigint')
    ? { name: name.name, value: { place: name.place, type: 'constant', value }, expressions: read }
    : null;
}

/** The names and properties that a statement assigns, one by one. */
function assignedIn(node: ProgramNode): { readonly name: string; readonly value: Expression }[] {
  if (node.type !== 'assign') {
    return [];
  }
  const { value } = node;
  return node.targets.flatMap((target) => {
    if (target.type === 'sequence') {
      const values =
        value.type === 'sequence' && value.items.length === target.items.length ? value.items : [];
      return target.items.flatMap((item, at) => {
        const name = nameOf(item);
        return name === null ? [] : [{ name, value: values[at] ?? value }];
      });
    }
    const name = nameOf(target);
    return name === null ? [] : [{ name, value }];
  });
}

function nameOf(target: Expression): string | null {
  return target.type === 'name' || target.type === 'attribute' ? target.name : null;
}

/** The number that each of some expressions is; null where they differ. */
function oneNumber(expressions: readonly Expression[]): number | null {
  const [first = null, ...others] = expressions.map(numberOf);
  return others.every((other) => other === first) ? first : null;
}

/** The one number that is the exponent of every power. */
function exponentOf(definitions: readonly FunctionDefinition[]): Constant | null {
  const found: Expression[] = [];
  for (const { body, place } of definitions) {
    forEachNode(isForeign(place) ? [] : body, (node) => {
      const power = powerIn(node);
      if (power && power.base.type !== 'constant') {
        found.push(power.exponent);
      }
    });
  }
  const [value] = found;
  const gamma = oneNumber(found);
  return value && gamma !== null && gamma >= 1 && gamma <= LARGEST_GAMMA
    ? { name: EXPONENT, value, expressions: found }
    : null;
}

function powerIn(node: ProgramNode): { readonly base: Expression; readonly exponent: Expression } | null {
  if (node.type === 'binary' && node.operator === '**') {
    return { base: node.left, exponent: node.right };
  }
  if (node.type !== 'call' || (node.callee.type !== 'attribute' && node.callee.type !== 'name')) {
    return null;
  }
  const values = node.arguments.map(({ value }) => value);
  const [first, second] =
    values.length === 1 && node.callee.type === 'attribute' ? [node.callee.object, ...values] : values;
  return /^pow(?:er)?$/.test(node.callee.name) && first && second ? { base: first, exponent: second } : null;
}
