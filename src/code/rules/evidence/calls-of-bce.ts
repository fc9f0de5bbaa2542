import type { Node } from '@vscode/tree-sitter-wasm';
import { onlyDefinition } from '../../flow/definitions';
import { isParameter, propertyAt, valueAt } from '../../flow/values-given';
import { scopeOf } from '../../syntax/node-shapes';
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
      : onlyDefinition(callee.text, 'function', this.file.root);
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
    const found = onlyDefinition(className, 'class', this.file.root);
    return (
      found &&
      nodesOfTypes(found, 'function_definition').find((each) =>
        METHODS.has(each.childForFieldName('name')?.text ?? ''),
      )
    );
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
export function madeAt(callee: Node): Node | undefined | null {
  const isOwn = callee.type === 'attribute' && callee.childForFieldName('object')?.text === 'self';
  if (isOwn) {
    return propertyAt(callee.childForFieldName('attribute')?.text ?? '', callee);
  }
  return callee.type === 'identifier' ? valueAt(callee.text, callee) : callee;
}
