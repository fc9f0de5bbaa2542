import { givenArguments } from '../losses/focal-calls';
import type { CallSubject, Rule, TextRange } from './rule';

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
    if (targets === undefined) {
      return [];
    }
    const made = /^\w+$/.test(targets) ? onlyValueOf(targets, file) : { text: targets, at: null };
    return made && INTEGERS.test(made.text) ? [{ facts: { targets }, at: made.at }] : [];
  },
};

/** The expression that the file gives a name, with its place; null if it gives none or several. */
function onlyValueOf(
  name: string,
  { text }: CallSubject['file'],
): { readonly text: string; readonly at: TextRange } | null {
  const pattern = new RegExp(String.raw`^[ \t]*${name}[ \t]*=(?!=)[ \t]*([^#\n]+)`, 'gm');
  const [only, ...others] = text.matchAll(pattern);
  const value = only?.[1]?.trimEnd() ?? '';
  if (!only || others.length > 0) {
    return null;
  }
  const start = only.index + only[0].indexOf(value, only[0].indexOf('=') + 1);
  return { text: value, at: { start, end: start + value.length } };
}
