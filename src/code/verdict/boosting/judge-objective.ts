import type { BoostingObjective } from '../../losses/boosting-objectives';
import type { Interpreter } from '../../run/language/interpreter';
import { NotUnderstood } from '../../run/language/not-understood';
import { moduleScope } from '../../run/language/python/module';
import { Raised } from '../../run/language/raised';
import type { SourceFile } from '../../syntax/source-file';
import type { Computes, Verdict } from '../document';
import { parameterInRun } from '../parameters-in-run';
import { BoosterRun, type BoosterSettings } from './booster-function';
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
  try {
    return judged(new BoosterRun(objective, moduleScope(file.root, interpreter), interpreter));
  } catch (error) {
    if (error instanceof Raised) {
      // An objective of several classes, or of other data, raises at the scores and labels of one class.
      throw new NotUnderstood({ kind: 'result' }, error.place);
    }
    throw error;
  }
}

function judged(run: BoosterRun): JudgedObjective {
  const [alpha, gamma] = (['alpha', 'gamma'] as const).map((kind) => run.parameterOf(kind));
  return {
    parameters: {
      alpha: alpha ? parameterInRun(alpha, null) : null,
      gamma: gamma ? parameterInRun(gamma, null) : null,
    },
    computes: computedBy(run, alpha !== undefined),
    observations: observedInObjective(run),
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
    link: 'sigmoid',
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
