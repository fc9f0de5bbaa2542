import type { BoostingObjective } from '../../losses/boosting-objectives';
import type { Interpreter } from '../../run/language/interpreter';
import { NotUnderstood } from '../../run/language/not-understood';
import { placeOf } from '../../run/language/places';
import { moduleScope } from '../../run/language/python/module';
import { Raised } from '../../run/language/raised';
import type { SourceFile } from '../../syntax/source-file';
import type { Computes, Verdict } from '../document';
import { isClose } from '../measure';
import { parameterInRun } from '../parameters-in-run';
import { BoosterRun, type BoosterSettings } from './booster-function';
import { type ClassScores, classScoresIn } from './class-scores';
import { alphaRoleOf, type GradientOfSide } from './focal-fit';
import { derivativesAt } from './objective-run';
import { examplesAt, observedInObjective, ofSide, SCORES } from './observe-objective';

/** An α that tells the sides apart. */
const UNEQUAL = 0.3;

type JudgedObjective = Pick<Verdict, 'parameters' | 'computes' | 'observations'>;

/**
 * Runs a boosting objective at raw scores and says whether its derivatives are those of a focal loss.
 *
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function judgeObjective(
  file: SourceFile,
  objective: BoostingObjective,
  interpreter: Interpreter,
): JudgedObjective {
  const module = moduleScope(file.root, interpreter);
  let failure: unknown = null;
  for (const scores of scoresTaken(objective, file)) {
    try {
      const run = new BoosterRun(objective, module, interpreter, scores);
      if (!scores || isConsistent(run)) {
        return judged(run, objective);
      }
    } catch (error) {
      if (!isOfOtherData(error)) {
        throw error;
      }
      failure ??= error;
    }
  }
  // An objective of other data raises at these scores and labels.
  const place = failure instanceof Raised ? failure.place : placeOf(objective.node);
  throw failure instanceof NotUnderstood ? failure : new NotUnderstood({ kind: 'result' }, place);
}

/** The forms in which a booster may hand scores to an objective, the likeliest first; null for one score an example. */
function scoresTaken({ call }: BoostingObjective, { text }: SourceFile): (ClassScores | null)[] {
  switch (call) {
    case 'ranges':
      return [null];
    case 'multi':
      return classScoresIn(text).filter(({ order }) => order === 'rows');
    default:
      return [null, ...classScoresIn(text)];
  }
}

function isOfOtherData(error: unknown): boolean {
  return error instanceof Raised || (error instanceof NotUnderstood && error.reason.kind === 'result');
}

/** True if examples have the derivatives in a batch that they have alone, where no order mixes them with others. */
function isConsistent(run: BoosterRun): boolean {
  const examples = examplesAt();
  const together = derivativesAt(run, examples);
  return examples.every((example, at) => {
    const alone = derivativesAt(run, [example]);
    return isClose(alone.gradient[0] ?? Number.NaN, together.gradient[at] ?? Number.NaN, 1e-9);
  });
}

function judged(run: BoosterRun, { handsOn }: BoostingObjective): JudgedObjective {
  const [alpha, gamma] = (['alpha', 'gamma'] as const).map((kind) => run.parameterOf(kind));
  return {
    parameters: {
      alpha: alpha ? parameterInRun(alpha, null) : null,
      gamma: gamma ? parameterInRun(gamma, null) : null,
    },
    computes: computedBy(run, alpha !== undefined),
    // Its faults are those of the objective that it calls.
    observations: handsOn ? [] : observedInObjective(run),
  };
}

/** The properties of an objective whose gradient is that of a focal loss; null for any other. */
function computedBy(run: BoosterRun, takesAlpha: boolean): Computes | null {
  const byDefault = alphaRoleOf(sidesOf(run, {}), null);
  if (!byDefault) {
    return null;
  }
  const isOff = byDefault.role === 'off';
  const given = takesAlpha && !isOff ? alphaRoleOf(sidesOf(run, { alpha: UNEQUAL }), UNEQUAL) : byDefault;
  return {
    link: run.ofClasses ? null : 'sigmoid',
    input: 'logits',
    alphaRole: given?.role ?? null,
    gammaIsExponentOf: '1-p_t',
    reduction: 'none',
    variant: null,
  };
}

function sidesOf(run: BoosterRun, settings: BoosterSettings): GradientOfSide[] {
  const { gradient } = derivativesAt(run, examplesAt(), settings);
  return ([1, 0] as const).map((target) => ({
    target,
    scores: SCORES,
    gradient: ofSide(gradient, target),
  }));
}
