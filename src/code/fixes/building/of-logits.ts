import type { LossSubject, TextRange } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { callsIn, withArgument } from './calls';
import { nearestFirst, replaced } from './nodes';

/** Functions and modules of probabilities, and those of logits. */
const OF_LOGITS: Readonly<Record<string, string>> = {
  binary_cross_entropy: 'binary_cross_entropy_with_logits',
  BCELoss: 'BCEWithLogitsLoss',
  nll_loss: 'cross_entropy',
  NLLLoss: 'CrossEntropyLoss',
};
/** Matches what Keras tells by an argument. */
const OF_KERAS =
  /^(?:binary|(?:sparse_)?categorical)_crossentropy$|^(?:Binary|(?:Sparse)?Categorical)Crossentropy$/;

/** Ways to take the cross-entropy of logits in place of that of probabilities, the call nearest to a place first. */
export function crossEntropyOfLogits({ code }: LossSubject, at: TextRange): Edits[] {
  const calls = callsIn(code.node);
  return nearestFirst(
    calls.map(({ node }) => node),
    at,
  ).flatMap((node) => {
    const call = calls.find((each) => each.node === node);
    const callee = node.childForFieldName('function');
    const name = callee?.childForFieldName('attribute') ?? callee;
    const other = name ? OF_LOGITS[name.text] : undefined;
    if (name && other !== undefined) {
      return [[replaced(name, other)]];
    }
    return call && OF_KERAS.test(call.name) ? [[withArgument(call, 'from_logits', 'True')]] : [];
  });
}
