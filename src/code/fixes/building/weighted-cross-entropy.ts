import type { LossSubject } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { applyEdits } from '../text-edit';
import { callsIn, namedArgument, withArgument, withoutArgument } from './calls';
import { factor, replaced, unwrapped } from './nodes';
import { quoted } from './quoted';

/** Ways to multiply a cross-entropy by what it takes as its weight, before it is reduced as it was. */
export function weightsOutside({ code, file }: LossSubject): Edits[] {
  return callsIn(code.node).flatMap((call) => {
    const positional = call.given[2]?.name === null ? call.given[2].value : null;
    const weight = namedArgument(call, 'weight') ?? positional;
    if (!weight || !/^binary_cross_entropy/.test(call.name)) {
      return [];
    }
    const reduction = namedArgument(call, 'reduction')?.text.slice(1, -1) ?? 'mean';
    const from = call.node.startIndex;
    const edits = [
      withoutArgument(call, weight),
      ...(reduction === 'none' ? [] : [withArgument(call, 'reduction', quoted('none', file))]),
    ].map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    const weighted = `(${factor(unwrapped(weight))} * ${applyEdits(call.node.text, edits)})`;
    const text = reduction === 'none' ? weighted : `${weighted}.${reduction}()`;
    return /^(?:none|mean|sum)$/.test(reduction) ? [[replaced(call.node, text)]] : [];
  });
}
