import * as v from 'valibot';
import { TERM_VARIANTS, type TermVariantId } from '../../loss/variants/variants';
import { count, described, elementIndex } from '../report/primitives';
import type { TermBlock } from '../terms/term-block';
import { first, ifAny, largestNumber, type Merged, object, total, totalsByName } from './mergeable';
import type { Accumulator, CheckedData, Locator, Statistic } from './statistic';

/** Half a unit in the last place of bfloat16 is 2e-3. */
const RELATIVE_TOLERANCE = 5e-3;
/** Rounding error of 1 − p_t near 1 in float32, which is far below any loss that matters. */
const ABSOLUTE_TOLERANCE = 1e-6;

const record = ifAny(
  object({
    compared: total('Number of losses that were compared.'),
    disagreements: totalsByName(
      v.objectWithRest({ focal: count }, count),
      'How many losses differ from what each variant of the loss gives, by the id of the variant. A variant that is missing was not compared.',
    ),
    largestDifference: largestNumber('Largest difference between a finite loss and the focal loss.'),
    first: first(
      v.object({
        file: described(v.string(), 'The file of the logits.'),
        index: elementIndex,
        given: described(v.string(), 'The given loss as text, since JSON has no NaN.'),
        expected: described(v.number(), 'The focal loss.'),
      }),
      'The first loss that is not the focal loss.',
    ),
  }),
  {
    description:
      'Given losses of the elements beside the losses that they may be. A loss differs from an expected one by more than `x-tolerance.relative` · |expected| + `x-tolerance.absolute`, or if it is NaN. Null if no such losses are given.',
    'x-tolerance': { relative: RELATIVE_TOLERANCE, absolute: ABSOLUTE_TOLERANCE },
  },
);

type LossAgreementRecord = Merged<typeof record>;

export const lossAgreementStatistic = {
  ...record,
  start: ({ sizes }: Pick<CheckedData, 'sizes'>) => (sizes.loss === undefined ? null : new LossAgreement()),
} satisfies Statistic<LossAgreementRecord>;

interface LossDisagreement {
  readonly element: number;
  readonly given: number;
  readonly expected: number;
}

/** Elementwise losses of the file beside the focal loss and the other variants that the terms determine. */
class LossAgreement implements Accumulator<LossAgreementRecord> {
  private compared = 0;
  /** Number of losses that differ from each variant. */
  private readonly disagreements: Record<TermVariantId, number> = noneOfEach();
  private largestDifference = 0;
  private first: LossDisagreement | null = null;

  addTerms(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      this.addTerm(block, at);
    }
  }

  record(locator: Locator): LossAgreementRecord {
    const { compared, disagreements, largestDifference } = this;
    return compared === 0
      ? null
      : {
          compared,
          disagreements: { ...disagreements },
          largestDifference,
          first: this.firstRecord(locator),
        };
  }

  private firstRecord({ file, indexOfElement }: Locator) {
    if (this.first === null) {
      return null;
    }
    const { element, given, expected } = this.first;
    return { file, index: indexOfElement(element), given: String(given), expected };
  }

  private addTerm(block: TermBlock, at: number): void {
    const given = block.givenLoss[at] ?? Number.NaN;
    const focal = block.focal[at] ?? 0;
    this.compared++;
    if (!isSameLoss(given, focal)) {
      this.first ??= { element: block.element[at] ?? 0, given, expected: focal };
      const difference = Math.abs(given - focal);
      if (Number.isFinite(difference)) {
        this.largestDifference = Math.max(this.largestDifference, difference);
      }
    }
    const terms = {
      crossEntropy: block.crossEntropy[at] ?? 0,
      alphaBalancedCrossEntropy: block.alphaBalancedCrossEntropy[at] ?? 0,
      focal,
      weight: block.weight[at] ?? 1,
    };
    for (const { id, fromTerms } of TERM_VARIANTS) {
      if (!isSameLoss(given, fromTerms(terms))) {
        this.disagreements[id]++;
      }
    }
  }
}

/** True if two losses are equal within the rounding of the given one's type. */
function isSameLoss(given: number, expected: number): boolean {
  return Math.abs(given - expected) <= RELATIVE_TOLERANCE * Math.abs(expected) + ABSOLUTE_TOLERANCE;
}

function noneOfEach(): Record<TermVariantId, number> {
  return Object.fromEntries(TERM_VARIANTS.map(({ id }) => [id, 0])) as Record<TermVariantId, number>;
}
