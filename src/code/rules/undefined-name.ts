import { importsOf } from '../fixes/building/missing-imports';
import { replaced } from '../fixes/building/nodes';
import { hiddenNames } from './evidence/hidden-names';
import { missingModule } from './evidence/missing-modules';
import { isOfPython2, undefinedNameOf } from './evidence/names-in-exceptions';
import { slippedNameInScript, slippedNameOf } from './evidence/slipped-names';
import type { Rule } from './rule';

/** The loss uses a name that is not defined, also behind the line of another exception. */
export const undefinedName: Rule<'undefined-name'> = {
  id: 'undefined-name',
  severity: 'error',
  inLoss: (loss) => {
    const { exception } = loss.verdict;
    const name = undefinedNameOf(loss);
    const slip = slippedNameInScript(loss);
    if (slip) {
      const { startIndex: start, endIndex: end, text } = slip.word;
      return [{ facts: { name: text, error: 'ReferenceError' as const }, at: { start, end } }];
    }
    if (name === null) {
      const missing = missingModule(loss);
      const hidden = hiddenNames(loss).map((each) => ({ name: each.name, at: each.line }));
      return [...hidden, ...(missing ? [missing] : [])].map(({ name: found, at }) => ({
        facts: { name: found, error: 'NameError' as const },
        at,
      }));
    }
    return isOfPython2(name)
      ? []
      : [{ facts: { name, error: 'NameError' as const }, at: exception?.line || null }];
  },
  fixInLoss: (loss) => {
    const name = undefinedNameOf(loss);
    const slip = name === null ? slippedNameInScript(loss) : slippedNameOf(name, loss);
    const corrected = slip && [replaced(slip.word, slip.meant)];
    return [
      ...(name === null
        ? []
        : importsOf(name, loss).map((edits) => ({ title: 'add-import' as const, edits, uncovers: true }))),
      ...(corrected ? [{ title: 'name-of-option' as const, edits: corrected, uncovers: true }] : []),
    ];
  },
};
