import type { Evaluation } from '../check/report/report';
import type { RunEvent } from '../code/run/language/events';
import { NotUnderstood } from '../code/run/language/not-understood';
import type { Computes, LossException } from '../code/verdict/document';
import { dependsOnEach } from '../code/verdict/layouts';
import type { LossRunner, Outcome } from '../code/verdict/loss-runner';
import type { SettingsPlan } from '../code/verdict/settings';
import type { CheckedTensors } from './checked-tensors';
import { formsFor, type GivenTensors, type TensorForm } from './forms';
import { argumentsOf, type HandedSettings } from './handed-settings';
import { smallTensors } from './small-tensors';

/** A loss with the settings and the tensors on which it is run. */
export interface PreparedLoss {
  readonly runner: LossRunner;
  readonly plan: SettingsPlan;
  /** Null for a loss that runs in none of the forms of the probes. */
  readonly computes: Computes | null;
  readonly handed: HandedSettings;
  readonly isPython: boolean;
  readonly tensors: CheckedTensors;
  /** With the predictions that the loss takes. */
  readonly given: CheckedTensors;
  readonly predictions: Evaluation['predictions'];
}

/** Takes what has happened since it was last called. */
export type TakeEvents = () => readonly RunEvent[];

interface ChosenForm {
  readonly handed: HandedSettings;
  readonly form: TensorForm;
  /** The exception that the loss raises in the form of the files; null if it runs there. */
  readonly exception: LossException | null;
}

/**
 * The first form in which the loss runs on a few examples and in which no broadcast grows; else that of the files.
 *
 * @throws NotUnderstood if the evaluator does not know what the loss does in any of them
 */
export function chosenForm(prepared: PreparedLoss, takeEvents: TakeEvents): ChosenForm {
  const { handed, given } = prepared;
  const small = smallTensors(given);
  const forms = formsFor(given);
  let ofFiles: { readonly form: TensorForm; readonly exception: LossException } | null = null;
  let unknown: NotUnderstood | null = null;
  // A loss may not take the report's α: then its default stays.
  const { alpha: _, ...withoutAlpha } = handed.ofReport;
  for (const tried of [handed, { ...handed, ofReport: withoutAlpha }]) {
    for (const form of forms) {
      const found = triedForm(prepared, tried, form.give(small), takeEvents);
      if (found === 'fits') {
        const exception = !form.isAsStored && ofFiles ? exceptionOnAll(prepared, tried, ofFiles) : null;
        return { handed: tried, form, exception };
      }
      if (found instanceof NotUnderstood) {
        unknown ??= found;
      } else if (found !== 'misfits' && form.isAsStored) {
        ofFiles ??= { form, exception: found };
      }
    }
  }
  const [first] = forms;
  if (unknown || !first) {
    throw unknown ?? new NotUnderstood({ kind: 'layout' }, null);
  }
  return { handed, form: first, exception: null };
}

/** The outcome of a loss on a few examples. */
function triedForm(
  { runner, plan, isPython, given }: PreparedLoss,
  handed: HandedSettings,
  batch: GivenTensors,
  takeEvents: TakeEvents,
): 'fits' | 'misfits' | LossException | NotUnderstood {
  takeEvents();
  try {
    const [outcome] = runner.run(argumentsOf(plan, handed, isPython), [batch]);
    const grew = takeEvents().some(({ kind }) => kind === 'broadcastGrew');
    if (outcome?.kind === 'exception') {
      return outcome.exception;
    }
    return outcome && !grew && isFit(batch, outcome, given.layout.channels) ? 'fits' : 'misfits';
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return error;
    }
    throw error;
  }
}

/** The exception on the tensors themselves, whose message has their shapes; that on a few examples where there is none. */
function exceptionOnAll(
  { runner, plan, isPython, given }: PreparedLoss,
  handed: HandedSettings,
  { form, exception }: { readonly form: TensorForm; readonly exception: LossException },
): LossException {
  try {
    const [outcome] = runner.run(argumentsOf(plan, handed, isPython), [form.give(given)]);
    return outcome?.kind === 'exception' ? outcome.exception : exception;
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return exception;
    }
    throw error;
  }
}

/** Code without a gradient fits by its value. */
function isFit(
  batch: GivenTensors,
  { value, gradient }: Outcome & { kind: 'value' },
  width: number,
): boolean {
  return gradient ? dependsOnEach(batch, [...gradient], width) : value.data.some((each) => each !== 0);
}
