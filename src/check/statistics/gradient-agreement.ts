import { CompensatedSums } from './compensated-sums';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Compares a given gradient with the closed form by three sums, which give the angle between them and their ratio. */
export class GradientAgreement {
  /** Σg², Σf², Σgf. */
  readonly sums = new CompensatedSums(3);

  add(block: TermBlock): void {
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

  merge({ sums }: Posted<GradientAgreement>): void {
    this.sums.merge(sums);
  }
}
