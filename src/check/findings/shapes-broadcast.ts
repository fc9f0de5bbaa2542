import { product } from '../input/layout';
import { sameLengths, squeezed } from '../interpret/shapes';
import { type FindingRule, shapeOf } from './evidence';

/** Shapes such as (N, 1) and (N,), which broadcast to a matrix instead of pairing. */
export const shapesBroadcast: FindingRule = (evidence) => {
  const logits = shapeOf(evidence, 'logits');
  const targets = shapeOf(evidence, 'targets');
  if (sameLengths(logits, targets) || !sameLengths(squeezed(logits), squeezed(targets))) {
    return null;
  }
  const result = broadcastShape(logits, targets);
  const grows = result !== null && product(result) !== product(logits);
  return {
    id: 'shapes-broadcast',
    severity: grows ? 'error' : 'warning',
    facts: {
      logits,
      targets,
      broadcast: grows ? { shape: result, losses: product(result) } : null,
    },
  };
};

/** The broadcast shape by NumPy's rules; null if the shapes do not broadcast. */
function broadcastShape(one: readonly number[], other: readonly number[]): number[] | null {
  const rank = Math.max(one.length, other.length);
  const shape: number[] = [];
  for (let back = 1; back <= rank; back++) {
    const a = one.at(-back) ?? 1;
    const b = other.at(-back) ?? 1;
    if (a !== b && a !== 1 && b !== 1) {
      return null;
    }
    shape.unshift(a === 1 ? b : a);
  }
  return shape;
}
