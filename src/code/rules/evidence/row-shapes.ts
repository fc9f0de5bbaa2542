import type { Node } from '@vscode/tree-sitter-wasm';
import { outputsOfLayer } from '../../flow/layer-outputs';
import { MOVING } from '../../flow/operations';
import { Outputs } from '../../flow/outputs';
import { valueAt } from '../../flow/values-given';
import type { SourceFile } from '../../syntax/source-file';
import { parts } from '../../syntax/tree';

/** The shape of a tensor with one number an example: `flat` is (N,), `column` (N, 1). */
export type RowShape = 'flat' | 'column';

/** Longest chain of names and methods that is followed. */
const MOST_STEPS = 12;
const FLATTENING: ReadonlySet<string> = new Set(['flatten', 'ravel']);
/** Matches the arguments of `view` and `reshape` that make a column. */
const TO_COLUMN = /^\([^,()]+(?:\([^()]*\))?,\s*1\s*\)$/;
const LAST_AXIS = /^\(\s*(?:dim\s*=\s*)?(?:1|-1)\s*\)$/;

/** Reads the shapes of tensors off the last operations that make them. */
export class RowShapes {
  private readonly outputs: Outputs;

  constructor(private readonly file: SourceFile) {
    this.outputs = new Outputs(file);
  }

  /** The shape that the code shows; null where it shows none. */
  of(expression: Node, steps = MOST_STEPS): RowShape | null {
    if (steps === 0) {
      return null;
    }
    switch (expression.type) {
      case 'identifier': {
        const value = valueAt(expression.text, expression);
        return value ? this.of(value, steps - 1) : null;
      }
      case 'subscript':
        return /\[\s*(?::|\.\.\.)\s*,\s*None\s*\]$/.test(expression.text) ? 'column' : null;
      case 'call':
        return this.ofMethod(expression, steps) ?? this.ofOutput(expression);
      default:
        return null;
    }
  }

  private ofMethod(call: Node, steps: number): RowShape | null {
    const callee = call.childForFieldName('function');
    const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
    const name = callee?.childForFieldName('attribute')?.text ?? '';
    const list = call.childForFieldName('arguments');
    if (!object || !list) {
      return null;
    }
    const given = list.text;
    if (MOVING.has(name)) {
      return this.of(object, steps - 1);
    }
    if (name === 'view' || name === 'reshape') {
      return TO_COLUMN.test(given)
        ? 'column'
        : parts(list)
              .map(({ text }) => text)
              .join() === '-1'
          ? 'flat'
          : null;
    }
    if (FLATTENING.has(name)) {
      return parts(list).length === 0 ? 'flat' : null;
    }
    if (name === 'unsqueeze') {
      return LAST_AXIS.test(given) ? 'column' : null;
    }
    const isSqueezed = name === 'squeeze' && (parts(list).length === 0 || LAST_AXIS.test(given));
    return isSqueezed && this.of(object, steps - 1) === 'column' ? 'flat' : null;
  }

  /** The outputs of a network with a last layer of one number, as the layer gives them. */
  private ofOutput(call: Node): RowShape | null {
    const given = this.outputs.of(call);
    const isColumn =
      given?.layer &&
      !given.isReshaped &&
      /\bLinear\(/.test(given.layer.text) &&
      outputsOfLayer(given.layer, this.file) === 1;
    return isColumn ? 'column' : null;
  }
}
