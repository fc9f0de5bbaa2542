import { wordsOfName } from '../losses/names';
import type { Expression, FunctionDefinition, Parameter, Place } from '../run/language/program';
import { forEachNode, type ProgramNode } from '../run/language/program-nodes';
import { keyOf } from '../run/language/python/keys';
import { ClassValue, Instance, MappingValue, UnknownValue, type Value } from '../run/language/values';
import { kindOfParameter, type Settings } from './parameters';
import type { RecordOf, RecordParameter } from './records';

const OBJECT_WORDS = new Set(
  'args arg cfg cfgs config configs configuration conf opt opts options hparams hparam hyp hyps hyperparameters params settings flags'.split(
    ' ',
  ),
);

/** The settings that code takes from an object, by the name of the attribute or the key of the entry. */
interface Part {
  readonly place: Place;
  /** The value that the code takes where the object lacks the setting: `cfg.get('gamma', 2)`. */
  readonly default: Expression | null;
  readonly parts: Map<string, Part>;
  /** True if the code takes its parts by keys. */
  isMapping: boolean;
}

/** The parameters of a loss with those of its settings objects in place of the objects. */
export interface WithoutObjects {
  readonly parameters: readonly Parameter[];
  /** The arguments of the loss: objects that hold the settings. */
  readonly argumentsFor: (settings: Settings) => Settings;
}

/**
 * Replaces `args`, `cfg`, `hyp` and the like by what the code takes from them: `args.gamma`, `cfg.LOSS.ALPHA`, `hyp['fl_gamma']`. What has
 * no known meaning, such as `args.epochs`, is only a hindrance where the loss uses it. A dataclass or named tuple with settings is replaced
 * by the fields that the code takes, whatever the parameter is called.
 *
 * @param definitions the functions in which the parameters or the properties of the same name are read
 */
export function withoutObjects(
  parameters: readonly Parameter[],
  definitions: readonly FunctionDefinition[],
  recordOf: RecordOf,
): WithoutObjects {
  const objects = new Map(
    parameters.flatMap((parameter): [Parameter, SettingsObject][] => {
      const object = partsTaken(parameter, definitions);
      const settings = settingsIn(parameter.name, object);
      const record = settings.length > 0 ? recordOf(parameter) : undefined;
      if (record) {
        return [[parameter, objectOfRecord(parameter, settings, record)]];
      }
      return isSettingsObject(parameter)
        ? [[parameter, { settings, make: (given) => objectOf(parameter.name, object, given) }]]
        : [];
    }),
  );
  if (objects.size === 0) {
    return { parameters, argumentsFor: (settings) => settings };
  }
  return {
    parameters: parameters.flatMap((parameter) => objects.get(parameter)?.settings ?? [parameter]),
    argumentsFor: (settings) =>
      new Map([
        ...[...settings].filter(([name]) => !name.includes('.')),
        ...[...objects].flatMap(([{ name }, { make }]): [string, Value][] => {
          const object = make(settings);
          return object === undefined ? [] : [[name, object]];
        }),
      ]),
  };
}

/** What stands for an object of settings, and the object with given ones; undefined leaves it to its default. */
interface SettingsObject {
  readonly settings: readonly Parameter[];
  readonly make: (given: Settings) => Value | undefined;
}

/** The fields of a record that the code takes, with the places and defaults of their declarations. */
function objectOfRecord(
  { name: path }: Parameter,
  taken: readonly Parameter[],
  { fields, objectOf: make }: RecordParameter,
): SettingsObject {
  const pathOf = ({ name }: Parameter): string => `${path}.${name}`;
  return {
    settings: fields
      .filter((field) => taken.some(({ name }) => name === pathOf(field)))
      .map((field) => ({ ...field, name: pathOf(field) })),
    make: (given) =>
      make(
        new Map(
          fields.flatMap((field): [string, Value][] => {
            const value = given.get(pathOf(field));
            return value === undefined ? [] : [[field.name, value]];
          }),
        ),
      ),
  };
}

/** The settings that a function takes of its keyword arguments: `kwargs['gamma']`, `kwargs.get('alpha', 0.25)`. */
export function settingsInKeywords(definition: FunctionDefinition): Parameter[] {
  const keywords = definition.parameters.find(({ kind }) => kind === 'mapping');
  const { parts } = keywords ? partsTaken(keywords, [definition]) : { parts: new Map<string, Part>() };
  return [...parts]
    .map(
      ([name, { place, default: value }]): Parameter => ({
        name,
        kind: 'keywordOnly',
        default: value,
        annotation: null,
        place,
      }),
    )
    .filter(isSetting);
}

function isSettingsObject({ name, default: value }: Parameter): boolean {
  return value === null && wordsOfName(name).every((word) => OBJECT_WORDS.has(word)) && !name.includes('.');
}

/** The settings with a known meaning among the parts, named by their path. */
function settingsIn(path: string, { parts }: Part): Parameter[] {
  return [...parts].flatMap(([key, part]) => {
    const name = `${path}.${key}`;
    if (part.parts.size > 0) {
      return settingsIn(name, part);
    }
    const { place, default: value } = part;
    const setting: Parameter = { name, kind: 'usual', default: value, annotation: null, place };
    return isSetting(setting) ? [setting] : [];
  });
}

