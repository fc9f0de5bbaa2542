import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { nodesOfTypes } from '../syntax/tree';

/** Libraries whose functions compute with tensors. */
const LIBRARIES: ReadonlySet<string> = new Set('torch tensorflow keras jax numpy optax math'.split(' '));
/** Methods of tensors that a loss uses; any other method may be that of a network or a batch. */
const METHODS: ReadonlySet<string> = new Set(
  (
    'sigmoid softmax log_softmax float double long int bool half type to cpu cuda view reshape squeeze unsqueeze flatten detach ' +
    'exp log log1p clamp clip clamp_min clamp_max clamp_ mean sum pow mul add sub div neg abs gather scatter scatter_ permute transpose ' +
    'contiguous expand expand_as type_as view_as masked_fill masked_fill_ masked_select index_select sqrt ne eq lt le gt ge size dim ' +
    'ndimension numel clone any all nonzero argmax fill_ new_tensor new_zeros new_ones new_full astype'
  ).split(' '),
);
const BUILT_IN: ReadonlySet<string> = new Set(
  'float int len max min abs sum isinstance getattr hasattr'.split(' '),
);
/** Matches the layers of a library that compute without weights. */
const LAYER =
  /^(?:torch\.nn|keras\.losses|tensorflow\.keras\.losses|keras\.layers|tensorflow\.keras\.layers)\.(?:\w+\.)*(?:\w*Loss|\w*[Cc]rossentropy|(?:Log)?Sigmoid|(?:Log)?Softmax)$/;

/** True for a call that only computes: of a library, of a method of tensors, or of a layer without weights. */
export function isOfTensors(call: Node, file: SourceFile): boolean {
  const callee = call.childForFieldName('function');
  const path = callee && file.syntax.path(callee);
  const [first] = path ? file.names.qualify(path).split('.') : [];
  if (first !== undefined && LIBRARIES.has(first)) {
    return true;
  }
  if (callee?.type === 'call') {
    return isLayer(callee, file);
  }
  const isMethod =
    callee?.type === 'attribute' && METHODS.has(callee.childForFieldName('attribute')?.text ?? '');
  return (
    isMethod || (path?.length === 1 && BUILT_IN.has(first ?? '')) || (!!path && isNameOfLayer(path, file))
  );
}

/** True for the construction of a layer without weights, such as the loss of a library. */
function isLayer(call: Node, file: SourceFile): boolean {
  const callee = call.childForFieldName('function');
  const path = callee && file.syntax.path(callee);
  return !!path && LAYER.test(file.names.qualify(path));
}

/** True for `loss_fct` and `self.bce` where the file gives them nothing but such layers. */
function isNameOfLayer(path: readonly string[], file: SourceFile): boolean {
  const name = path.join('.');
  const isPlain = path.length === 1 || (path.length === 2 && path[0] === 'self');
  if (!isPlain || !new RegExp(String.raw`(?<![\w.])${name}\s*=(?!=)`).test(file.text)) {
    return false;
  }
  const values = nodesOfTypes(file.root, 'assignment')
    .filter((assignment) => assignment.childForFieldName('left')?.text === name)
    .map((assignment) => assignment.childForFieldName('right'));
  return values.length > 0 && values.every((value) => value?.type === 'call' && isLayer(value, file));
}
