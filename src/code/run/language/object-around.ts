import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, parts } from '../../syntax/tree';
import { classAttribute } from './classes';
import type { FormsAround, Surroundings } from './forms-around';
import { NotUnderstood } from './not-understood';
import { Raised } from './raised';
import { Scope } from './scope';
import { Builtin, ClassValue, Instance, UnknownValue, type Value } from './values';

/**
 * The object of a class whose constructor does not run: a detector around a loss, whose network is not known. A property gets its
 * value when it is asked for, by running the statement of the constructor that sets it and no other.
 *
 * @param method a method of the class
 * @param outer the names around the class
 * @param namesOf the names of the constructor
 */
export function objectAround(
  method: Node,
  outer: Scope,
  surroundings: Surroundings,
  namesOf: (initialiser: Node) => Scope,
): Value {
  const { forms, evaluator } = surroundings;
  const classNode = classOf(method, forms);
  const ofClass = classNode && forms.classValue(classNode, outer, evaluator);
  if (!classNode || !ofClass) {
    return new UnknownValue(forms.objectOf(method) ?? '');
  }
  const initialiser = forms.constructorOf(classNode);
  const setters = settersIn(classNode, initialiser, forms);
  let names: Scope | undefined;
  const object: Instance = new Instance(
    ofClass,
    new Properties((property) => {
      const found = setters.get(property);
      if (!found) {
        if (initialiser && forms.keptArguments(initialiser) === property) {
          names ??= namesOf(initialiser);
          const kept = argumentsOf(names, new Set(forms.parametersOf(initialiser).map(({ name }) => name)));
          const read = method.text.matchAll(new RegExp(String.raw`\b${property}(?:\.|\[["'])(\w+)`, 'g'));
          prepare(
            kept,
            [...read].flatMap(([, name]) => name ?? []),
          );
          return kept;
        }
        // Methods are those of the class. Anything else may be set from outside.
        return classAttribute(ofClass, property) === undefined ? new UnknownValue(property) : undefined;
      }
      const [setter, another] = found;
      if (!setter || another) {
        return new UnknownValue(property);
      }
      names ??= initialiser ? namesOf(initialiser) : new Scope(outer);
      const own = new Scope(names);
      own.bind((initialiser && forms.objectOf(initialiser)) ?? forms.objectOf(method) ?? '', object);
      forms.setProperty(setter, own, evaluator);
      return undefined;
    }),
  );
  return object;
}

/** An object with the arguments of a constructor as its attributes, as a module of Lightning keeps them. */
function argumentsOf(names: Scope, parameters: ReadonlySet<string>): Instance {
  const attributes = new Properties((name) =>
    parameters.has(name) ? names.own(name) : new UnknownValue(name),
  );
  const item = new Builtin('AttributeDict.__getitem__', ({ positional: [, key] }) => {
    const value = typeof key === 'string' ? attributes.get(key) : undefined;
    return value === undefined ? new UnknownValue(String(key)) : value;
  });
  return new Instance(
    new ClassValue('AttributeDict', [], new Map([['__getitem__', item]]), false),
    attributes,
  );
}

/** Asks for the properties of these names now, so that they count for the construction and not for the call. */
export function prepare(object: Instance, properties: Iterable<string>): void {
  for (const property of properties) {
    try {
      object.attributes.get(property);
    } catch (error) {
      // Only a property that is used may end the run.
      if (!(error instanceof NotUnderstood || error instanceof Raised)) {
        throw error;
      }
    }
  }
}

/** The attributes of an object that are set when they are asked for. */
class Properties extends Map<string, Value> {
  private readonly inProgress = new Set<string>();

  /** @param find sets the property, or returns its value */
  constructor(private readonly find: (property: string) => Value | undefined) {
    super();
  }

  override get(property: string): Value | undefined {
    const known = super.get(property);
    if (known !== undefined || this.inProgress.has(property)) {
      return known;
    }
    this.inProgress.add(property);
    try {
      const found = this.find(property);
      if (found !== undefined) {
        this.set(property, found);
      }
      return super.get(property);
    } finally {
      this.inProgress.delete(property);
    }
  }
}

function classOf(method: Node, { classes }: FormsAround): Node | undefined {
  for (const ancestor of ancestors(method)) {
    if (classes.has(ancestor.type)) {
      return ancestor;
    }
  }
  return undefined;
}

/**
 * The statements that set each property: plain ones of the constructor, and fields. A property that is also set elsewhere has
 * none, since its value is not known.
 */
function settersIn(
  classNode: Node,
  initialiser: Node | undefined,
  forms: FormsAround,
): ReadonlyMap<string, readonly Node[]> {
  const setters = new Map<string, Node[]>();
  const add = (setter: Node): void => {
    for (const property of forms.propertiesSetBy(setter)) {
      setters.set(property, [...(setters.get(property) ?? []), setter]);
    }
  };
  const visit = (block: Node | null | undefined): void => {
    for (const statement of block ? parts(block) : []) {
      if (forms.transparent.has(statement.type)) {
        visit(statement);
      } else {
        add(statement);
      }
    }
  };
  forms.fieldsOf(classNode).forEach(add);
  visit(initialiser && forms.bodyOf(initialiser));
  const changed = forms.propertiesChangedIn(classNode);
  for (const property of new Set(changed)) {
    const times = changed.filter((other) => other === property).length;
    if (times > (setters.get(property)?.length ?? 0)) {
      setters.set(property, []);
    }
  }
  return setters;
}
