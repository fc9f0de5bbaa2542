import type { TermBlock } from '../terms/term-block';
import { CompensatedSums } from './compensated-sums';
import { ifAny, type Merged, object, sum } from './mergeable';
import type { Accumulator, CheckedData, Statistic } from './statistic';

const record = ifAny(
  object({ given: sum('Σ g².'), expected: sum('Σ f².'), product: sum('Σ g f.') }),
  'A given gradient g beside the closed form f of d focal / dx, over the elements with a finite g. Null if no gradient is given, or if both are zero everywhere.',
);

type GradientRecord = Merged<typeof record>;

export const gradientStatistic = {
  ...record,
  start: ({ sizes }: Pick<CheckedData, 'sizes'>) =>
    sizes.gradient === undefined ? null : new GradientAgreement(),
} satisfies Statistic<GradientRecord>;

/** Compares a given gradient with the closed form by three sums, which give the angle between them and their ratio. */
class GradientAgreement implements Accumulator<GradientRecord> {
  /** Σg², Σf², Σgf. */
  private readonly sums = new CompensatedSums(3);

  addTerms(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const given = block.givenGradient[at] ?? Number.NaN;
      const expected = block.focalGradient[at] ?? 0;
      if (!Number.isFinite(given)) {
        continue;
      }
      this.sums.add(0, given * given);
      this.sums.add(1, expected * expected);
      this.sums.add(2, given * expected);
    }
  }

  record(): GradientRecord {
    const [given = null, expected = null, product = null] = this.sums.record();
    return given === 0 && expected === 0 ? null : { given, expected, product };
  }
}
