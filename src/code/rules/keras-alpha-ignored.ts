import { isOwnValue } from '../losses/focal-site';
import type { Rule } from './rule';

const LOSSES: ReadonlySet<string> = new Set([
  'keras.BinaryFocalCrossentropy',
  'keras.binary_focal_crossentropy',
]);

/** Keras is given an α, and not told to use it. */
export const kerasAlphaIgnored: Rule<'keras-alpha-ignored'> = {
  id: 'keras-alpha-ignored',
  severity: 'warning',
  atSite: (site) => {
    const { parameter, convention, given } = site;
    const balances = given.text('apply_class_balancing') ?? 'False';
    const isOfKeras = parameter === 'alpha' && LOSSES.has(convention?.id ?? '');
    return isOfKeras && balances === 'False' && isOwnValue(site) ? [{ facts: {} }] : [];
  },
  fixAtSite: ({ range }, { withOption }) => {
    const edit = withOption(range, 'apply_class_balancing');
    return edit ? [{ title: 'class-balancing', edits: [edit] }] : [];
  },
};
