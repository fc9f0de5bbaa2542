import type { Node } from '@vscode/tree-sitter-wasm';
import type { InlineLoss } from '../losses/inline-losses';
import { parameterOfName } from '../losses/names';
import { targetOf } from '../losses/tensor-statements';
import { Surroundings } from '../run/language/forms-around';
import type { Interpreter } from '../run/language/interpreter';
import { namesAround } from '../run/language/names-around';
import { NotUnderstood } from '../run/language/not-understood';
import { placeOf } from '../run/language/places';
import type { Expression, FunctionDefinition, Parameter, Place, Statement } from '../run/language/program';
import { PYTHON_AROUND } from '../run/language/python/forms-around';
import { readExpression } from '../run/language/python/read-expression';
import { readStatement } from '../run/language/python/read-statement';
import type { Scope } from '../run/language/scope';
import { FunctionValue, type Value } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { isSame, parts } from '../syntax/tree';
import type { LossSource } from './callable-loss';

/**
 * The statements of an inline loss as a function of its tensors, with γ and α as settings where they are numbers.
 *
 * @throws NotUnderstood if γ is no number that is known
 */
export function inlineSource(
  loss: InlineLoss,
  file: SourceFile,
  module: Scope,
  interpreter: Interpreter,
): LossSource {
  const [first] = loss.statements;
  if (!first) {
    throw new NotUnderstood({ kind: 'result' }, null);
  }
  const place = placeOf(first);
  const surroundings = new Surroundings(new Map(), interpreter, PYTHON_AROUND);
  const scope = namesAround(first, module, surroundings);
  const constants = new Map(loss.statements.flatMap(constantSettingOf));
  const numberAt = (node: Node): number | null => {
    const constant = constants.get(file.textOf(node));
    return numberOf(interpreter.evaluate(readExpression(constant ?? node), scope));
  };
  const gamma = numberAt(loss.gamma);
  if (gamma === null) {
    throw new NotUnderstood({ kind: 'parameter', name: file.textOf(loss.gamma) }, place);
  }
  const settings = [setting('gamma', gamma, placeOf(loss.gamma))];
  const names = new Map([[loss.gamma.startIndex, 'gamma']]);
  const alphas = loss.statements.flatMap((statement) => alphasIn(statement, file));
  const [alpha] = alphas;
  const valueOfAlpha =
    alpha && alphas.every((other) => file.textOf(other) === file.textOf(alpha)) ? numberAt(alpha) : null;
  if (alpha && valueOfAlpha !== null) {
    settings.push(setting('alpha', valueOfAlpha, placeOf(alpha)));
    for (const { startIndex } of alphas) {
      names.set(startIndex, 'alpha');
    }
  }
  const definition: FunctionDefinition = {
    name: loss.result ?? '',
    parameters: [...loss.tensors.map((name) => tensor(name, place)), ...settings],
    body: bodyOf(loss, constants, names, place),
    decorators: [],
    isGenerator: false,
    place,
  };
  const defaults = new Map(
    settings.map(({ name, default: value }) => [name, interpreter.evaluate(value, scope)]),
  );
  const value = new FunctionValue(definition, scope, defaults, null);
  return { around: [], make: () => value };
}

/** The name and value of `gamma = 2.0`. */
function constantSettingOf(statement: Node): [string, Node][] {
  const target = targetOf(statement);
  const [assignment] = parts(statement);
  const value = assignment?.childForFieldName('right');
  const isNumber = value?.type === 'float' || value?.type === 'integer';
  return target !== undefined && value && isNumber && parameterOfName(target) ? [[target, value]] : [];
}

/** The places at which a statement reads α. */
function alphasIn(statement: Node, file: SourceFile): Node[] {
  return statement.descendantsOfType(['identifier', 'attribute']).flatMap((node) => {
    const path = node && file.syntax.path(node);
    const isPart = node?.parent?.type === 'attribute' || node?.parent?.type === 'keyword_argument';
    const isTarget =
      isSame(node?.parent?.childForFieldName('left'), node) && node?.parent?.type === 'assignment';
    const isAlpha = parameterOfName(path?.at(-1) ?? '')?.parameter === 'alpha';
    return node && isAlpha && !isPart && !isTarget ? [node] : [];
  });
}

/** The statements without those that give settings their numbers. */
function bodyOf(
  { statements, result }: InlineLoss,
  constants: ReadonlyMap<string, Node>,
  names: ReadonlyMap<number, string>,
  place: Place,
): Statement[] {
  const body = statements
    .filter((statement) => !constants.has(targetOf(statement) ?? ''))
    .flatMap((statement) => readStatement(statement))
    .map((statement) => renamed(statement, names));
  return result === null
    ? body
    : [...body, { place, type: 'return', value: { place, type: 'name', name: result } }];
}

/** A part of a program with names in place of the expressions that start at these offsets. */
function renamed<Part>(part: Part, names: ReadonlyMap<number, string>): Part {
  if (Array.isArray(part)) {
    return part.map((item: unknown) => renamed(item, names)) as Part;
  }
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) {
    return part;
  }
  const { place, type } = part as Partial<Expression>;
  const name = place && names.get(place.start);
  const isSetting = type === 'name' || type === 'attribute' || type === 'constant';
  if (name !== undefined && isSetting) {
    return { place, type: 'name', name } as Part;
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, renamed(value, names)])) as Part;
}

function setting(name: string, value: number, place: Place): Parameter & { readonly default: Expression } {
  return { name, kind: 'usual', default: { place, type: 'constant', value }, annotation: null, place };
}

function tensor(name: string, place: Place): Parameter {
  return { name, kind: 'usual', default: null, annotation: null, place };
}

function numberOf(value: Value): number | null {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
}
