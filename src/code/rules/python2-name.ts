import { isOfPython2, undefinedNameOf } from './names-in-exceptions';
import type { LossRule } from './rule';

/** The loss uses a name that only Python 2 has. */
export const python2Name: LossRule<'python2-name'> = {
  id: 'python2-name',
  severity: 'error',
  find: ({ verdict: { exception } }) => {
    const name = undefinedNameOf(exception);
    return name !== null && isOfPython2(name) ? [{ facts: { name }, at: exception?.line || null }] : [];
  },
};
