import type { LossRunner, Outcome, Precision } from './loss-runner';
import { type Example, examplesOf, type Layout } from './probes';
import type { ProbeSettings, SettingsPlan } from './settings';

/** Examples in a batch of equal ones. */
export const EQUAL = 4;

/**
 * A confident right positive, as a logit and as a probability. Where the first one is so sure that a logarithm of 1 − p is infinite, the
 * second one is not.
 */
const SURE: readonly Example[] = [40, 30, 1 - 1e-9].map((value) => ({ input: [value], target: 1 }));

/** An α that gives both sides weight. */
const ORDINARY_ALPHA = 0.3;

/** The total of a loss over a batch, and the gradient of that total. */
export interface Total {
  readonly loss: number;
  /** By each number of the input; empty if there is no gradient. */
  readonly gradient: readonly number[];
}

/** Measures one loss in one layout. */
export class Measure {
  readonly layout: Layout;
  readonly plan: SettingsPlan;
  readonly runner: LossRunner;
  private knownUsual: ProbeSettings | null = null;
  private readonly known = new Map<string, Total | null>();

  constructor(runner: LossRunner, plan: SettingsPlan, layout: Layout) {
    this.runner = runner;
    this.plan = plan;
    this.layout = layout;
  }

  /** The loss of a batch; null if it raises. */
  total(examples: readonly Example[], settings: ProbeSettings, precision: Precision = 'exact'): Total | null {
    const [outcome] = this.runner.run(this.plan.with(settings), [this.layout.batch(examples)], precision);
    return outcome ? totalOf(outcome) : null;
  }

  /**
   * The loss of one example, up to a factor that is the same for all examples of a target: that of a batch of equal ones.
   *
   * @returns null if it raises or is not finite
   */
  ofExample(example: Example, settings: ProbeSettings): number | null {
    return this.ofEqual(example, settings)?.loss ?? null;
  }

  /** The total of a batch of equal examples; null if it raises or is not finite. */
  ofEqual(example: Example, settings: ProbeSettings, count = EQUAL): Total | null {
    const key = JSON.stringify([example, settings.alpha, settings.gamma, count]);
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const total = this.measured(example, settings, count);
    this.known.set(key, total);
    return total;
  }

  /**
   * By how much the loss of equal examples grows when there are twice as many of them; NaN if it is 0.
   *
   * @returns null if it raises or is not finite
   */
  growth(example: Example): number | null {
    const one = this.ofEqual(example, this.usual);
    const two = this.ofEqual(example, this.usual, 2 * EQUAL);
    return one === null || two === null ? null : two.loss / one.loss;
  }

  /** The default settings; with another α where the default one gives a side no weight. */
  get usual(): ProbeSettings {
    this.knownUsual ??= this.chosenUsual();
    return this.knownUsual;
  }

  private chosenUsual(): ProbeSettings {
    const other = { alpha: ORDINARY_ALPHA };
    const isWeightless = (example: Example): boolean =>
      this.ofExample(example, {}) === 0 && (this.ofExample(example, other) ?? 0) !== 0;
    const areOthersWeightless = (example: Example): boolean =>
      this.slopesOfOthers(example, {}) === 0 && this.slopesOfOthers(example, other) !== 0;
    const hasWeightless = examplesOf(this.layout).some(
      (example) => isWeightless(example) || (this.layout.width > 1 && areOthersWeightless(example)),
    );
    return this.plan.alpha && hasWeightless ? other : {};
  }

  /** The number of slopes other than 0 among those of the classes that are not the target. */
  private slopesOfOthers(example: Example, settings: ProbeSettings): number {
    const { gradient = [] } = this.ofEqual(example, settings) ?? {};
    const row = gradient.slice(0, this.layout.rowWidth);
    return row.filter((slope, at) => at !== example.target && slope !== 0).length;
  }

  /**
   * Negatives whose loss is not finite without a positive are given one that weighs next to nothing, and so are those of a
   * detector that has no loss for an image without objects.
   */
  private measured(example: Example, settings: ProbeSettings, count: number): Total | null {
    const equal = new Array<Example>(count).fill(example);
    const batches =
      this.layout.width === 1 && example.target === 0
        ? [equal, ...SURE.map((sure) => [...equal, sure])]
        : [equal];
    for (const batch of batches) {
      const total = this.total(batch, settings);
      const isLeftOut = this.layout.mustTellTargets && total?.loss === 0;
      if (total && Number.isFinite(total.loss) && !isLeftOut) {
        const gradient = total.gradient.slice(0, count * this.layout.rowWidth);
        const sure = batch.slice(count);
        const isFlat = sure.length > 0 && gradient.every((slope) => slope === 0);
        return { loss: isFlat && this.isOf(sure, total, settings) ? 0 : total.loss, gradient };
      }
    }
    return null;
  }

  /** True for the total of these examples alone. Others may have a loss without gradient, such as that of a clamped probability. */
  private isOf(examples: readonly Example[], { loss }: Total, settings: ProbeSettings): boolean {
    const alone = this.total(examples, settings);
    return alone !== null && isClose(alone.loss, loss);
  }
}

export function totalOf(outcome: Outcome): Total | null {
  if (outcome.kind === 'exception') {
    return null;
  }
  const { value, gradient } = outcome;
  return {
    loss: value.data.reduce((sum, element) => sum + element, 0),
    gradient: gradient ? [...gradient] : [],
  };
}

/** True if two numbers agree but for what rounding and an ε leave. */
export function isClose(one: number, other: number, tolerance = 1e-3): boolean {
  const difference = Math.abs(one - other);
  // No number is close to an infinite one.
  return (
    Number.isFinite(difference) && difference <= tolerance * Math.max(Math.abs(one), Math.abs(other), 1e-12)
  );
}
