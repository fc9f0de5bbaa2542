import type { Evaluation } from '../check/report/report';
import { logitOfValue, logitsOfRow } from '../check/terms/input-logits';
import { softmaxTerms } from '../loss/softmax';
import type { ExpectedInput } from '../loss/variants/variant';
import { sigmoid } from '../numerics/stable';
import { type CheckedTensors, inOrderOfFile, inRows } from './checked-tensors';

/** The predictions that a loss is given: those of the files, or what it takes instead. */
export function predictionsFor(
  { interpretation }: Pick<CheckedTensors, 'interpretation'>,
  expected: ExpectedInput | null,
): Evaluation['predictions'] {
  return expected === null || expected === interpretation.input ? 'asStored' : expected;
}

/** The tensors with these predictions in place of the logits. */
export function withPredictions(
  tensors: CheckedTensors,
  predictions: Evaluation['predictions'],
): CheckedTensors {
  if (predictions === 'asStored') {
    return tensors;
  }
  const logits = logitsInRows(tensors);
  const values = predictions === 'logits' ? logits : probabilitiesOf(logits, tensors);
  return { ...tensors, logits: inOrderOfFile(values, tensors.layout) };
}

/** The logits of what the files hold, in the order of the rows. */
function logitsInRows({ logits, layout, interpretation }: CheckedTensors): Float64Array {
  const { input, link } = interpretation;
  const stored = inRows(logits, layout).slice();
  if (link === 'sigmoid') {
    return stored.map((value) => logitOfValue(value, input));
  }
  forEachRow(stored, layout.channels, (row) => logitsOfRow(row, input));
  return stored;
}

function probabilitiesOf(logits: Float64Array, { layout, interpretation }: CheckedTensors): Float64Array {
  if (interpretation.link === 'sigmoid') {
    return logits.map(sigmoid);
  }
  forEachRow(logits, layout.channels, (row) => row.set(softmaxTerms(row).probability));
  return logits;
}

/**
 * The gradient by the logits from the gradient by their probabilities.
 *
 * @param gradient in the order of the rows
 * @param tensors hold the probabilities
 */
export function gradientByLogits(
  gradient: Float64Array,
  { logits, layout, interpretation }: CheckedTensors,
): Float64Array {
  const probabilities = inRows(logits, layout);
  if (interpretation.link === 'sigmoid') {
    return gradient.map((slope, at) => {
      const p = probabilities[at] ?? Number.NaN;
      return slope * p * (1 - p);
    });
  }
  const ofLogits = gradient.slice();
  let first = 0;
  forEachRow(ofLogits, layout.channels, (row) => {
    const own = probabilities.subarray(first, first + layout.channels);
    first += layout.channels;
    const mean = row.reduce((sum, slope, at) => sum + slope * (own[at] ?? Number.NaN), 0);
    for (const [at, slope] of row.entries()) {
      row[at] = (own[at] ?? Number.NaN) * (slope - mean);
    }
  });
  return ofLogits;
}

function forEachRow(values: Float64Array, channels: number, change: (row: Float64Array) => void): void {
  for (let first = 0; first < values.length; first += channels) {
    change(values.subarray(first, first + channels));
  }
}
