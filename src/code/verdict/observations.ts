import type { ExpectedInput } from '../../loss/variants/variant';
import type { RunEvent } from '../run/language/events';
import { ifUnderstood } from '../run/language/not-understood';
import type { Parameter } from '../run/language/program';
import type { Value } from '../run/language/values';
import type { Computes, Observation } from './document';
import { placeOfEffect } from './edges/effects';
import type { Outcome } from './loss-runner';
import { isClose, type Measure, totalOf } from './measure';
import { kindOfParameter, lastPart, type Settings, type ToldParameter } from './parameters';
import { type Batch, type Example, LAYOUTS, type Layout, mixedExamples } from './probes';
import { isSeparable, isSummedBeforePower } from './reduction';
import { classWeights, FOCAL, type ProbeSettings } from './settings';
import { examplesAt, ordinaryBeside, SIZES } from './sizes';

/** Returns the faults that probes show beside the formula. */
export function observed(measure: Measure, computes: Computes): Observation[] {
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, 6);
  const [outcome] = runner.run(plan.with({}), [layout.batch(examples)]);
  if (!outcome) {
    return [];
  }
  return [
    ...separability(measure, computes),
    ...negativity(outcome, computes),
    ...notFinite(measure, computes),
    ...keptState(measure),
    // Of as many positives as negatives, the weights α and 1 − α add up to the same whatever α is.
    ...settingsWithoutEffect(measure, mixedExamples(layout.width, 5)),
  ];
}

/** A loss with γ = 0 by default has no power that could come too late: it is given another one. */
function separability(measure: Measure, { reduction }: Computes): Observation[] {
  const { plan, runner } = measure;
  const gamma = plan.gamma?.default;
  const settings = gamma?.type === 'constant' && Number(gamma.value) === 0 ? { gamma: 2 } : {};
  const isSeparated = isSeparable(measure, reduction, settings);
  const isReducedBeforePower = runner.events.some(({ kind }) => kind === 'reducedBeforePower');
  const isFault = isSeparated === false || (isReducedBeforePower && isSummedBeforePower(measure));
  return isFault ? [{ kind: 'notSeparable', isReducedBeforePower }] : [];
}

/** Only where it is known what the input is: a logarithm of a probability is never positive, as the numbers of the probes are. */
function negativity(outcome: Outcome, { input }: Computes): Observation[] {
  const total = totalOf(outcome);
  return input !== null && total && total.loss < 0 ? [{ kind: 'negative' }] : [];
}

/** Extreme predictions in the framework's own precision; sizes are looked for only where the largest ones break. */
function notFinite(measure: Measure, { input }: Computes): Observation[] {
  if (input === null) {
    return [];
  }
  return ([1, 0] as const).flatMap((target) => {
    const largest = [100, 30].map((size) => brokenAt(measure, size, target, input));
    const smallest = largest.some(({ loss, gradient }) => loss || gradient)
      ? SIZES.map((size) => ({ size, ...brokenAt(measure, size, target, input) }))
      : [];
    return (['loss', 'gradient'] as const).flatMap((of): Observation[] => {
      const found = smallest.find((broken) => broken[of]);
      const effect = of === 'loss' ? 'lossNotFinite' : 'gradientNotFinite';
      return found
        ? [
            {
              kind: 'notFinite',
              of,
              from: found.size,
              target,
              line: placeOfEffect(effect, measure, found.batch)?.line ?? null,
            },
          ]
        : [];
    });
  });
}

/** Tells whether the loss or its gradient is not finite at logits of a size, of either sign. */
function brokenAt(
  { layout, plan, runner }: Measure,
  size: number,
  target: 0 | 1,
  input: ExpectedInput,
): { readonly loss: boolean; readonly gradient: boolean; readonly batch: Batch } {
  const examples = [...examplesAt(layout.width, size, target, input), ...ordinaryBeside(layout.width)];
  const batch = layout.batch(examples);
  const [outcome] = runner.run(plan.with({}), [batch], 'framework');
  if (outcome?.kind !== 'value') {
    return { loss: false, gradient: false, batch };
  }
  return {
    loss: !outcome.value.data.every(Number.isFinite),
    gradient: !(outcome.gradient ?? []).every(Number.isFinite),
    batch,
  };
}

/**
 * Two batches of different size through one object, compared with a new object. Equal weights of the classes, and none, hide that
 * those of a batch were kept: unequal ones are tried too.
 */
function keptState(measure: Measure): Observation[] {
  const { layout, plan } = measure;
  const weights = classWeights(layout.width === 1 ? 2 : layout.width);
  const value = plan.alpha?.default;
  const mayBeWeights = value?.type === 'sequence' || (value?.type === 'constant' && value.value === null);
  const settings = mayBeWeights ? [{}, { alpha: weights }] : [{}];
  return settings.map((each) => keptUnder(measure, each)).find((found) => found.length > 0) ?? [];
}

