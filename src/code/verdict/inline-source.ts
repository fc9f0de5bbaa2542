import type { Node } from '@vscode/tree-sitter-wasm';
import type { InlineLoss } from '../losses/inline-losses';
import { takenPartsIn } from '../losses/taken-parts';
import { isRead, targetOf } from '../losses/tensor-statements';
import { Surroundings } from '../run/language/forms-around';
import type { Interpreter } from '../run/language/interpreter';
import { namesAround } from '../run/language/names-around';
import { NotUnderstood } from '../run/language/not-understood';
import { prepare } from '../run/language/object-around';
import { placeOf } from '../run/language/places';
import type { FunctionDefinition, Parameter, Place, Statement } from '../run/language/program';
import { PYTHON_AROUND } from '../run/language/python/forms-around';
import { readExpression } from '../run/language/python/read-expression';
import { readStatement } from '../run/language/python/read-statement';
import { Scope } from '../run/language/scope';
import { FunctionValue, Instance, type Value } from '../run/language/values';
import type { SourceFile } from '../syntax/source-file';
import { nodesOfTypes } from '../syntax/tree';
import type { LossSource } from './callable-loss';
import { definedSource } from './defined-source';
import { type InlineSettings, inlineSettings, keyOf } from './inline-settings';
import { kindOfParameter } from './parameters';
import { PYTHON_DEFINITIONS } from './python-definitions';

/** The statements of an inline loss as a function of its tensors, with γ, α and the settings that are not known as parameters. */
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
  const scope = namesAround(first, module, new Surroundings(new Map(), interpreter, PYTHON_AROUND));
  const found = inlineSettings(loss, file, scope, interpreter);
  const { settings } = found;
  const taken = [...loss.statements, ...(loss.value ? [loss.value] : [])].flatMap((part) =>
    takenPartsIn(part, file),
  );
  const names = new Map([...found.names, ...taken.map(({ node, name }) => [keyOf(node), name] as const)]);
  const definition: FunctionDefinition = {
    name: loss.result ?? '',
    parameters: [...loss.tensors.map((name) => tensor(name, place)), ...settings],
    body: bodyOf(loss, { ...found, names }, place),
    decorators: [],
    isGenerator: false,
    place,
  };
  const own = new Set(definition.parameters.map(({ name }) => name));
  const { around, make } = definedSource(first, module, interpreter, {
    ...PYTHON_DEFINITIONS,
    isSurrounded: () => true,
    namesReadIn: () => namesReadIn(loss).filter((name) => !own.has(name)),
    valueOf: (_, inner) => functionOf(definition, loss, inner, interpreter),
  });
  const kinds = new Set(settings.map((setting) => kindOfParameter(setting)));
  return {
    around: around.filter((each) => !own.has(each.name) && !kinds.has(kindOfParameter(each))),
    make,
  };
}

function functionOf(
  definition: FunctionDefinition,
  loss: InlineLoss,
  scope: Scope,
  interpreter: Interpreter,
): FunctionValue {
  const own = new Scope(scope);
  const properties = propertiesReadIn(loss);
  const object = properties.size > 0 ? scope.find('self') : undefined;
  if (object instanceof Instance) {
    prepare(object, properties);
    own.bind('self', object);
  }
  const defaults = definition.parameters.flatMap(({ name, default: value }): [string, Value][] =>
    value ? [[name, interpreter.evaluate(value, scope)]] : [],
  );
  return new FunctionValue(definition, own, new Map(defaults), null);
}

function namesReadIn({ statements }: InlineLoss): string[] {
  return statements
    .flatMap((statement) => nodesOfTypes(statement, 'identifier'))
    .filter((word) => isRead(word))
    .map(({ text }) => text);
}

function propertiesReadIn({ statements }: InlineLoss): ReadonlySet<string> {
  const read = statements
    .flatMap((statement) => nodesOfTypes(statement, 'attribute'))
    .filter((attribute) => attribute.childForFieldName('object')?.text === 'self');
  return new Set(read.map((attribute) => attribute.childForFieldName('attribute')?.text ?? ''));
}

/** The statements without those that give settings their numbers, and the value of the loss. */
function bodyOf(
  { statements, value, result }: InlineLoss,
  { constants, names }: InlineSettings,
  place: Place,
): Statement[] {
  const isOfValue = ({ startIndex, endIndex }: Node): boolean =>
    value !== null && startIndex <= value.startIndex && value.endIndex <= endIndex;
  const body = statements
    .filter((statement) => !constants.has(targetOf(statement) ?? '') && !isOfValue(statement))
    .flatMap((statement) => readStatement(statement));
  const returned = value
    ? readExpression(value)
    : result !== null && ({ place, type: 'name', name: result } as const);
  const whole: Statement[] = returned ? [...body, { place, type: 'return', value: returned }] : body;
  return whole.map((statement) => renamed(statement, names));
}

/** A part of a program with names in place of the expressions at these places. */
function renamed<Part>(part: Part, names: ReadonlyMap<string, string>): Part {
  if (Array.isArray(part)) {
    return part.map((item: unknown) => renamed(item, names)) as Part;
  }
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) {
    return part;
  }
  const { place, type } = part as { readonly place?: Place; readonly type?: string };
  const name = place && names.get(`${place.start} ${place.end}`);
  if (name !== undefined && REPLACED.has(type ?? '')) {
    return { place, type: 'name', name } as Part;
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, renamed(value, names)])) as Part;
}

/** Types of the expressions that a name may stand for. */
const REPLACED: ReadonlySet<string> = new Set(['name', 'attribute', 'constant', 'subscript', 'call']);

function tensor(name: string, place: Place): Parameter {
  return { name, kind: 'usual', default: null, annotation: null, place };
}
