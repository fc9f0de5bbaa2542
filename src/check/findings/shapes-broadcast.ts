import { product } from '../input/layout';
import { sameLengths, squeezed } from '../interpret/shapes';
import { type FindingEvidence, type FindingRule, shapeOf } from './evidence';

/** An agreement so many standard errors above chance was learned. */
const STANDARD_ERRORS = 6;

/**
 * Shapes such as (N, 1) and (N,), which broadcast to a matrix instead of pairing. A loss over that matrix compares each logit with
 * every target, so a model whose predictions belong to their targets was not trained by it: then the shapes are but mentioned.
 */
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
    severity: hasLearned(evidence) ? 'information' : grows ? 'error' : 'warning',
    facts: {
      logits,
      targets,
      broadcast: grows ? { shape: result, losses: product(result) } : null,
    },
  };
};

/** True if the predictions agree with their targets by many standard errors of random orders. */
function hasLearned({ ranking, counts }: FindingEvidence): boolean {
  const area = ranking?.rocAuc ?? null;
  if (area === null) {
    return false;
  }
  const { positives, negatives } = counts;
  // The variance of the area of random orders (Mann and Whitney 1947).
  const variance = (positives + negatives + 1) / (12 * positives * negatives);
  return area.value - area.errorBound - area.chance > STANDARD_ERRORS * Math.sqrt(variance);
}

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
