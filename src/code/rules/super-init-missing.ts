import { firstStatement, separatorOf } from '../fixes/building/local-state';
import { inserted } from '../fixes/building/nodes';
import { nodesOfTypes } from '../syntax/tree';
import type { Rule } from './rule';

/** PyTorch's messages on a module whose constructor did not run (torch 2.9, `nn/modules/module.py`). */
const MESSAGE =
  /before Module\.__init__\(\) call|has no attribute '_(?:backward_hooks|modules|parameters|buffers)'/;

/** The constructor of a module does not call that of its base. */
export const superInitMissing: Rule<'super-init-missing'> = {
  id: 'super-init-missing',
  severity: 'error',
  inLoss: ({ verdict: { exception } }) =>
    exception && MESSAGE.test(exception.message) ? [{ facts: {}, at: exception.line || null }] : [],
  fixInLoss: ({ code, file }) => {
    const initialiser = nodesOfTypes(code.node, 'function_definition').find(
      (each) => each.childForFieldName('name')?.text === '__init__',
    );
    const first = initialiser && firstStatement(initialiser);
    const text = first && `super().__init__()${separatorOf(first, file.text)}`;
    return first && text ? [{ title: 'call-super', edits: [inserted(first.startIndex, text)] }] : [];
  },
};
