import type { Node } from '@vscode/tree-sitter-wasm';
import type { Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import type { FocalDefinitions } from './focal-definitions';
import { occurrencesOf } from './identifiers';
import type { FoundValue } from './value';

const UNKNOWN: FoundValue = { value: undefined, origin: 'literal' };
/** Longest chain that is followed, such as `self.alpha = alpha` → a parameter → its default → a constant. */
const MOST_STEPS = 4;
/** Functions of PyTorch, NumPy, JAX, TensorFlow and TensorFlow.js that make an array from a list. */
const ARRAY_MAKERS = new Set(
  'tensor Tensor FloatTensor as_tensor array asarray constant convert_to_tensor tensor1d'.split(' '),
);

/** Evaluates expressions without running code: literals, named constants and parameters' defaults. */
export class ValuesInScope {
  private readonly file: SourceFile;
  private readonly definitions: FocalDefinitions;
  private readonly constants = new Map<string, Node | undefined>();

  constructor(file: SourceFile, definitions: FocalDefinitions) {
    this.file = file;
    this.definitions = definitions;
  }

  /** The value of an expression at its place; unknown for an absent expression. */
  valueOf(expression: Node | undefined, steps = MOST_STEPS): FoundValue {
    if (!expression) {
      return UNKNOWN;
    }
    const constant = this.file.syntax.constant(expression);
    if (constant.isConstant) {
      return { value: constant.value, origin: 'literal' };
    }
    const path = this.file.syntax.path(expression);
    if (path) {
      return this.valueOfPath(path, expression, steps);
    }
    const made = this.contentOfArray(expression);
    return made && steps > 0 ? this.valueOf(made, steps - 1) : UNKNOWN;
  }

  /** The `[0.25, 0.75]` of `torch.tensor([0.25, 0.75])`. */
  private contentOfArray(expression: Node): Node | undefined {
    const call = this.file.syntax.call(expression);
    return call && ARRAY_MAKERS.has(call.path?.at(-1) ?? '') ? call.slots[0]?.value : undefined;
  }

  /** The value of a name or path that the code reads at a node. */
  valueOfPath(path: readonly string[], at: Node, steps = MOST_STEPS): FoundValue {
    if (steps === 0) {
      return UNKNOWN;
    }
    const name = path.at(-1) ?? '';
    const isOwn = path.length === 2 && (path[0] === 'self' || path[0] === 'this');
    if (path.length !== 1 && !isOwn) {
      return UNKNOWN;
    }
    const parameter = isOwn ? this.constructorParameter(name, at) : this.parameter(name, at);
    if (parameter) {
      return this.defaultOf(parameter, steps);
    }
    return isOwn ? UNKNOWN : this.constantNamed(name, steps);
  }

  /** The default of a parameter. */
  defaultOf(parameter: Slot, steps = MOST_STEPS): FoundValue {
    if (!parameter.value) {
      return UNKNOWN;
    }
    return { value: this.valueOf(parameter.value, steps - 1).value, origin: 'default' };
  }

  private parameter(name: string, at: Node): Slot | undefined {
    for (const ancestor of ancestors(at)) {
      const definition = this.file.syntax.definition(ancestor);
      const parameter = definition?.parameters.find((slot) => slot.name === name);
      if (parameter) {
        return parameter;
      }
    }
    return undefined;
  }

  private constructorParameter(name: string, at: Node): Slot | undefined {
    for (const { definition, parameters } of this.definitions.around(at)) {
      if (definition.form === 'class') {
        return parameters.find((slot) => isProperty(slot, name));
      }
    }
    return undefined;
  }

  private constantNamed(name: string, steps: number): FoundValue {
    if (!this.constants.has(name)) {
      this.constants.set(name, this.onlyAssignmentTo(name));
    }
    const given = this.constants.get(name);
    const { value, from } = this.valueOf(given, steps - 1);
    return given === undefined || value === undefined
      ? UNKNOWN
      : { value, origin: 'constant', from: from ?? { start: given.startIndex, end: given.endIndex } };
  }

  /** The value assigned to a name; undefined if the file assigns it twice, since it is no constant then. */
  private onlyAssignmentTo(name: string): Node | undefined {
    const assigned: Node[] = [];
    for (const word of occurrencesOf(this.file.text, [name])) {
      const node = this.file.root.descendantForIndex(word.start, word.start + word.text.length);
      const mention = node ? this.file.syntax.mentionAt(node) : undefined;
      if (mention?.kind === 'assignment' && mention.path.length === 1) {
        assigned.push(mention.value);
      }
      if (assigned.length > 1) {
        return undefined;
      }
    }
    return assigned[0];
  }
}

/** True if a constructor's parameter fills the property: `gamma` fills `gamma`, `_gamma` and `#gamma`. */
function isProperty(parameter: Slot, property: string): boolean {
  return (
    parameter.name !== undefined && parameter.name.replace(/^[_#]+/, '') === property.replace(/^[_#]+/, '')
  );
}
