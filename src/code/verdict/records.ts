import { parametersOfRecord } from '../run/language/fields';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Expression, Parameter } from '../run/language/program';
import { type Names, UnknownValue, type Value } from '../run/language/values';
import type { Settings } from './parameters';

/** A parameter that takes a dataclass or named tuple with settings. */
export interface RecordParameter {
  /** Its fields with the defaults that they have in the parameter's own default. */
  readonly fields: readonly Parameter[];
  /** The object with these values of fields; undefined leaves the parameter to its default. */
  readonly objectOf: (given: Settings) => Value | undefined;
}

/** Finds the dataclass or named tuple that a parameter takes. */
export type RecordOf = (parameter: Parameter) => RecordParameter | undefined;

/** Finds records by the annotation of a parameter, or by the call that makes its default, as a function reads their names. */
export function recordsSeenFrom({ scope }: { readonly scope: Names }, interpreter: Interpreter): RecordOf {
  return (parameter) => {
    const { annotation, default: value } = parameter;
    const call = value?.type === 'call' && value.callee.type === 'name' ? value : null;
    if (value && !call) {
      return undefined;
    }
    const name =
      call?.callee.type === 'name' ? call.callee.name : /^["']?(\w+)["']?$/.exec(annotation ?? '')?.[1];
    const maker = name === undefined ? undefined : valueNamed(name, scope);
    const declared = maker === undefined ? undefined : parametersOfRecord(maker);
    const given = call?.arguments ?? [];
    if (!declared || maker === undefined || given.some(({ kind }) => kind !== 'keyword')) {
      return undefined;
    }
    const stated = new Map<string, Expression>(given.map(({ name, value }) => [name ?? '', value]));
    return {
      fields: declared.map((field) => {
        const value = stated.get(field.name);
        return value ? { ...field, default: value, place: value.place } : field;
      }),
      objectOf: (values) => {
        if (call && values.size === 0) {
          return undefined;
        }
        const others = declared.flatMap(({ name, default: byDefault }): [string, Value][] => {
          const expression = stated.get(name);
          if (expression) {
            return [[name, interpreter.evaluate(expression, scope)]];
          }
          return byDefault ? [] : [[name, new UnknownValue(name, 'parameter')]];
        });
        const keywords = new Map([...others, ...values]);
        return interpreter.call(maker, { positional: [], keywords }, parameter.place);
      },
    };
  };
}

/** The value of a name around a function; undefined where it is not known. */
function valueNamed(name: string, scope: Names): Value | undefined {
  try {
    return scope.find(name);
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return undefined;
    }
    throw error;
  }
}
