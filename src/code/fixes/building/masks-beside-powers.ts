import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { applyEdits, type Edits, type TextEdit } from '../text-edit';
import { operand, replaced, unwrapped, wrapped } from './nodes';
import type { Power } from './powers';
import { powersOfGamma } from './powers-of-gamma';

/** Ways to multiply powers of γ by a factor of their base, which then is no part of it: of all powers alike, then of each. */
export function masksBesidePowers(loss: LossSubject): Edits[] {
  const powers = powersOfGamma(loss);
  const ways = (['right', 'left'] as const).map((side) =>
    powers.flatMap((power) => withFactorOutside(power, side)),
  );
  return [...ways, ...ways.flatMap((edits) => edits.map((edit) => [edit]))].filter(
    ({ length }) => length > 0,
  );
}

/** The power of one factor of the base times the factor on the other side. */
function withFactorOutside({ base }: Power, side: 'left' | 'right'): TextEdit[] {
  const product = unwrapped(base);
  const isProduct = product.type === 'binary_operator' && product.childForFieldName('operator')?.text === '*';
  const mask = isProduct ? product.childForFieldName(side) : null;
  const kept = isProduct ? product.childForFieldName(side === 'left' ? 'right' : 'left') : null;
  const power = powerAround(base);
  if (!mask || !kept || !power) {
    return [];
  }
  const [start, end] = [wrapped(base).startIndex, wrapped(base).endIndex].map((at) => at - power.startIndex);
  const inner = unwrapped(kept);
  const text = applyEdits(power.text, [
    {
      start: start ?? 0,
      end: end ?? 0,
      text: power.type === 'call' && wrapped(base) === base ? inner.text : operand(inner),
    },
  ]);
  return [replaced(power, `${operand(unwrapped(mask))} * ${text}`)];
}

function powerAround(base: Node): Node | null {
  const { parent } = wrapped(base);
  return parent?.type === 'argument_list' || parent?.type === 'attribute' ? parent.parent : parent;
}
