import { keptShapes } from '../fixes/building/kept-shapes';
import { LAYOUTS } from '../verdict/probes';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** A column of predictions and targets, which fits every loss of elements, becomes a matrix. */
export const flattenedTargetsBroadcast: Rule<'flattened-targets-broadcast'> = {
  id: 'flattened-targets-broadcast',
  severity: 'error',
  inLoss: (loss) => {
    const { layouts, events } = loss.verdict;
    const hasGrown = layouts.some(({ layout, grew }) => layout === 'column' && grew);
    const event = events.find(({ kind }) => kind === 'broadcastGrew');
    return hasGrown && isOfElements(loss)
      ? [{ facts: {}, at: flattened(loss) ?? event?.place.line ?? null }]
      : [];
  },
  fixInLoss: (loss, at) => keptShapes(loss, at).map((edits) => ({ title: 'keep-shape' as const, edits })),
};

/** True for a loss that takes targets in the shape of the predictions, each by itself, and pairs them right in one such shape. */
function isOfElements({ measure, verdict: { computes, layouts } }: LossSubject): boolean {
  const { width = 0, rows, name } = measure?.layout ?? {};
  const own = layouts.find(({ layout }) => layout === name);
  return computes?.link === 'sigmoid' && width === 1 && !rows && own?.grew === false;
}

/** The place of the first array of shape (N,) where all tensors have the shape (N, 1). */
function flattened({ measure }: LossSubject) {
  const column = LAYOUTS.find(({ name }) => name === 'column');
  if (!measure || !column) {
    return null;
  }
  const examples = tracedExamples(measure).map((example) => ({
    ...example,
    input: example.input.slice(0, 1),
  }));
  const { arrays } = measure.runner.watched(measure.plan.with({}), column.batch(examples));
  return placeOfArray(
    arrays.find(
      ({ phase, tensor }) =>
        phase === 'forward' && tensor.shape.length === 1 && tensor.size === examples.length,
    ),
  );
}