function keptUnder({ layout, plan, runner }: Measure, settings: ProbeSettings): Observation[] {
  // The first batch ends with the target that stands first in weights of the sides or classes.
  const [small, large] = [mixedExamples(layout.width, 2).reverse(), mixedExamples(layout.width, 7)];
  const before = runner.events.length;
  const [, later] = runner.run(plan.with(settings), [layout.batch(small), layout.batch(large)]);
  const events = runner.events.slice(before);
  const isFault = overwritesSetting(events);
  const place = events.find(({ kind }) => kind === 'stateChanged')?.place ?? null;
  const [fresh] = runner.run(plan.with(settings), [layout.batch(large)]);
  if (!later || fresh?.kind !== 'value') {
    return [];
  }
  if (later.kind === 'exception') {
    return [{ kind: 'stateKept', exception: later.exception, place }];
  }
  const [one, other] = [totalOf(later), totalOf(fresh)];
  const areKnown = one && other && Number.isFinite(one.loss) && Number.isFinite(other.loss);
  const isKept = isFault && areKnown && !isClose(one.loss, other.loss, 1e-9);
  return isKept ? [{ kind: 'stateKept', exception: null, place }] : [];
}

const SETTINGS: ReadonlySet<string> = new Set(['alpha', 'gamma', 'classWeights']);

/**
 * True if an attribute got another setting, or arrays of different sizes. A running mean, which is no setting and keeps its size, is
 * meant to be kept.
 */
function overwritesSetting(events: readonly RunEvent[]): boolean {
  const changes = events.filter((event) => event.kind === 'stateChanged');
  return changes.some(
    ({ attribute, size }) =>
      SETTINGS.has(kindOfParameter({ name: attribute })) ||
      changes.some((other) => other.attribute === attribute && other.size !== size),
  );
}

/**
 * Settings with another value each, in an otherwise equal run; only a parameter that changes nothing is named, also not beside a switch or
 * in another form of the tensors: a loss of two kinds may have an α for the one alone.
 */
function settingsWithoutEffect(measure: Measure, examples: readonly Example[]): Observation[] {
  const { layout, plan, runner } = measure;
  const own = layout.batch(examples);
  const shown = (settings: ReadonlyMap<string, Value>, batch: Batch): string | null => {
    const [outcome] = runner.run(settings, [batch]);
    if (outcome?.kind !== 'value') {
      return null;
    }
    const [losses, slopes] = [[...outcome.value.data], [...(outcome.gradient ?? [])]];
    // What is not a number hides what changes.
    return [...losses, ...slopes].every(Number.isFinite)
      ? JSON.stringify([outcome.value.shape, losses, slopes])
      : null;
  };
  /** What each value of a parameter shows, and its default, with the other position of a switch if one is given. */
  const shownWith = (
    parameter: Parameter,
    switched: Settings,
    batch = own,
  ): { before: string | null; others: (string | null)[] } => ({
    before: ifUnderstood(() => shown(new Map([...plan.with({}), ...switched]), batch)),
    others: otherValues(parameter).map((value) => {
      const settings = plan.with({ other: { name: parameter.name, value } });
      return ifUnderstood(() => shown(new Map([...settings, ...switched]), batch));
    }),
  });
  const switches = plan.parameters.flatMap((parameter) =>
    otherPositions(parameter).map((other) => ({ name: parameter.name, other })),
  );
  return plan.parameters
    .filter((each) => !each.isConstant)
    .flatMap((parameter): Observation[] => {
      const { before, others } = shownWith(parameter, new Map());
      const changesNothing =
        before !== null && others.length > 0 && others.every((other) => other === before);
      const acts = (there: ReturnType<typeof shownWith>): boolean =>
        there.others.some((each) => each !== null && each !== there.before);
      const actsInAnother = (another: Layout): boolean => {
        const there = shownWith(parameter, new Map(), another.batch(mixedExamples(another.width, 5)));
        return there.before !== null && acts(there);
      };
      const actsElsewhere = (): boolean =>
        switches.some(
          ({ name, other }) =>
            name !== parameter.name && acts(shownWith(parameter, new Map([[name, other]]))),
        ) ||
        LAYOUTS.some(
          (another) =>
            another.name !== layout.name && another.classes === undefined && actsInAnother(another),
        );
      return changesNothing && !actsElsewhere() ? [{ kind: 'withoutEffect', parameter: parameter.name }] : [];
    });
}

/** The other position of a switch, and the texts beside its default for a setting that chooses a way by its text. */
function otherPositions({ default: written, choices = [] }: ToldParameter): Value[] {
  const value = written?.type === 'constant' ? written.value : undefined;
  if (typeof value === 'boolean') {
    return [!value];
  }
  return typeof value === 'string' && choices.length > 0
    ? [...new Set([...choices, FOCAL])].filter((text) => text !== value)
    : [];
}

/** Other values for a parameter whose default shows its kind. */
function otherValues(parameter: Parameter): Value[] {
  const value = parameter.default?.type === 'constant' ? parameter.default.value : undefined;
  const kind = kindOfParameter(parameter);
  if (kind === 'reduction') {
    return lastPart(parameter.name) === 'reduction' ? ['none', 'mean', 'sum'] : [true, false];
  }
  if (kind === 'alpha' && (typeof value === 'number' || typeof value === 'bigint')) {
    return [Number(value) / 2 + 0.3, Number(value) / 2 + 0.1];
  }
  if (kind === 'gamma' && (typeof value === 'number' || typeof value === 'bigint')) {
    return [Number(value) + 1, Number(value) + 0.5];
  }
  return typeof value === 'boolean' ? [true, false] : [];
}
