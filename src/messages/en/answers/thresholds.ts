import { countText } from '../../../format/count-text';
import { numberText } from '../../../format/number-text';
import { counted, form } from '../words';

/** Where to cut. */
export const thresholds = {
  title: ({ positives, negatives }: { positives: number; negatives: number }) =>
    `Thresholds, chosen on ${counted(positives, 'positive')} and ${counted(negatives, 'negative')}`,
  header: {
    wish: 'wish',
    threshold: 'threshold',
    found: 'found',
    falseAlarms: 'false alarms',
    precision: 'precision',
    recall: 'recall',
    reached: 'F-score or cost',
  },
  wishes: {
    half: () => '0.5',
    'best-f1': () => 'best F1',
    'best-f2': () => 'best F2',
    precision: ({ precision }: WishFacts) => `precision ≥ ${numberText(precision)}`,
    recall: ({ recall }: WishFacts) => `recall ≥ ${numberText(recall)}`,
    cost: ({ missCost }: WishFacts) => `a miss costs ${numberText(missCost)} false alarms`,
    'cost-without-labels': ({ missCost }: WishFacts) =>
      `the same without labels, ${numberText(missCost)} to 1`,
  },
  cardTitle: 'Threshold',
  lead: ({ threshold, found, positives, falseAlarms, half }: LeadFacts) =>
    `The best F1 lies at ${numberText(threshold)}: ${countText(found)} of ${counted(positives, 'positive')} found, ${counted(falseAlarms, 'false alarm')}. At 0.5 it is ${countText(half.found)} with ${counted(half.falseAlarms, 'false alarm')}.`,
  split: ({ positives, negatives }: { positives: number; negatives: number }) =>
    `Thresholds chosen on one half, and counted on the other: ${counted(positives, 'positive')} and ${counted(negatives, 'negative')}`,
  splitSentence:
    'The data were split in half at random. A threshold that holds on the half that did not choose it is more than chance.',
  splitInHalf: 'Confirm on a random half',
  splitAgain: 'Split again',
  chooseOnAll: 'Choose on all data',
  missCost: 'A miss costs, in false alarms',
  precision: 'Precision at least',
  recall: 'Recall at least',
  useThreshold: ({ threshold }: { threshold: string }) => `Move the line to ${threshold}`,
  figure: {
    title: 'Scores by side, and the threshold',
    caption: 'Drag the line, or move it with the arrow keys. Elements right of it count as positive.',
    score: 'score',
    logit: 'as a logit',
  },
  copies: {
    number: 'Number',
    logit: 'Logit',
    facts: 'JSON',
    byLabel: 'Python, by label',
    byLabelAsJson: 'JSON, by label',
  },
  byLabel: 'The best F1 of each class or label alone, on the rows whose scores were counted by class',
  notResampled: ({ most }: { most: number }) =>
    `Of more than ${countText(most)} labels, thresholds have no intervals.`,
  labelsWithout: ({ labels }: { labels: number }) =>
    `${counted(labels, 'label')} ${form(labels, 'has', 'have')} no positives or no negatives, and so no threshold of ${form(labels, 'its', 'their')} own.`,
  nothing: 'raise nothing',
  intervals:
    'Intervals are of 95 %: of shares by Clopper and Pearson, of thresholds, F-scores and costs from 200 resamples. The thresholds were chosen on these data: confirm them on others.',
  anchors: 'For the anchors of a detector these are thresholds before suppression, not those of final boxes.',
  pooled: ({ channels }: { channels: number }) => `${countText(channels)} labels share each threshold.`,
  reasons: {
    softmax: 'A softmax of more than two classes decides between them and has no threshold.',
    'soft-targets': 'Soft targets are neither found nor missed: there is no threshold.',
    'no-positives': 'There are no positives: there is nothing to choose a threshold by.',
    'no-negatives': 'There are no negatives: there is nothing to choose a threshold by.',
  },
};

interface LeadFacts {
  threshold: number | null;
  found: number;
  positives: number;
  falseAlarms: number;
  half: { found: number; falseAlarms: number };
}

interface WishFacts {
  precision: number;
  recall: number;
  missCost: number;
}
