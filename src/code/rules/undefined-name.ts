import { importsOf } from '../fixes/building/missing-imports';
import { hiddenNames } from './evidence/hidden-names';
import { isOfPython2, undefinedNameOf } from './evidence/names-in-exceptions';
import type { Rule } from './rule';

/** The loss uses a name that is not defined, also behind the line of another exception. */
export const undefinedName: Rule<'undefined-name'> = {
  id: 'undefined-name',
  severity: 'error',
  inLoss: (loss) => {
    const { exception } = loss.verdict;
    const name = undefinedNameOf(loss);
    if (name === null) {
      return hiddenNames(loss).map(({ name: hidden, line }) => ({ facts: { name: hidden }, at: line }));
    }
    return isOfPython2(name) ? [] : [{ facts: { name }, at: exception?.line || null }];
  },
  fixInLoss: (loss) => {
    const name = undefinedNameOf(loss);
    return name === null
      ? []
      : importsOf(name, loss).map((edits) => ({ title: 'add-import' as const, edits, uncovers: true }));
  },
};
