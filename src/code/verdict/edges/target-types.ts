import type { DType } from '../../run/tensor/dtype';
import type { EdgeCase, EdgeInput } from '../document';
import { isClose, type Measure, totalOf } from '../measure';
import { mixedExamples } from '../probes';
import { edgeCase } from './effects';

const TYPES: readonly (readonly [EdgeInput, DType])[] = [
  ['integerTargets', 'int64'],
  ['byteTargets', 'uint8'],
  ['booleanTargets', 'bool'],
];

/** Frameworks whose training hands targets over as they are, and whose operators combine types. */
const FRAMEWORKS = new Set(['torch', 'numpy', 'jax']);

/** Targets of other types than the floats that a loss of single decisions takes. */
export function ofTargetTypes({ layout, plan, runner }: Measure): EdgeCase[] {
  const batch = layout.batch(mixedExamples(layout.width, 5));
  if (layout.width > 1 || batch.targetType !== 'float32' || !FRAMEWORKS.has(plan.framework.name)) {
    return [];
  }
  const [usual] = runner.run(plan.with({}), [batch]);
  const expected = usual && totalOf(usual);
  return TYPES.flatMap(([input, targetType]): EdgeCase[] => {
    const [outcome] = runner.run(plan.with({}), [{ ...batch, targetType }]);
    if (outcome?.kind === 'exception') {
      return [edgeCase(input, 'raises', { exception: outcome.exception })];
    }
    const total = outcome && totalOf(outcome);
    return total && expected && !isClose(total.loss, expected.loss, 1e-6)
      ? [edgeCase(input, 'otherValue')]
      : [];
  });
}
