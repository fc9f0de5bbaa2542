import { callOf, withArgument } from '../fixes/building/calls';
import { selfAndAncestors } from '../syntax/tree';
import type { Rule } from './rule';

const LOSSES: ReadonlySet<string> = new Set([
  'keras.BinaryFocalCrossentropy',
  'keras.binary_focal_crossentropy',
]);

/** Keras is given an α, and not told to use it. */
export const kerasAlphaIgnored: Rule<'keras-alpha-ignored'> = {
  id: 'keras-alpha-ignored',
  severity: 'warning',
  atSite: ({ parameter, convention, given }) => {
    const balances = given.text('apply_class_balancing') ?? 'False';
    return parameter === 'alpha' && LOSSES.has(convention?.id ?? '') && balances === 'False'
      ? [{ facts: {} }]
      : [];
  },
  fixAtSite: ({ range }, { root }) => {
    const inner = root.descendantForIndex(range.start, range.end);
    const around = inner ? [...selfAndAncestors(inner)].flatMap((node) => callOf(node) ?? []) : [];
    const [call] = around;
    return call
      ? [{ title: 'class-balancing', edits: [withArgument(call, 'apply_class_balancing', 'True')] }]
      : [];
  },
};
