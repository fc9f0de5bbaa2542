import type { ComputedLoss, Evaluation, Parameters } from '../check/report/report';
import type { CodeLoss } from '../code/losses/code-loss';
import type { Interpreter } from '../code/run/language/interpreter';
import { NotUnderstood } from '../code/run/language/not-understood';
import { Raised } from '../code/run/language/raised';
import type { SourceFile } from '../code/syntax/source-file';
import { type AlphaReading, readAlpha } from '../code/verdict/alpha';
import type { Computes, LossException } from '../code/verdict/document';
import { computed } from '../code/verdict/judge';
import type { Outcome } from '../code/verdict/loss-runner';
import { interpreterOf, openLoss, type UnopenedLoss, unopenedLoss } from '../code/verdict/open-loss';
import { kindOfParameter, type Settings } from '../code/verdict/parameters';
import { type CheckedTensors, inRows, MOST_LOGITS, thinned } from './checked-tensors';
import { chosenForm, type PreparedLoss, type TakeEvents } from './choose-form';
import { compare } from './compare';
import type { GivenTensors } from './forms';
import { formulaOf } from './formula';
import type { GivenSettings } from './given-settings';
import {
  argumentsOf,
  type HandedParameters,
  type HandedSettings,
  handedSettings,
  settingsInWords,
} from './handed-settings';
import { gradientByLogits, predictionsFor, withPredictions } from './predictions';

/** The additional limits of a run on all tensors. Hostile code ends within those of the probes. */
const FURTHER = { steps: 300_000, elements: 400 * MOST_LOGITS };
/** The same for code that takes lists of numbers: its steps grow with them. */
const FURTHER_OF_LISTS = { steps: 6_000_000, elements: 20_000_000 };

/** Most logits for code that takes lists of numbers, which is run number by number. */
const MOST_LISTED = 20_000;

/** The outcome of a run, without the place of the loss in its file. */
export type LossOnTensors = Pick<Evaluation, 'settings' | 'predictions' | 'tensors' | 'sample' | 'outcome'>;

/**
 * Runs a loss of the code on tensors and sets its value and gradient beside the formula's.
 *
 * @param settings those that the user gives; the others are the report's α and γ and the defaults of the code
 * @param handedParameters whether α and γ are the report's; they are unless given
 * @throws ProblemError for a setting that the loss does not have, and for an α that does not fit the classes
 */
export function evaluateLoss(
  file: SourceFile,
  loss: CodeLoss,
  all: CheckedTensors,
  parameters: Parameters,
  settings: GivenSettings,
  handedParameters?: HandedParameters,
): LossOnTensors {
  try {
    const interpreter = interpreterOf(file);
    const opened = openedLoss(file, loss, interpreter);
    const tensors = opened.runner.takesLists ? thinned(all, MOST_LISTED) : all;
    const { runner, plan, computes, alpha } = opened;
    interpreter.budget.extend(runner.takesLists ? FURTHER_OF_LISTS : FURTHER);
    const predictions = predictionsFor(tensors, computes?.input ?? null);
    const prepared: PreparedLoss = {
      ...{ runner, plan, computes, tensors, predictions },
      handed: handedSettings(plan, alpha, settings, parameters, tensors, handedParameters),
      isPython: file.grammar === 'python',
      given: withPredictions(tensors, predictions),
    };
    return evaluated(prepared, parameters, () => interpreter.events.splice(0));
  } catch (error) {
    if (error instanceof NotUnderstood) {
      const { reason, place } = error;
      const line = place && place.line > 0 ? place.line : null;
      return notRun({ kind: 'notUnderstood', reason, line });
    }
    if (error instanceof Raised) {
      const { className, message, place } = error;
      return notRun({ kind: 'raised', ...placed({ className, message, line: place.line }) });
    }
    throw error;
  }
}

/** The evaluation of a loss that is not run: its outcome alone. */
export function notRun(outcome: Evaluation['outcome']): LossOnTensors {
  return { settings: [], predictions: 'asStored', tensors: null, sample: null, outcome };
}

/** A loss, and what the probes show of it. */
interface ProbedLoss extends UnopenedLoss {
  readonly computes: Computes | null;
  readonly alpha: AlphaReading;
}

/** The loss in the form in which the probes run it; one that runs in none of theirs may still run in that of the files. */
function openedLoss(file: SourceFile, loss: CodeLoss, interpreter: Interpreter): ProbedLoss {
  try {
    const { measure } = openLoss(file, loss, interpreter);
    if (measure) {
      const alpha = readAlpha(measure);
      return { runner: measure.runner, plan: measure.plan, computes: computed(measure, alpha), alpha };
    }
  } catch (error) {
    if (!(error instanceof NotUnderstood && error.reason.kind === 'layout')) {
      throw error;
    }
  }
  return {
    ...unopenedLoss(file, loss, interpreter),
    computes: null,
    alpha: { role: null, form: 'number' },
  };
}

