import * as v from 'valibot';
import { sigmoid, softplus } from '../../numerics/stable';
import { count, described, elementIndex, exampleId } from '../report/primitives';
import type { SoftmaxRow } from '../terms/softmax-row';
import type { TermBlock } from '../terms/term-block';
import { binRun, runOfBins } from './bin-run';
import { CompensatedSums, numbersOf } from './compensated-sums';
import { finiteSums, ifAll, type Merged, mergeable, object, same, top, total } from './mergeable';
import { RELIABILITY_BINS, reliabilityBinOf } from './reliability';
import { SCORE_BIN_COUNT, SCORE_BINS, SCORE_BINS_ABOUT, scoreBinOf } from './score-bins';
import type { Locator, Statistic } from './statistic';

/** Examples kept of each class on each side. */
const HARDEST_OF_CLASS = 3;

/** Largest logit of a probability that is distinguished: the largest finite −log p in float64. */
const LARGEST_LOGIT = 745;

const exampleSchema = v.object({
  file: described(v.string(), 'The file of the logits.'),
  index: elementIndex,
  id: exampleId,
  crossEntropy: described(v.number(), '−log of the probability of the target, without a weight.'),
});

/** An example that is hard for one class. */
export type ClassExample = v.InferOutput<typeof exampleSchema>;

const examples = (which: string) => top(exampleSchema, 'crossEntropy', HARDEST_OF_CLASS, which);

const entry = object({
  index: same(count, 'The class.'),
  positives: binRun('Scores of the examples of the class.'),
  negatives: binRun('Scores of all other examples.'),
  excess: finiteSums({
    description:
      'Σ (probability − 1 of an example of the class, 0 of another), by the bin of the probability: min(bins − 1, floor(bins · probability)).',
    'x-bins': { low: 0, high: 1, bins: RELIABILITY_BINS },
  }),
  missed: examples('The examples of the class with the largest cross-entropy.'),
  falseAlarms: examples('The other examples with the largest cross-entropy.'),
});

/** The scores of one class. */
export type ClassEntry = Merged<typeof entry>;

const entries = mergeable(v.array(entry.schema), 'commonByKey', keyedAbout(), (one, later) => {
  const others = new Map(later.map((other) => [other.index, other]));
  return one.flatMap((own) => {
    const other = others.get(own.index);
    return other === undefined ? [] : [entry.merge(own, other)];
  });
});

function keyedAbout() {
  return {
    description: `One entry a class, of more than 1,500 classes only of the most frequent thousand. A score is a logit: x of a sigmoid, log(p / (1 − p)) of the probability p of a class of a softmax. ${SCORE_BINS_ABOUT}`,
    'x-key': 'index',
    'x-bins': SCORE_BINS,
  } as const;
}

const record = ifAll(
  object({
    rows: total('Rows that were looked at.'),
    ofRows: total('Rows of the data.'),
    labelsPerRow: binRun(
      'Rows with an element that takes part, by the number of their classes: bin k has those of k classes.',
    ),
    classes: entries,
  }),
  'The scores of each class by itself, against those of all others. They are counted after the pass, in all rows or in a sample of them. Null without a class axis, for soft targets, and where no example takes part.',
);

export type ClassScoresRecord = Merged<typeof record>;

export const classScoresStatistic = {
  ...record,
  /** They are counted after the pass. */
  start: () => null,
} satisfies Statistic<ClassScoresRecord>;

/** An element of a class, and x_t there. */
interface HardElement {
  readonly element: number;
  readonly margin: number;
}

/** Counts the scores of chosen classes. Rows come in their order. */
export class ClassScores {
  /** The place of each class among the chosen ones; −1 of the others. */
  private readonly places: Int32Array;
  private readonly counts: { readonly positives: Float64Array; readonly negatives: Float64Array };
  private readonly excess: CompensatedSums;
  /** By class: the hardest positives, then the hardest negatives. */
  private readonly hardest: HardElement[][];
  private readonly labelsPerRow: number[] = [];
  private row = -1;
  private labels = 0;

