import { focal as paper } from '../../loss/variants/focal';
import { sigmoid } from '../../numerics/stable';
import type { CodeLoss } from '../losses/code-loss';
import type { SourceFile } from '../syntax/source-file';
import { type AlphaReading, readAlpha } from './alpha';
import { type CurveValue, curveValueOf, LOGITS, type LossCurves, type PlotSettings } from './curve-document';
import type { Computes } from './document';
import { computed } from './judge';
import { EQUAL, type Measure } from './measure';
import { interpreterOf, openLoss } from './open-loss';
import { readParameters } from './parameters-in-run';
import type { Example } from './probes';
import type { AlphaValue, ProbeSettings } from './settings';

/** The paper's values (Lin et al. 2017), where the code has none. */
const USUAL_ALPHA = 0.25;
const USUAL_GAMMA = 2;
/** A confident right positive, for losses that divide by the number of positives. */
const SURE_LOGIT = 40;

/** A loss in its layout, with what is needed to lay out an example of it. */
interface Plotted {
  readonly measure: Measure;
  readonly computes: Computes;
  readonly alpha: AlphaReading;
}

/**
 * The function that a loss of a file computes, for positives and negatives, beside that of the paper.
 *
 * @param settings α and γ; those that are undefined are the defaults of the code
 * @returns null for a loss that runs in no layout
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function curvesOf(file: SourceFile, loss: CodeLoss, settings: PlotSettings): LossCurves | null {
  const { measure } = openLoss(file, loss, interpreterOf(file));
  if (!measure) {
    return null;
  }
  const alpha = readAlpha(measure);
  const plotted: Plotted = { measure, alpha, computes: computed(measure, alpha) };
  const parameters = readParameters(measure, alpha);
  const given = {
    alpha: settings.alpha === undefined ? initialAlpha(plotted, parameters.alpha?.default) : settings.alpha,
    gamma: settings.gamma ?? initialGamma(parameters.gamma?.default),
  };
  const probe: ProbeSettings = {
    ...(measure.plan.gamma ? { gamma: given.gamma } : {}),
    ...alphaOfProbe(plotted, given.alpha),
  };
  return {
    name: loss.name,
    line: loss.node.startPosition.row + 1,
    computes: plotted.computes,
    alpha: parameters.alpha,
    gamma: parameters.gamma,
    takesClassWeights: alpha.form === 'classes',
    settings: given,
    positives: sideOf(plotted, probe, given, 1),
    negatives: sideOf(plotted, probe, given, 0),
  };
}

function initialAlpha({ measure, alpha }: Plotted, value: number | readonly number[] | null | undefined) {
  if (!measure.plan.alpha || !measure.plan.hasAlphaByDefault) {
    return null;
  }
  if (alpha.form === 'classes') {
    const [negatives = 1, positives = 1] = Array.isArray(value) ? value : [];
    return { negatives, positives };
  }
  return typeof value === 'number' ? value : USUAL_ALPHA;
}

function initialGamma(value: number | readonly number[] | null | undefined): number {
  return typeof value === 'number' ? value : USUAL_GAMMA;
}

/** α as the loss takes it. Null is given only where the loss is made for it: it is the default. */
function alphaOfProbe({ measure, alpha }: Plotted, value: PlotSettings['alpha']): { alpha?: AlphaValue } {
  if (!measure.plan.alpha || value === null || value === undefined) {
    return {};
  }
  if (typeof value === 'number') {
    return alpha.form === 'classes' ? {} : { alpha: value };
  }
  const count = Math.max(measure.layout.width, 2);
  return { alpha: Array.from({ length: count }, (_, at) => (at === 0 ? value.negatives : value.positives)) };
}

