import { numberText } from '../../format/number-text';
import { masksBesidePowers } from '../fixes/building/masks-beside-powers';
import { isClose } from '../verdict/measure';
import { exampleOf } from '../verdict/probes';
import { isPower, operationsOf } from './evidence/operations';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** So small a γ changes no power but that of 0. */
const NEARLY_ZERO = 1e-9;

/** The other class is switched off by a base of 0, whose power is 1 at γ = 0. */
export const maskByPower: Rule<'mask-by-power'> = {
  id: 'mask-by-power',
  severity: 'warning',
  inLoss: ({ measure }) => {
    if (!measure?.plan.gamma) {
      return [];
    }
    const example = exampleOf(measure.layout.width, 0, 1);
    const [masked, whole] = [NEARLY_ZERO, 0].map((gamma) =>
      measure.ofExample(example, { ...measure.usual, gamma }),
    );
    const jumps = typeof masked === 'number' && typeof whole === 'number' && !isClose(masked, whole);
    const power = operationsOf(measure, tracedExamples(measure), { gamma: 0 }).find(
      (operation) =>
        isPower(operation) &&
        operation.operands[0]?.tensor.hasGradient &&
        operation.operands[0].tensor.data.some((base) => base === 0),
    );
    return jumps && power
      ? [{ facts: { masked: numberText(masked), whole: numberText(whole) }, at: placeOfArray(power.result) }]
      : [];
  },
  fixInLoss: (loss) =>
    masksBesidePowers(loss).map((edits) => ({ title: 'mask-beside-power' as const, edits })),
};
