import { nestedNumbers } from '../../run/frameworks/shared/nested';
import { NotUnderstood } from '../../run/language/not-understood';
import { ArrayValue, ListValue, TupleValue, type Value } from '../../run/language/values';
import type { ScoredLabel } from './booster-data';
import type { BoosterRun, BoosterSettings } from './booster-function';
import { ofFirstClass } from './class-scores';

/** The gradient and the Hessian of each score, in the sense of a loss that gets smaller. */
export interface Derivatives {
  readonly gradient: readonly number[];
  readonly hessian: readonly number[];
}

/**
 * The derivatives that an objective returns.
 *
 * @throws NotUnderstood if the code does what the evaluator does not know, or returns anything but two arrays
 */
export function derivativesAt(
  run: BoosterRun,
  examples: readonly ScoredLabel[],
  settings: BoosterSettings = {},
): Derivatives {
  const derivatives =
    run.written.call === 'multi' ? ofEach(run, examples, settings) : ofAll(run, run.call(examples, settings));
  if (derivatives.gradient.length !== examples.length || derivatives.hessian.length !== examples.length) {
    throw new NotUnderstood({ kind: 'result' }, run.place);
  }
  return derivatives;
}

function ofAll(run: BoosterRun, returned: Value): Derivatives {
  return run.written.call === 'ranges' ? ofPairs(run, returned) : ofArrays(run, returned);
}

/** CatBoost's derivatives of one example after another: of the first class, and of its row of the matrix the first number. */
function ofEach(run: BoosterRun, examples: readonly ScoredLabel[], settings: BoosterSettings): Derivatives {
  const { interpreter, place, ofClasses } = run;
  const pairs = examples.map((example) => {
    const returned = run.call([example], settings);
    const items = returned instanceof TupleValue || returned instanceof ListValue ? returned.items : [];
    const [first, second] = items.map((item) => nestedNumbers(item, interpreter, place));
    const isOfClasses = first?.values.length === ofClasses?.classes && second?.shape.length === 2;
    return isOfClasses ? { gradient: first?.values[0], hessian: second?.values[0] } : {};
  });
  return {
    gradient: pairs.map(({ gradient = Number.NaN }) => -gradient),
    hessian: pairs.map(({ hessian = Number.NaN }) => -hessian),
  };
}

/** Of several classes, those of the first one. */
function ofArrays({ ofClasses }: BoosterRun, returned: Value): Derivatives {
  const items = returned instanceof TupleValue || returned instanceof ListValue ? returned.items : [];
  const [gradient = [], hessian = []] = items.map((item) =>
    item instanceof ArrayValue
      ? ofClasses
        ? ofFirstClass(item.tensor, ofClasses)
        : [...item.tensor.data]
      : [],
  );
  return { gradient, hessian };
}

/** CatBoost maximises: its derivatives have the other sign. */
function ofPairs({ interpreter, place }: BoosterRun, returned: Value): Derivatives {
  const { shape, values } = nestedNumbers(returned, interpreter, place);
  const pairs = shape.length === 2 && shape[1] === 2 ? values : [];
  return {
    gradient: pairs.flatMap((value, at) => (at % 2 === 0 ? [-value] : [])),
    hessian: pairs.flatMap((value, at) => (at % 2 === 1 ? [-value] : [])),
  };
}
