import type { Expression, Parameter } from '../run/language/program';
import type { Tensor } from '../run/tensor/tensor';
import type { AlphaReading } from './alpha';
import type { ParameterInRun, Verdict } from './document';
import type { WatchedStep } from './loss-runner';
import type { Measure } from './measure';
import { mixedExamples } from './probes';
import { classWeights, type ProbeSettings } from './settings';

/** α and γ of a loss with the lines at which they act. */
export function readParameters(measure: Measure, alpha: AlphaReading): Verdict['parameters'] {
  const { plan } = measure;
  return {
    alpha: plan.alpha ? parameterInRun(plan.alpha, lineOfAlpha(measure, alpha)) : null,
    gamma: plan.gamma
      ? parameterInRun(
          plan.gamma,
          lineOf(measure, { gamma: 1.5 }, { gamma: 2.5 }, () => true),
        )
      : null,
  };
}

/** A parameter with its default, where that is a constant. */
export function parameterInRun({ name, default: value }: Parameter, line: number | null): ParameterInRun {
  return { name, default: value ? constantOf(value) : null, line: line || null };
}

/** Weights of the classes are an array from the start: they act where the forward pass first computes with them. */
function lineOfAlpha(measure: Measure, { form }: AlphaReading): number | null {
  if (form === null) {
    return null;
  }
  if (form === 'number') {
    return lineOf(measure, { alpha: 0.3 }, { alpha: 0.6 }, () => true);
  }
  const weights = classWeights(Math.max(measure.layout.width, 2));
  const doubled = weights.map((weight) => 2 * weight);
  return lineOf(measure, { alpha: weights }, { alpha: doubled }, ({ phase }) => phase === 'forward');
}

/** The line of the first array of several elements, or made of the predictions, that differs between two runs; null if the runs part before. */
function lineOf(
  { runner, plan, layout }: Measure,
  one: ProbeSettings,
  other: ProbeSettings,
  counts: (array: WatchedStep) => boolean,
): number | null {
  const batch = layout.batch(mixedExamples(layout.width, 5));
  const [first, second] = [one, other].map((settings) => runner.watched(plan.with(settings), batch).steps);
  for (const [at, array] of (first ?? []).entries()) {
    const twin = second?.[at];
    if (twin?.place.start !== array.place.start) {
      return null;
    }
    const { tensor } = array;
    if ((tensor.size > 1 || tensor.hasGradient) && counts(array) && !isEqual(tensor, twin.tensor)) {
      return array.place.line;
    }
  }
  return null;
}

function isEqual(one: Tensor, other: Tensor): boolean {
  return one.size === other.size && one.data.every((value, at) => Object.is(value, other.data[at]));
}

/** The numbers that an expression writes out. */
function constantOf(expression: Expression): ParameterInRun['default'] {
  const number = numberOf(expression);
  if (number !== null || expression.type !== 'sequence') {
    return number;
  }
  const numbers = expression.items.map(numberOf).filter((item) => item !== null);
  return numbers.length === expression.items.length ? numbers : null;
}

export function numberOf(expression: Expression): number | null {
  if (expression.type === 'constant') {
    const { value } = expression;
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
  }
  if (expression.type === 'unary' && expression.operator === '-') {
    const operand = numberOf(expression.operand);
    return operand === null ? null : -operand;
  }
  return null;
}
