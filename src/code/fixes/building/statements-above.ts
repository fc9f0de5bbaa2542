import type { LossSubject } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { frameworkCode } from './framework-code';
import { firstStatement, separatorOf } from './local-state';
import { inserted } from './nodes';
import { functionsOfTensors } from './tensor-names';

/** Ways to compute a loss in float32 from its first statement on. */
export function inSinglePrecision(loss: LossSubject): Edits[] {
  return functionsOfTensors(loss).flatMap(({ node, predictions }) => {
    const first = firstStatement(node);
    return first
      ? frameworkCode(loss).flatMap(({ asFloats }) =>
          asFloats(predictions).map((floats) => [
            inserted(first.startIndex, `${predictions} = ${floats}${separatorOf(first, loss.file.text)}`),
          ]),
        )
      : [];
  });
}
