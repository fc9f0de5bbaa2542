import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Place } from '../run/language/program';
import type { ArrayFramework } from '../run/language/values';
import type { CallableLoss } from './callable-loss';
import type { LayoutOutcome, LossException, Verdict } from './document';
import { ofAllClasses } from './ignored-class';
import { type Attempt, attempted, ignoresTargets, noLayout } from './layouts';
import { exceptionOfLoss } from './loss-exceptions';
import type { LossRunner } from './loss-runner';
import type { Measure } from './measure';
import { layoutsOfClasses } from './probes';
import { plansFor, type SettingsPlan } from './settings';

/** A loss that was called in its layouts. */
export interface OpenedLoss extends Attempt {
  readonly form: Verdict['form'];
  /** The exception that the loss raises with its default arguments. */
  readonly exception: LossException | null;
}

/** Tries one plan of settings after another, and the rare layouts after the usual ones and those with as many classes as the code names. */
export function openCallable(
  runner: LossRunner,
  { form, settings, layouts, classCounts, isOfTrueClass }: CallableLoss,
  framework: ArrayFramework,
  interpreter: Interpreter,
  place: Place,
): OpenedLoss {
  const before = interpreter.events.length;
  /** With the first plan. */
  const tried: LayoutOutcome[] = [];
  const [usual = [], ...rare] = layouts;
  const ofClasses = classCounts.map(layoutsOfClasses);
  let firstPlan: SettingsPlan | undefined;
  for (const plan of ofAllClasses(plansFor(settings, framework, interpreter, place))) {
    firstPlan ??= plan;
    let doubtful: OpenedLoss | null = null;
    for (const group of [usual, ...ofClasses, ...rare]) {
      if (doubtful?.measure && rare.includes(group) && !mayBeOfRows(doubtful.measure)) {
        break;
      }
      const attempt = attempted(group, runner, plan, interpreter);
      const { measure } = attempt;
      const isDoubtful =
        measure !== null && (mayBeOfRows(measure) || (grows(attempt) && ofClasses.length > 0));
      // Events in the layouts that the loss is not for say nothing of it.
      interpreter.events.length = before;
      tried.push(...(plan === firstPlan ? attempt.layouts : []));
      if (measure) {
        const exception = plan.replaced ? exceptionIn(tried, measure.layout.name) : null;
        const opened = { form, ...attempt, exception };
        if (!isDoubtful) {
          return opened;
        }
        doubtful ??= opened;
      }
    }
    if (doubtful) {
      return doubtful;
    }
  }
  if (isOfTrueClass) {
    // It may be for a number, which `math.log` takes alone.
    throw new NotUnderstood({ kind: 'layout' }, place);
  }
  return { form, layouts: tried, measure: null, exception: exceptionOfLoss(tried) ?? noLayout(tried) };
}

/** True for a loss whose tensors grow in its layout, as they do where the code has another number of classes. */
export function grows({ layouts, measure }: Attempt): boolean {
  return layouts.some(({ layout, grew }) => grew && layout === measure?.layout.name);
}

/** True for single decisions that other targets do not change, such as those of a loss whose one-hot rows spread its predictions. */
function mayBeOfRows(measure: Measure): boolean {
  return measure.layout.width === 1 && ignoresTargets(measure);
}

/** The exception that a loss raises with its defaults in the layout that it is for, or else in any. */
function exceptionIn(layouts: readonly LayoutOutcome[], name: string): LossException | null {
  return layouts.find(({ layout }) => layout === name)?.exception ?? exceptionOfLoss(layouts);
}
