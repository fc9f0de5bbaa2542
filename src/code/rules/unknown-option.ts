import type { GivenOption } from '../losses/given-options';
import { isOneSlip } from '../losses/one-slip';
import type { Rule } from './rule';

/** An option has a name that its loss does not take. */
export const unknownOption: Rule<'unknown-option'> = {
  id: 'unknown-option',
  severity: 'error',
  atOption: (option) => {
    const { name, callee, parameters, declaredBy, isWhole } = option;
    const nearest = nearestOf(option);
    const isKnown = declaredBy === 'file' || (declaredBy === 'library' && isWhole);
    if (parameters.includes(name) || (nearest === null && !isKnown)) {
      return [];
    }
    // A project may have a class of its own under the name, and a newer version of a library another option.
    const isSure = declaredBy === 'file' || (declaredBy === 'library' && nearest !== null);
    const severity = isSure ? {} : { severity: 'warning' as const };
    return [{ facts: { name, callee, nearest }, ...severity }];
  },
  fixAtOption: (option) => {
    const nearest = nearestOf(option);
    return nearest === null ? [] : [{ title: 'name-of-option', edits: [{ ...option.range, text: nearest }] }];
  },
};

/** The only name that is one slip away from that of an option, and not given beside it; null where there is none. */
function nearestOf({ name, parameters, given }: GivenOption): string | null {
  const near = parameters.filter((parameter) => isOneSlip(name, parameter) && !given.includes(parameter));
  const [only, ...others] = new Set(near);
  return only !== undefined && others.length === 0 ? only : null;
}
