import { complementsOfFloats } from '../fixes/building/complements-of-floats';
import type { LossException } from '../verdict/document';
import { documentsBooleans } from './evidence/documented-input';
import type { LossSubject, Rule } from './rule';

/** PyTorch's message on 1 − a boolean tensor (torch 2.9, `sub_check`). */
const MESSAGE = /Subtraction, the `-` operator, with (?:a|two) bool tensors?/;

/** What the loss raises by default, or with the booleans that its words say it takes. */
function exceptionIn(loss: LossSubject): LossException | null {
  const { exception, edgeCases } = loss.verdict;
  const raised = edgeCases.find(({ input, effect }) => input === 'booleanTargets' && effect === 'raises');
  return exception ?? (raised && documentsBooleans(loss) ? raised.exception : null);
}

/** The loss subtracts a boolean tensor. */
export const boolSubtraction: Rule<'bool-subtraction'> = {
  id: 'bool-subtraction',
  severity: 'error',
  inLoss: (loss) => {
    const exception = exceptionIn(loss);
    return exception && MESSAGE.test(exception.message) ? [{ facts: {}, at: exception.line || null }] : [];
  },
  fixInLoss: (loss, at) =>
    complementsOfFloats(loss, at).map((edits) => ({ title: 'to-floats' as const, edits })),
};