function sideOf(
  plotted: Plotted,
  probe: ProbeSettings,
  given: LossCurves['settings'],
  target: 0 | 1,
): LossCurves['positives'] {
  const needsPositive = target === 0 && !Number.isFinite(pointOf(plotted, probe, 0, 0, false).loss);
  const points = LOGITS.map((logit) => pointOf(plotted, probe, logit, target, needsPositive));
  const weight = weightOf(plotted, given.alpha, target);
  const parameters = { alpha: null, gamma: given.gamma };
  return {
    code: {
      loss: points.map(({ loss }) => curveValueOf(loss)),
      gradient: points.map(({ gradient }) => (gradient === null ? null : curveValueOf(gradient))),
    },
    paper: {
      loss: LOGITS.map((logit) => weight * paper.loss(logit, target, parameters)),
      gradient: LOGITS.map((logit): CurveValue => weight * paper.gradient(logit, target, parameters)),
    },
  };
}

/** The weight of a side in the paper: α and 1 − α; where each class gets the same α, that α. */
function weightOf({ measure, computes }: Plotted, alpha: PlotSettings['alpha'], target: 0 | 1): number {
  if (alpha === null || alpha === undefined) {
    return 1;
  }
  if (typeof alpha !== 'number') {
    return target === 1 ? alpha.positives : alpha.negatives;
  }
  const isForAllClasses = measure.layout.width > 2 && computes.alphaRole === 'everyClass';
  return target === 1 || isForAllClasses ? alpha : 1 - alpha;
}

interface PlottedPoint {
  readonly loss: number;
  /** By the logit of the positive class. */
  readonly gradient: number | null;
}

/** Loss and gradient of one example at a logit of the positive class, in the precision of the framework. */
function pointOf(
  plotted: Plotted,
  probe: ProbeSettings,
  logit: number,
  target: 0 | 1,
  needsPositive: boolean,
): PlottedPoint {
  const { runner, plan, layout } = plotted.measure;
  const example = exampleAt(plotted, logit, target);
  const equal = new Array<Example>(EQUAL).fill(example);
  const batch = layout.batch(needsPositive ? [...equal, exampleAt(plotted, SURE_LOGIT, 1)] : equal);
  const [outcome] = runner.run(plan.with(probe), [batch], 'framework');
  if (outcome?.kind !== 'value') {
    return { loss: Number.NaN, gradient: null };
  }
  const share = shareOf(plotted, target);
  const loss = outcome.value.data.reduce((sum, element) => sum + element, 0) / share;
  const own = outcome.gradient?.subarray(0, EQUAL * layout.rowWidth);
  const steps = stepsOf(plotted, logit, target);
  const gradient = own
    ? own.reduce((sum, slope, at) => sum + slope * (steps[at % layout.width] ?? 0), 0) / share
    : null;
  return { loss, gradient };
}

/** The prediction whose probability of the positive class is σ(logit); the other classes share the rest equally. */
function exampleAt({ measure: { layout }, computes }: Plotted, logit: number, target: 0 | 1): Example {
  const { width } = layout;
  const isProbability = computes.input === 'probabilities';
  if (width === 1) {
    return { input: [isProbability ? sigmoid(logit) : logit], target };
  }
  const ofTarget = target === 1 ? logit : -logit;
  const others = width - 1;
  const [own, other] = isProbability
    ? [sigmoid(ofTarget), sigmoid(-ofTarget) / others]
    : [ofTarget + Math.log(others), 0];
  return { input: Array.from({ length: width }, (_, at) => (at === target ? own : other)), target };
}

/** The derivative of each number of the example by the logit of the positive class. */
function stepsOf({ measure: { layout }, computes }: Plotted, logit: number, target: 0 | 1): number[] {
  const slope = computes.input === 'probabilities' ? sigmoid(logit) * sigmoid(-logit) : 1;
  if (layout.width === 1) {
    return [slope];
  }
  const sign = target === 1 ? 1 : -1;
  const ofOthers = computes.input === 'probabilities' ? (-sign * slope) / (layout.width - 1) : 0;
  return Array.from({ length: layout.width }, (_, at) => (at === target ? sign * slope : ofOthers));
}

/** By what the total of a batch of equal examples is divided to get the loss of one. */
function shareOf({ computes: { reduction } }: Plotted, target: 0 | 1): number {
  switch (reduction) {
    case 'mean':
    case 'other':
    case null:
      return 1;
    case 'meanOverPositives':
      return target === 1 ? 1 : EQUAL;
    case 'none':
    case 'sum':
      return EQUAL;
  }
}
