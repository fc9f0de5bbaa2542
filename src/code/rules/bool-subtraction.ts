import { complementsOfFloats } from '../fixes/building/complements-of-floats';
import type { Rule } from './rule';

/** PyTorch's message on 1 − a boolean tensor (torch 2.9, `sub_check`). */
const MESSAGE = /Subtraction, the `-` operator, with (?:a|two) bool tensors?/;

/** The loss subtracts a boolean tensor. */
export const boolSubtraction: Rule<'bool-subtraction'> = {
  id: 'bool-subtraction',
  severity: 'error',
  inLoss: ({ verdict: { exception } }) =>
    exception && MESSAGE.test(exception.message) ? [{ facts: {}, at: exception.line || null }] : [],
  fixInLoss: (loss, at) =>
    complementsOfFloats(loss, at).map((edits) => ({ title: 'to-floats' as const, edits })),
};
