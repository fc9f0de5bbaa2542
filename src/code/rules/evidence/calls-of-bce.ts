import type { Node } from '@vscode/tree-sitter-wasm';
import { isParameter, propertyAt, scopeOf, valueAt } from '../../flow/values-given';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';

const FUNCTION = /^torch\.nn\.functional\.binary_cross_entropy(?:_with_logits)?$/;
const MODULE = /^torch\.nn\.BCE(?:WithLogits)?Loss$/;
const METHODS: ReadonlySet<string> = new Set(['forward', '__call__']);
/** Most functions and modules that hand their targets on. */
const MOST_STEPS = 3;

/** A parameter that a function hands on to a binary cross-entropy. */
interface HandedOn {
  /** Its place behind the object of a method. */
  readonly at: number;
  readonly name: string;
}

/** Finds the targets that calls of a file hand to PyTorch's binary cross-entropy. */
export class CrossEntropyTargets {
  /** The functions and classes of the file by type and name. */
  private definitions: ReadonlyMap<string, readonly Node[]> | null = null;
  /** By the function and the steps left: functions that call each other many times would be followed as often. */
  private readonly handedOn = new Map<string, HandedOn | null>();

  constructor(private readonly file: SourceFile) {}

  /**
   * The targets that a call hands over, at once or through functions and modules of the file that hand a parameter on as it is;
   * undefined for any other call.
   */
  of(call: Node, steps = MOST_STEPS): Node | undefined {
    const callee = call.childForFieldName('function');
    if (!callee || steps === 0) {
      return undefined;
    }
    if (FUNCTION.test(this.qualified(callee))) {
      return this.argumentAt(call, 1, 'target');
    }
    const made = madeAt(callee);
    const makes = made?.type === 'call' ? made.childForFieldName('function') : null;
    if (makes && MODULE.test(this.qualified(makes))) {
      return this.argumentAt(call, 1, 'target');
    }
    const definition = makes
      ? this.methodOf(makes.text)
      : this.definitionNamed(callee.text, 'function_definition');
    const handed = definition && this.handedOnBy(definition, !!makes, steps - 1);
    return handed ? this.argumentAt(call, handed.at, handed.name) : undefined;
  }

  private handedOnBy(definition: Node, isMethod: boolean, steps: number): HandedOn | null {
    const key = `${definition.id} ${steps}`;
    const known = this.handedOn.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = this.findHandedOn(definition, isMethod, steps);
    this.handedOn.set(key, found);
    return found;
  }

  private findHandedOn(definition: Node, isMethod: boolean, steps: number): HandedOn | null {
    const parameters = (this.file.syntax.definition(definition)?.parameters ?? []).slice(isMethod ? 1 : 0);
    for (const inner of nodesOfTypes(definition, 'call')) {
      const targets = this.of(inner, steps);
      const at = parameters.findIndex(({ name }) => name !== undefined && name === targets?.text);
      const name = parameters[at]?.name;
      if (targets && name !== undefined && isAsGiven(targets, definition)) {
        return { at, name };
      }
    }
    return null;
  }

  private argumentAt(call: Node, at: number, name: string): Node | undefined {
    const slots = this.file.syntax.call(call)?.slots ?? [];
    const positional = slots.filter((slot) => slot.name === undefined);
    return (slots.find((slot) => slot.name === name) ?? positional[at])?.value;
  }

  private methodOf(className: string): Node | undefined {
    const found = this.definitionNamed(className, 'class_definition');
    return (
      found &&
      nodesOfTypes(found, 'function_definition').find((each) =>
        METHODS.has(each.childForFieldName('name')?.text ?? ''),
      )
    );
  }

  /** The only definition of a name; undefined for none and for several. */
  private definitionNamed(name: string, type: 'function_definition' | 'class_definition'): Node | undefined {
    this.definitions ??= definitionsIn(this.file.root);
    const [only, other] = this.definitions.get(`${type} ${name}`) ?? [];
    return other ? undefined : only;
  }

  private qualified(callee: Node): string {
    const { syntax, names } = this.file;
    const path = syntax.path(callee);
    return path ? names.qualify(path) : '';
  }
}

/** True for a parameter that the function does not assign before. */
function isAsGiven(name: Node, definition: Node): boolean {
  return (
    scopeOf(name).id === definition.id &&
    isParameter(name.text, definition) &&
    valueAt(name.text, name) === null
  );
}

/** The expression that made what is called by a name or a property. */
function madeAt(callee: Node): Node | undefined | null {
  const isOwn = callee.type === 'attribute' && callee.childForFieldName('object')?.text === 'self';
  if (isOwn) {
    return propertyAt(callee.childForFieldName('attribute')?.text ?? '', callee);
  }
  return callee.type === 'identifier' ? valueAt(callee.text, callee) : callee;
}

function definitionsIn(root: Node): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const definition of nodesOfTypes(root, 'function_definition', 'class_definition')) {
    const key = `${definition.type} ${definition.childForFieldName('name')?.text}`;
    found.set(key, [...(found.get(key) ?? []), definition]);
  }
  return found;
}