function isSetting(parameter: Parameter): boolean {
  const kind = kindOfParameter(parameter);
  return kind !== 'other' && kind !== 'predictions' && kind !== 'targets' && kind !== 'label';
}

function objectOf(path: string, { parts, isMapping }: Part, settings: Settings): Value {
  if (parts.size === 0 && !isMapping) {
    return settings.get(path) ?? new UnknownValue(path, 'parameter');
  }
  const isLeftOut = (key: string): boolean =>
    parts.get(key)?.default !== null && !settings.has(`${path}.${key}`);
  const [leftOut, held] = [
    [...parts.keys()].filter(isLeftOut),
    [...parts].filter(([key]) => !isLeftOut(key)),
  ];
  const values = held.map(([key, part]) => [key, objectOf(`${path}.${key}`, part, settings)] as const);
  if (isMapping) {
    const mapping = new MappingValue();
    for (const [key, value] of values) {
      mapping.entries.set(keyOf(key, NOWHERE), { key, value });
    }
    return mapping;
  }
  return new Instance(SETTINGS, new KnownAttributes(values, new Set(leftOut)));
}

const NOWHERE: Place = { line: 0, start: 0, end: 0 };

/** The class of objects that hold settings. */
const SETTINGS = new ClassValue('Namespace', [], new Map(), false);

/** Attributes beside the known ones and those left out exist, but what they are is not known. */
class KnownAttributes extends Map<string, Value> {
  constructor(
    known: readonly (readonly [string, Value])[],
    private readonly leftOut: ReadonlySet<string>,
  ) {
    super(known);
  }

  override get(name: string): Value | undefined {
    const known = super.get(name);
    return known === undefined && !this.leftOut.has(name) ? new UnknownValue(name, 'parameter') : known;
  }
}

/** Methods of dictionaries. */
const MAPPING_METHODS = new Set('get keys values items pop setdefault'.split(' '));

/** The settings that functions take from a parameter, or from the property of an object that it is kept in. */
function partsTaken({ name, place }: Parameter, definitions: readonly FunctionDefinition[]): Part {
  const root: Part = { place, default: null, parts: new Map(), isMapping: false };
  const properties = new Set(definitions.flatMap((definition) => propertiesHolding(name, definition)));
  /** The part that an expression is; undefined for anything else. */
  const partOf = (expression: ProgramNode): Part | undefined => {
    switch (expression.type) {
      case 'name':
        return expression.name === name ? root : undefined;
      case 'attribute': {
        const { object, place: at } = expression;
        if (object.type === 'name' && properties.has(expression.name)) {
          return root;
        }
        const whole = partOf(object);
        if (whole && MAPPING_METHODS.has(expression.name)) {
          whole.isMapping = true;
          return undefined;
        }
        return partIn(whole, expression.name, null, at);
      }
      case 'subscript':
        return entryOf(partOf(expression.object), expression.index, null);
      case 'call': {
        const [first, second, third] = expression.arguments.map(({ value }) => value);
        const { callee } = expression;
        if (callee.type === 'attribute' && (callee.name === 'get' || callee.name === 'pop') && first) {
          return entryOf(partOf(callee.object), first, second ?? NONE);
        }
        const isGetattr = callee.type === 'name' && callee.name === 'getattr';
        return isGetattr && first && second && isText(second)
          ? partIn(partOf(first), second.value, third ?? null, second.place)
          : undefined;
      }
      default:
        return undefined;
    }
  };
  for (const definition of definitions) {
    forEachNode(definition, (node) => partOf(node));
  }
  return root;
}

const NONE: Expression = { type: 'constant', value: null, place: NOWHERE };

type Text = Expression & { readonly type: 'constant'; readonly value: string };

function isText(expression: Expression): expression is Text {
  return expression.type === 'constant' && typeof expression.value === 'string';
}

function entryOf(whole: Part | undefined, key: Expression, byDefault: Expression | null): Part | undefined {
  if (!whole) {
    return undefined;
  }
  whole.isMapping = true;
  return isText(key) ? partIn(whole, key.value, byDefault, key.place) : undefined;
}

function partIn(
  whole: Part | undefined,
  key: string,
  byDefault: Expression | null,
  place: Place,
): Part | undefined {
  if (!whole) {
    return undefined;
  }
  const known = whole.parts.get(key) ?? { place, default: byDefault, parts: new Map(), isMapping: false };
  whole.parts.set(key, known);
  return known;
}

/** `self.args = args` → `args`. */
export function propertiesHolding(name: string, definition: FunctionDefinition): string[] {
  return definition.body.flatMap((statement) => {
    if (statement.type !== 'assign' || statement.value.type !== 'name' || statement.value.name !== name) {
      return [];
    }
    return statement.targets.flatMap((target) => (target.type === 'attribute' ? [target.name] : []));
  });
}
