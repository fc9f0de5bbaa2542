import { ancestryOf, classAttribute } from './classes';
import type { ClassDefinition, Expression, FunctionDefinition, Parameter, Place, Statement } from './program';
import { Scope } from './scope';
import { type ClassValue, FunctionValue, type Value } from './values';

/** The names that the bodies of classes declare with a type, in order, as parameters of a constructor that takes them. */
const FIELDS = new WeakMap<ClassValue, readonly Parameter[]>();

/** The parameters of the constructors of dataclasses and named tuples. */
const RECORDS = new WeakMap<Value & object, readonly Parameter[]>();

/** Keeps the fields that the body of a class declares, for a decorator that makes a constructor of them. */
export function keepFields(ofClass: ClassValue, definition: ClassDefinition): void {
  FIELDS.set(ofClass, fieldsIn(definition));
}

/** The fields that the body of a class declares with a type, in order. */
export function fieldsIn({ body }: ClassDefinition): Parameter[] {
  return body.flatMap((statement): Parameter[] => {
    if (statement.type !== 'declaration' && statement.type !== 'assign') {
      return [];
    }
    const { annotation = null } = statement;
    const [target] = statement.type === 'assign' ? statement.targets : [statement.target];
    return target?.type === 'name' && annotation !== null && !/\bClassVar\b/.test(annotation)
      ? [
          {
            name: target.name,
            kind: 'usual',
            default: statement.type === 'assign' ? statedIn(statement.value) : null,
            annotation,
            place: target.place,
          },
        ]
      : [];
  });
}

/** What `field(default=…)` states, or the value itself. */
function statedIn(value: Expression): Expression {
  const isField =
    value.type === 'call' &&
    (value.callee.type === 'name' || value.callee.type === 'attribute') &&
    value.callee.name === 'field';
  return (isField && value.arguments.find(({ name }) => name === 'default')?.value) || value;
}

/** The parameters of the constructor of a dataclass or named tuple; undefined for anything else. */
export function parametersOfRecord(maker: Value): readonly Parameter[] | undefined {
  return typeof maker === 'object' && maker !== null ? RECORDS.get(maker) : undefined;
}

/** Keeps the parameters of a constructor that takes the fields of a record. */
export function keepRecord(maker: Value & object, parameters: readonly Parameter[]): void {
  RECORDS.set(maker, parameters);
}

/**
 * The constructor of a dataclass: it takes the fields in order, those of its bases first, keeps them as attributes, and calls
 * `__post_init__`.
 */
export function constructorOfFields(ofClass: ClassValue): FunctionValue {
  const isDataclass = (each: ClassValue): boolean => each === ofClass || RECORDS.has(each);
  const dataclasses = ancestryOf(ofClass).filter(isDataclass).reverse();
  const fields = dataclasses.flatMap((each) => FIELDS.get(each) ?? []);
  const parameters = [...new Map(fields.map((field) => [field.name, field])).values()];
  keepRecord(ofClass, parameters);
  const hasMore = classAttribute(ofClass, '__post_init__') !== undefined;
  const defaults = parameters.flatMap(({ name }): [string, Value][] => {
    const value = classAttribute(ofClass, name);
    return value === undefined ? [] : [[name, value]];
  });
  return new FunctionValue(
    constructorIn(ofClass.name, parameters, hasMore),
    new Scope(null),
    new Map(defaults),
    ofClass,
  );
}

function constructorIn(
  className: string,
  fields: readonly Parameter[],
  hasMore: boolean,
): FunctionDefinition {
  const place: Place = fields[0]?.place ?? { line: 0, start: 0, end: 0 };
  const self: Expression = { place, type: 'name', name: 'self' };
  const kept = fields.map(
    ({ name, place: at }): Statement => ({
      place: at,
      type: 'assign',
      targets: [{ place: at, type: 'attribute', object: self, name }],
      value: { place: at, type: 'name', name },
    }),
  );
  const callee: Expression = { place, type: 'attribute', object: self, name: '__post_init__' };
  const more: Statement = {
    place,
    type: 'expression',
    value: { place, type: 'call', callee, arguments: [] },
  };
  return {
    name: `${className}.__init__`,
    parameters: [{ name: 'self', kind: 'usual', default: null, annotation: null, place }, ...fields],
    body: hasMore ? [...kept, more] : kept,
    decorators: [],
    isGenerator: false,
    place,
  };
}
