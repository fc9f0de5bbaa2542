import type { LossSubject, TextRange } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { frameworkCode } from './framework-code';
import { assignmentsIn, nearestFirst, replaced, returnedIn } from './nodes';
import { tensorNames } from './tensor-names';

/** Ways to give a loss of nothing a gradient of 0: the sum of the predictions times 0 in place of what is returned or assigned. */
export function zerosWithGradient(loss: LossSubject, at: TextRange): Edits[] {
  const { node } = loss.code;
  const { product } = arithmeticOf(loss);
  const values = [...returnedIn(node), ...assignmentsIn(node).map(({ value }) => value)];
  return nearestFirst(values, at).flatMap((value) =>
    frameworkCode(loss).flatMap(({ sum }) =>
      tensorNames(loss).predictions.map((predictions) => [replaced(value, product(sum(predictions), '0'))]),
    ),
  );
}