function evaluated(prepared: PreparedLoss, parameters: Parameters, takeEvents: TakeEvents): LossOnTensors {
  const { tensors, given, predictions, runner, plan } = prepared;
  const { handed, form, exception } = chosenForm(prepared, takeEvents);
  const batch = form.give(given);
  const settings = argumentsOf(plan, handed, prepared.isPython);
  const [outcome] = runner.run(settings, [batch], 'framework');
  return {
    settings: settingsInWords(plan, handed),
    predictions,
    tensors: {
      predictions: [...batch.inputShape],
      targets: [...batch.targetShape],
      targetType: batch.targetType,
      isAsStored: form.isAsStored,
      exception: exception && placed(exception),
    },
    sample: tensors.sampledOf === null ? null : { logits: tensors.logits.length, of: tensors.sampledOf },
    outcome:
      outcome?.kind === 'value'
        ? outcomeOf(prepared, parameters, batch, outcome, lossesOf(prepared, handed, batch, outcome))
        : { kind: 'raised', ...placed(outcome?.exception ?? NO_EXCEPTION) },
  };
}

const NO_EXCEPTION: LossException = { className: 'Exception', message: '', line: 0 };

/** The losses of the elements, where the loss gives them, by itself or for `reduction="none"`. */
function lossesOf(
  { plan, runner, isPython, tensors }: PreparedLoss,
  handed: HandedSettings,
  batch: GivenTensors,
  outcome: Outcome & { kind: 'value' },
): Float64Array | null {
  const { layout, interpretation } = tensors;
  const rows = batch.rows?.length ?? layout.rows;
  const count = interpretation.link === 'softmax' ? rows : rows * layout.channels;
  if (outcome.value.size === count) {
    return outcome.value.data;
  }
  const reduction = plan.parameters.find((each) => each.name === 'reduction');
  if (!reduction || kindOfParameter(reduction) !== 'reduction') {
    return null;
  }
  const settings: Settings = new Map([
    ...argumentsOf(plan, handed, isPython),
    [reduction.name, 'none'] as const,
  ]);
  const [unreduced] = runner.run(settings, [batch], 'framework');
  return unreduced?.kind === 'value' && unreduced.value.size === count ? unreduced.value.data : null;
}

function outcomeOf(
  { tensors, given, predictions, computes, handed }: PreparedLoss,
  parameters: Parameters,
  batch: GivenTensors,
  { value, gradient }: Outcome & { kind: 'value' },
  losses: Float64Array | null,
): ComputedLoss {
  const { layout, interpretation } = tensors;
  const perElement = interpretation.link === 'softmax' ? 1 : layout.channels;
  const ofLogits = gradient && placedInRows(gradient, batch, layout.channels, tensors, 0);
  const areProbabilities =
    predictions === 'probabilities' ||
    (predictions === 'asStored' &&
      interpretation.input === 'probabilities' &&
      computes?.input === 'probabilities');
  return compare(tensors, parameters, formulaOf(tensors, parameters), {
    result: value.data,
    losses: losses && placedInRows(losses, batch, perElement, tensors, Number.NaN),
    gradient: ofLogits && (areProbabilities ? gradientByLogits(ofLogits, given) : ofLogits),
    link: computes?.link ?? null,
    reduction: isReduced(handed) ? null : (computes?.reduction ?? null),
  });
}

/** True if the user says how the losses are reduced, which the probes with the default arguments do not show. */
function isReduced({ given }: HandedSettings): boolean {
  return Object.keys(given).some((name) => kindOfParameter({ name }) === 'reduction');
}

/** The values of the rows that were given, in the order of all rows. @param missing stands for those of other rows */
function placedInRows(
  values: Float64Array,
  { isInRows, rows }: GivenTensors,
  perRow: number,
  { layout }: CheckedTensors,
  missing: number,
): Float64Array {
  const ordered = isInRows || perRow === 1 ? values : inRows(values, layout);
  if (!rows) {
    return ordered;
  }
  const placedValues = new Float64Array(layout.rows * perRow).fill(missing);
  rows.forEach((row, at) => {
    placedValues.set(ordered.subarray(at * perRow, (at + 1) * perRow), row * perRow);
  });
  return placedValues;
}

/** An exception without a line of the file has none. */
function placed({ className, message, line }: LossException) {
  return { className, message, line: line > 0 ? line : null };
}
