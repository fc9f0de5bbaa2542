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
};
