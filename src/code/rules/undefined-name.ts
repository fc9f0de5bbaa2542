import { isOfPython2, undefinedNameOf } from './names-in-exceptions';
import type { LossRule } from './rule';

/** The loss uses a name that is not defined. */
export const undefinedName: LossRule<'undefined-name'> = {
  id: 'undefined-name',
  severity: 'error',
  find: ({ verdict: { exception } }) => {
    const name = undefinedNameOf(exception);
    return name === null || isOfPython2(name) ? [] : [{ facts: { name }, at: exception?.line || null }];
  },
};
