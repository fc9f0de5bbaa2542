import type { Place } from '../../run/language/program';
import { gradientOf } from '../../run/tensor/gradient';
import type { Tensor } from '../../run/tensor/tensor';
import type { EdgeCase, EdgeInput, LossException } from '../document';
import type { Outcome, WatchedArray, WatchedRun } from '../loss-runner';
import type { Measure } from '../measure';
import type { Batch } from '../probes';
import type { ProbeSettings } from '../settings';

/** A finding that needs no more than its words. */
export function edgeCase(
  input: EdgeInput,
  effect: EdgeCase['effect'],
  facts: {
    readonly place?: Place | null;
    readonly exception?: LossException;
    readonly from?: number;
  } = {},
): EdgeCase {
  const { place = null, exception = null, from = null } = facts;
  const range = place && { start: place.start, end: place.end };
  return { input, effect, line: place?.line ?? (exception?.line || null), range, exception, from };
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
  return effect ? edgeCase(input, effect, { place: placeOfEffect(effect, measure, batch, settings) }) : null;
}

function effectOf({ value, gradient }: Outcome & { readonly kind: 'value' }): EdgeCase['effect'] | null {
  if (!value.data.every(Number.isFinite)) {
    return 'lossNotFinite';
  }
  if (gradient === null) {
    // A constant that wants a gradient of its own does for `backward()`.
    return value.hasGradient ? null : 'noGradient';
  }
  return gradient.every(Number.isFinite) ? null : 'gradientNotFinite';
}

/**
 * The place at which an effect comes about: that of the first array that is not finite, that of the constant which the loss
 * returns, else that of the last array.
 */
export function placeOfEffect(
  effect: EdgeCase['effect'],
  { runner, plan }: Measure,
  batch: Batch,
  settings: ProbeSettings = {},
): Place | null {
  const watched = runner.watched(plan.with(settings), batch, 'framework');
  const { outcome, arrays } = watched;
  switch (effect) {
    case 'lossNotFinite':
      return arrays.find(({ tensor }) => !areFinite(tensor.data))?.place ?? null;
    case 'gradientNotFinite':
      return outcome?.kind === 'value' ? placeOfGradient(outcome.value, arrays) : null;
    case 'noGradient':
      return placeOfResult(watched);
    default:
      return arrays.findLast(({ phase }) => phase === 'forward')?.place ?? null;
  }
}

/** The place that makes the array which the loss returns; of a number, the expression that it returns. */
function placeOfResult({ outcome, arrays, last }: WatchedRun): Place | null {
  const result = outcome?.kind === 'value' ? outcome.value : null;
  return arrays.find(({ tensor }) => tensor === result)?.place ?? last;
}

/** The place that computes with the last array whose gradient is not finite: its derivative is what is not. */
function placeOfGradient(result: Tensor, arrays: readonly WatchedArray[]): Place | null {
  const seed = new Float64Array(result.size).fill(1);
  const last = arrays.findLast(({ tensor }) => {
    const gradient = tensor.hasGradient ? gradientOf(result, seed, tensor) : null;
    return gradient !== null && !areFinite(gradient);
  });
  if (!last) {
    return null;
  }
  const user = arrays.find(({ tensor }) => tensor.history?.inputs.includes(last.tensor));
  return (user ?? last).place;
}

function areFinite(values: Float64Array): boolean {
  return values.every(Number.isFinite);
}
