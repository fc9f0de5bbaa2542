import type { GivenOption } from '../losses/given-options';
import { isOneSlip } from '../losses/one-slip';
import type { Rule } from './rule';

/** An option has a name that its loss does not take. */
export const unknownOption: Rule<'unknown-option'> = {
  id: 'unknown-option',
  severity: 'error',
  atOption: (option) => {
    const { name, callee, parameters, declaredBy } = option;
    const nearest = nearestOf(option);
    if (parameters.includes(name) || (nearest === null && declaredBy !== 'file')) {
      return [];
    }
    // A project may have a class of its own under the name.
    const severity = declaredBy === 'registry' ? { severity: 'warning' as const } : {};
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
