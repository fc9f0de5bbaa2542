import { gradientOf } from '../../run/tensor/gradient';
import type { Tensor } from '../../run/tensor/tensor';
import type { EdgeCase, EdgeInput, LossException } from '../document';
import type { Outcome, WatchedArray } from '../loss-runner';
import type { Measure } from '../measure';
import type { Batch } from '../probes';
import type { ProbeSettings } from '../settings';

/** A finding that needs no more than its words. */
export function edgeCase(
  input: EdgeInput,
  effect: EdgeCase['effect'],
  facts: Partial<Pick<EdgeCase, 'line' | 'from'>> & { readonly exception?: LossException } = {},
): EdgeCase {
  const { line = null, exception = null, from = null } = facts;
  return { input, effect, line: line ?? (exception?.line || null), exception, from };
}

/**
 * Runs a loss on a batch in the framework's precision: an exception, a value or gradient that is not finite, or no gradient
 * is an effect.
 */
export function effectOn(
  measure: Measure,
  input: EdgeInput,
  batch: Batch,
  settings: ProbeSettings = {},
): EdgeCase | null {
  const { runner, plan } = measure;
  const [outcome] = runner.run(plan.with(settings), [batch], 'framework');
  if (outcome?.kind === 'exception') {
    return edgeCase(input, 'raises', { exception: outcome.exception });
  }
  const effect = outcome && effectOf(outcome);
  return effect ? edgeCase(input, effect, { line: lineOf(effect, measure, batch, settings) }) : null;
}

function effectOf({ value, gradient }: Outcome & { readonly kind: 'value' }): EdgeCase['effect'] | null {
  if (!value.data.every(Number.isFinite)) {
    return 'lossNotFinite';
  }
  if (gradient === null) {
    return 'noGradient';
  }
  return gradient.every(Number.isFinite) ? null : 'gradientNotFinite';
}

/** The line in which an effect comes about: that of the first array that is not finite, else the last line that ran. */
export function lineOf(
  effect: EdgeCase['effect'],
  { runner, plan }: Measure,
  batch: Batch,
  settings: ProbeSettings = {},
): number | null {
  const { outcome, arrays } = runner.watched(plan.with(settings), batch, 'framework');
  if (effect === 'lossNotFinite') {
    return arrays.find(({ tensor }) => !areFinite(tensor.data))?.place.line ?? null;
  }
  if (effect === 'gradientNotFinite') {
    return outcome?.kind === 'value' ? lineOfGradient(outcome.value, arrays) : null;
  }
  return arrays.findLast(({ phase }) => phase === 'forward')?.place.line ?? null;
}

/** The line that computes with the last array whose gradient is not finite: its derivative is what is not. */
function lineOfGradient(result: Tensor, arrays: readonly WatchedArray[]): number | null {
  const seed = new Float64Array(result.size).fill(1);
  const last = arrays.findLast(({ tensor }) => {
    const gradient = tensor.hasGradient ? gradientOf(result, seed, tensor) : null;
    return gradient !== null && !areFinite(gradient);
  });
  if (!last) {
    return null;
  }
  const user = arrays.find(({ tensor }) => tensor.history?.inputs.includes(last.tensor));
  return (user ?? last).place.line;
}

function areFinite(values: Float64Array): boolean {
  return values.every(Number.isFinite);
}