  constructor(
    private readonly classes: readonly number[],
    private readonly channels: number,
  ) {
    this.places = new Int32Array(channels).fill(-1);
    for (const [place, index] of classes.entries()) {
      this.places[index] = place;
    }
    const bins = () => new Float64Array(classes.length * SCORE_BIN_COUNT);
    this.counts = { positives: bins(), negatives: bins() };
    this.excess = new CompensatedSums(classes.length * RELIABILITY_BINS);
    this.hardest = Array.from({ length: 2 * classes.length }, () => []);
  }

  /** Adds the elements of a sigmoid. */
  addElements(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const element = block.element[at] ?? 0;
      const channel = block.channel[at] ?? 0;
      const logit = block.logit[at] ?? Number.NaN;
      const isPositive = block.target[at] === 1;
      this.enterRow(Math.floor(element / this.channels));
      this.labels += isPositive ? 1 : 0;
      this.addOne(channel, logit, sigmoid(logit), isPositive, element);
    }
  }

  /** Adds an example of a softmax. */
  addExample(row: SoftmaxRow, target: number, element: number): void {
    this.enterRow(element);
    this.labels++;
    for (const channel of this.classes) {
      const others = row.sumWithout(channel);
      const logit = others > 0 ? (row.shifted[channel] ?? 0) - Math.log(others) : LARGEST_LOGIT;
      this.addOne(channel, logit, (row.exponentials[channel] ?? 0) / row.sum, channel === target, element);
    }
  }

  /** @param counted the rows that were looked at, and those of the data */
  record(
    { file, indexOfElement }: Locator,
    counted: { readonly rows: number; readonly ofRows: number },
  ): NonNullable<ClassScoresRecord> {
    this.enterRow(-1);
    const excess = numbersOf(this.excess.values());
    const ofClass = <Values extends { slice(from: number, to: number): Values }>(
      all: Values,
      place: number,
      width: number,
    ) => all.slice(place * width, (place + 1) * width);
    const hardest = (at: number): ClassExample[] =>
      (this.hardest[at] ?? []).map(({ element, margin }) => ({
        file,
        index: indexOfElement(element),
        crossEntropy: softplus(-margin),
      }));
    return {
      ...counted,
      labelsPerRow: runOfBins(Array.from(this.labelsPerRow, (rows) => rows ?? 0)),
      classes: this.classes.map(
        (index, place): ClassEntry => ({
          index,
          positives: runOfBins(ofClass(this.counts.positives, place, SCORE_BIN_COUNT)),
          negatives: runOfBins(ofClass(this.counts.negatives, place, SCORE_BIN_COUNT)),
          excess: ofClass(excess, place, RELIABILITY_BINS),
          missed: hardest(2 * place),
          falseAlarms: hardest(2 * place + 1),
        }),
      ),
    };
  }

  private enterRow(row: number): void {
    if (row === this.row) {
      return;
    }
    if (this.row >= 0) {
      this.labelsPerRow[this.labels] = (this.labelsPerRow[this.labels] ?? 0) + 1;
    }
    this.row = row;
    this.labels = 0;
  }

  private addOne(channel: number, logit: number, p: number, isPositive: boolean, element: number): void {
    const place = this.places[channel] ?? -1;
    if (place < 0) {
      return;
    }
    const counts = isPositive ? this.counts.positives : this.counts.negatives;
    const bin = place * SCORE_BIN_COUNT + scoreBinOf(logit);
    counts[bin] = (counts[bin] ?? 0) + 1;
    this.excess.add(place * RELIABILITY_BINS + reliabilityBinOf(p), isPositive ? p - 1 : p);
    const hardest = this.hardest[2 * place + (isPositive ? 0 : 1)];
    const margin = isPositive ? logit : -logit;
    if (hardest !== undefined && isAmongHardest(hardest, margin)) {
      keep(hardest, { element, margin });
    }
  }
}

function isAmongHardest(hardest: readonly HardElement[], margin: number): boolean {
  return hardest.length < HARDEST_OF_CLASS || margin < (hardest.at(-1)?.margin ?? 0);
}

/** Puts an element before the first that is easier; between equals the first in the file comes first. */
function keep(hardest: HardElement[], one: HardElement): void {
  const place = hardest.findIndex(({ margin }) => one.margin < margin);
  hardest.splice(place < 0 ? hardest.length : place, 0, one);
  hardest.length = Math.min(hardest.length, HARDEST_OF_CLASS);
}
