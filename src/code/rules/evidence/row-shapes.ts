import type { Node } from '@vscode/tree-sitter-wasm';
import { outputsOfLayer } from '../../flow/layer-outputs';
import { MOVING } from '../../flow/operations';
import { Outputs } from '../../flow/outputs';
import { valueAt } from '../../flow/values-given';
import { bare, calleeOf, isCall, memberOf } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { parts } from '../../syntax/tree';

/** The shape of a tensor with one number an example: `flat` is (N,), `column` (N, 1). */
export type RowShape = 'flat' | 'column';

/** Longest chain of names and methods that is followed. */
const MOST_STEPS = 12;
const FLATTENING: ReadonlySet<string> = new Set(['flatten', 'ravel', 'as1D']);
/** Matches the arguments of `view` and `reshape` that make a column. */
const TO_COLUMN = /^\(\[?[^,()[\]]+(?:\([^()]*\)|\[\d\])?,\s*1\s*,?\s*\]?\)$/;
const TO_LIST = /^\(\s*\[?\s*-1\s*,?\s*\]?\)$/;
/** Matches the makers of TensorFlow.js that give a tensor one axis. */
const LIST_MAKER = /^(?:tf|@tensorflow\/tfjs[\w-]*)\.tensor1d$/;
const LAST_AXIS = /^\(\s*(?:dim\s*=\s*)?(?:1|-1)\s*\)$/;

/** Reads the shapes of tensors off the last operations that make them. */
export class RowShapes {
  private readonly outputs: Outputs;

  constructor(private readonly file: SourceFile) {
    this.outputs = new Outputs(file);
  }

  /** The shape that the code shows; null where it shows none. */
  of(expression: Node, steps = MOST_STEPS): RowShape | null {
    const inner = bare(expression);
    if (steps === 0) {
      return null;
    }
    if (inner.type === 'identifier') {
      const value = valueAt(inner.text, inner);
      return value ? this.of(value, steps - 1) : null;
    }
    if (inner.type === 'subscript') {
      return /\[\s*(?::|\.\.\.)\s*,\s*None\s*\]$/.test(inner.text) ? 'column' : null;
    }
    return isCall(inner) ? (this.ofMethod(inner, steps) ?? this.ofOutput(inner)) : null;
  }

  private ofMethod(call: Node, steps: number): RowShape | null {
    const callee = calleeOf(call);
    const method = memberOf(callee);
    const list = call.childForFieldName('arguments');
    if (!callee || !method || !list) {
      return null;
    }
    const { object, name } = method;
    const path = this.file.syntax.path(callee);
    if (path && LIST_MAKER.test(this.file.names.qualify(path))) {
      return 'flat';
    }
    const given = list.text;
    if (MOVING.has(name)) {
      return this.of(object, steps - 1);
    }
    if (name === 'view' || name === 'reshape') {
      return TO_COLUMN.test(given) ? 'column' : TO_LIST.test(given) ? 'flat' : null;
    }
    if (FLATTENING.has(name)) {
      return parts(list).length === 0 ? 'flat' : null;
    }
    if (name === 'unsqueeze' || name === 'expandDims') {
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
      /\b(?:Linear|dense)\(/.test(given.layer.text) &&
      outputsOfLayer(given.layer, this.file) === 1;
    return isColumn ? 'column' : null;
  }
}
