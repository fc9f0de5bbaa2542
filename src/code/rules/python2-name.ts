import { renamedToPython3 } from '../fixes/building/python3-names';
import { isOfPython2, undefinedNameOf } from './evidence/names-in-exceptions';
import type { Rule } from './rule';

/** The loss uses a name that only Python 2 has. */
export const python2Name: Rule<'python2-name'> = {
  id: 'python2-name',
  severity: 'error',
  inLoss: (loss) => {
    const { exception } = loss.verdict;
    const name = undefinedNameOf(loss);
    return name !== null && isOfPython2(name) ? [{ facts: { name }, at: exception?.line || null }] : [];
  },
  fixInLoss: (loss) => {
    const name = undefinedNameOf(loss);
    return name === null
      ? []
      : [{ title: 'python3-name', edits: renamedToPython3(name, loss), uncovers: true }];
  },
};
