import { givenArguments } from '../losses/focal-calls';
import type { CallSubject, Rule } from './rule';

/** Losses of PyTorch that compute with their targets, in floats. */
const OF_FLOATS: ReadonlySet<string> = new Set([
  'torchvision.sigmoid_focal_loss',
  'fvcore.sigmoid_focal_loss',
]);

/** Matches an expression that is a tensor of integers. */
const INTEGERS =
  /\.(?:long|int)\(\)$|\.(?:to|type)\(torch\.(?:long|int|int32|int64)\)$|dtype=torch\.(?:long|int|int32|int64)\)$/;

/** Integer targets are handed to a loss that computes with them. */
export const integerTargets: Rule<'integer-targets'> = {
  id: 'integer-targets',
  severity: 'error',
  atCall: ({ convention, call, file }) => {
    const targets = OF_FLOATS.has(convention.id) ? givenArguments(call, file).text('targets') : undefined;
    return targets !== undefined && areIntegers(targets, file) ? [{ facts: { targets }, at: null }] : [];
  },
};

/** True for an expression of integers, and for a name that the file gives one alone. */
function areIntegers(expression: string, { text }: CallSubject['file']): boolean {
  if (!/^\w+$/.test(expression)) {
    return INTEGERS.test(expression);
  }
  const assigned = [
    ...text.matchAll(new RegExp(String.raw`^[ \t]*${expression}[ \t]*=(?!=)[ \t]*(.+)$`, 'gm')),
  ];
  return assigned.length === 1 && INTEGERS.test((assigned[0]?.[1] ?? '').replace(/\s*#.*$/, '').trim());
}
