import * as v from 'valibot';
import { described, elementIndex, exampleId } from '../report/primitives';
import type { TermBlock } from '../terms/term-block';
import { type Merged, object, top } from './mergeable';
import type { Accumulator, Locator, Statistic } from './statistic';

/** Examples kept on each side. */
export const HARDEST_KEPT = 20;

const exampleSchema = v.object({
  file: described(v.string(), 'The file of the logits.'),
  index: elementIndex,
  id: exampleId,
  target: described(
    v.number(),
    'The target: the share of the positive class for a sigmoid, the class for a softmax.',
  ),
  targetProbability: described(v.number(), 'p_t, the probability of the target.'),
  crossEntropy: described(v.number(), '−log p_t, multiplied by the weight of the element.'),
});

export type HardExample = v.InferOutput<typeof exampleSchema>;

const examples = (side: string) =>
  top(exampleSchema, 'crossEntropy', HARDEST_KEPT, `The ${side} with the largest cross-entropy.`);

const record = object(
  { positives: examples('positives'), negatives: examples('negatives') },
  'The examples with the largest cross-entropy, the largest first, and between equals the first in the file.',
);

export type HardestRecord = Merged<typeof record>;

export const hardestStatistic = {
  ...record,
  start: () => new HardestTerms(),
} satisfies Statistic<HardestRecord>;

/** The hardest terms of positives and of negatives. */
export class HardestTerms implements Accumulator<HardestRecord> {
  readonly positives = new HardestOfSide();
  readonly negatives = new HardestOfSide();

  addTerms(block: TermBlock): void {
    this.positives.add(block, 1);
    this.negatives.add(block, 0);
  }

  record(locator: Locator): HardestRecord {
    return { positives: this.positives.record(locator), negatives: this.negatives.record(locator) };
  }
}

export interface HardTerm {
  readonly element: number;
  readonly target: number;
  readonly targetProbability: number;
  readonly crossEntropy: number;
}

/** The terms with the largest cross-entropy, hardest first. Between equals the first in the file wins. */
class HardestOfSide {
  readonly kept: HardTerm[] = [];

  /** Adds the block's positives (1) or negatives (0). */
  add(block: TermBlock, positive: 0 | 1): void {
    for (let at = 0; at < block.length; at++) {
      if (block.positive[at] !== positive) {
        continue;
      }
      const crossEntropy = block.crossEntropy[at] ?? 0;
      if (!this.isHard(crossEntropy)) {
        continue;
      }
      this.insert({
        element: block.element[at] ?? 0,
        target: block.target[at] ?? 0,
        targetProbability: block.targetProbability[at] ?? 0,
        crossEntropy,
      });
    }
  }

  /** Adds a single term that is further on in the file than those before. */
  addOne(term: HardTerm): void {
    if (this.isHard(term.crossEntropy)) {
      this.insert(term);
    }
  }

  record({ file, indexOfElement }: Locator): HardExample[] {
    return this.kept.map(({ element, ...term }) => ({ file, index: indexOfElement(element), ...term }));
  }

  private isHard(crossEntropy: number): boolean {
    return this.kept.length < HARDEST_KEPT || crossEntropy > (this.kept.at(-1)?.crossEntropy ?? 0);
  }

  private insert(term: HardTerm): void {
    const place = this.kept.findIndex((one) => isHarder(term, one));
    this.kept.splice(place < 0 ? this.kept.length : place, 0, term);
    this.kept.length = Math.min(this.kept.length, HARDEST_KEPT);
  }
}

function isHarder(one: HardTerm, other: HardTerm): boolean {
  return (
    one.crossEntropy > other.crossEntropy ||
    (one.crossEntropy === other.crossEntropy && one.element < other.element)
  );
}
