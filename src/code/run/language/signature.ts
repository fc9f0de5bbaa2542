import { raise } from './exceptions';
import { NotUnderstood } from './not-understood';
import type { Place } from './program';
import { isNumber, typeName } from './python/keys';
import {
  ArrayValue,
  Builtin,
  type CallArguments,
  ListValue,
  type Machine,
  TupleValue,
  type Value,
} from './values';

interface SignatureParameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly default: Value;
  readonly kind: 'usual' | 'keywordOnly' | 'list';
}

interface Signature {
  readonly parameters: readonly SignatureParameter[];
  /** Those that a call may give by their place. */
  readonly usual: readonly SignatureParameter[];
  /** The one that takes the other arguments. */
  readonly list: SignatureParameter | undefined;
}

/** The arguments of one call of a builtin, by the names of its signature. */
export class Given {
  readonly machine: Machine;
  readonly place: Place;
  /** The builtin's name. */
  readonly name: string;
  private readonly values: ReadonlyMap<string, Value>;
  private readonly written: ReadonlySet<string>;

  constructor(
    name: string,
    values: ReadonlyMap<string, Value>,
    written: ReadonlySet<string>,
    machine: Machine,
    place: Place,
  ) {
    this.name = name;
    this.values = values;
    this.written = written;
    this.machine = machine;
    this.place = place;
  }

  value(name: string): Value {
    return this.values.get(name) ?? null;
  }

  /** True if the call gives the argument and does not leave it to its default. */
  has(name: string): boolean {
    return this.written.has(name);
  }

  /** Returns the values that `*name` took. */
  list(name: string): readonly Value[] {
    const value = this.value(name);
    return value instanceof TupleValue || value instanceof ListValue ? value.items : [];
  }

  array(name: string): ArrayValue {
    const value = this.value(name);
    return value instanceof ArrayValue ? value : this.refuse(name, 'Tensor', value);
  }

  arrayIfAny(name: string): ArrayValue | null {
    return this.value(name) === null ? null : this.array(name);
  }

  /** A float or integer as a number; a tensor of one element counts as its element. */
  number(name: string): number {
    const value = this.value(name);
    if (isNumber(value)) {
      return Number(value);
    }
    return value instanceof ArrayValue && value.tensor.size === 1
      ? value.tensor.at(0)
      : this.refuse(name, 'float', value);
  }

  numberIfAny(name: string): number | null {
    return this.value(name) === null ? null : this.number(name);
  }

  integer(name: string): number {
    const value = this.value(name);
    const isInteger = typeof value === 'bigint' || typeof value === 'boolean';
    return isInteger ? Number(value) : this.refuse(name, 'int', value);
  }

  integerIfAny(name: string): number | null {
    return this.value(name) === null ? null : this.integer(name);
  }

  /** An integer or a sequence of them; null for None. */
  integersIfAny(name: string): number[] | null {
    const value = this.value(name);
    if (value === null) {
      return null;
    }
    if (value instanceof ListValue || value instanceof TupleValue) {
      return value.items.map((item) =>
        typeof item === 'bigint' ? Number(item) : this.refuse(name, 'int', item),
      );
    }
    return [this.integer(name)];
  }

  text(name: string): string {
    const value = this.value(name);
    return typeof value === 'string' ? value : this.refuse(name, 'str', value);
  }

  flag(name: string): boolean {
    return this.machine.truth(this.value(name), this.place);
  }

  /**
   * Refuses an argument for its type.
   *
   * @throws NotUnderstood if its type is not known
   * @throws Raised a TypeError otherwise
   */
  refuse(name: string, wanted: string, value: Value): never {
    return raise(
      'TypeError',
      `${this.name}(): argument '${name}' must be ${wanted}, not ${typeName(value)}`,
      this.place,
    );
  }
}

/**
 * A function that the evaluator brings along.
 *
 * @param name its dotted name
 * @param signature its parameters as Python writes them, with constants as defaults
 */
export function builtin(name: string, signature: string, run: (given: Given) => Value): Builtin {
  let read: Signature | undefined;
  return new Builtin(name, (given, machine, place) => {
    read ??= signatureOf(signature);
    return run(boundArguments(name, read, given, machine, place));
  });
}

function signatureOf(text: string): Signature {
  const parameters = parametersOf(text);
  return {
    parameters,
    usual: parameters.filter(({ kind }) => kind === 'usual'),
    list: parameters.find(({ kind }) => kind === 'list'),
  };
}

const CONSTANTS: Readonly<Record<string, Value>> = { None: null, True: true, False: false };

function parametersOf(signature: string): SignatureParameter[] {
  let kind: SignatureParameter['kind'] = 'usual';
  return signature.split(/,\s*/).flatMap((text): SignatureParameter[] => {
    if (text === '*') {
      kind = 'keywordOnly';
      return [];
    }
    if (text.startsWith('*')) {
      kind = 'keywordOnly';
      return [{ name: text.slice(1), isRequired: false, default: null, kind: 'list' }];
    }
    const [name = '', value] = text.split('=');
    return name === ''
      ? []
      : [
          {
            name,
            isRequired: value === undefined,
            default: value === undefined ? null : constantOf(value),
            kind,
          },
        ];
  });
}

function constantOf(text: string): Value {
  if (text in CONSTANTS) {
    return CONSTANTS[text] ?? null;
  }
  if (/^-?\d+$/.test(text)) {
    return BigInt(text);
  }
  return text.startsWith("'") ? text.slice(1, -1) : Number(text);
}

/** An argument that the signature lacks is not known here: the library may well have it. */
function boundArguments(
  name: string,
  { parameters, usual, list }: Signature,
  { positional, keywords }: CallArguments,
  machine: Machine,
  place: Place,
): Given {
  const values = new Map<string, Value>();
  const rest = positional.slice(usual.length);
  if (rest.length > 0 && !list) {
    throw new NotUnderstood({ kind: 'argument', name: String(usual.length + 1), of: name }, place);
  }
  for (const [at, { name: parameter }] of usual.entries()) {
    const value = positional[at];
    if (value !== undefined) {
      values.set(parameter, value);
    }
  }
  for (const [key, value] of keywords) {
    if (key === list?.name && rest.length === 0) {
      rest.push(value);
      continue;
    }
    const parameter = parameters.find((candidate) => candidate.name === key && candidate.kind !== 'list');
    if (!parameter) {
      throw new NotUnderstood({ kind: 'argument', name: key, of: name }, place);
    }
    if (values.has(key)) {
      raise('TypeError', `${name}() got multiple values for argument '${key}'`, place);
    }
    values.set(key, value);
  }
  const written = new Set(values.keys());
  if (list) {
    values.set(list.name, new TupleValue(rest));
  }
  for (const parameter of parameters) {
    if (!values.has(parameter.name)) {
      if (parameter.isRequired) {
        raise('TypeError', `${name}() missing required argument '${parameter.name}'`, place);
      }
      values.set(parameter.name, parameter.default);
    }
  }
  return new Given(name, values, written, machine, place);
}
