import { weightsOutside } from '../fixes/building/weighted-cross-entropy';
import type { Rule } from './rule';

/** PyTorch's message on a weight that depends on the predictions (torch 2.9). */
const MESSAGE =
  /^The function 'binary_cross_entropy\w*' is not differentiable with respect to argument 'weight'/;

/** The modulating factor is handed to a binary cross-entropy as a weight, with its gradient. */
export const modulatorAsWeight: Rule<'modulator-as-weight'> = {
  id: 'modulator-as-weight',
  severity: 'error',
  inLoss: ({ verdict: { exception } }) =>
    exception && MESSAGE.test(exception.message) ? [{ facts: {}, at: exception.line || null }] : [],
  fixInLoss: (loss) =>
    weightsOutside(loss).map((edits) => ({ title: 'multiply-outside' as const, edits, changes: {} })),
};
