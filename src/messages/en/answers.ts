import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import { measured } from './measured';
import { beginning, counted, form } from './words';

/** Answers to what users ask most: which α and γ, what a score means, where to cut, what focal loss changes. */
export const answers = {
  inInterval: ({ value, low, high }: { value: string; low: string; high: string }) =>
    `${value} (${low} to ${high})`,
  lowEnd: (name: string) => `${name}, low end`,
  highEnd: (name: string) => `${name}, high end`,
  section: 'Answers',
  misleads: (title: string) =>
    `Predictions and targets do not seem to belong together ("${title}"), and an answer from them would mislead.`,
  theLoss: 'The loss',
  halfIsNone: '0.5 weighs both sides the same, as no α does.',
  copyAnswer: (title: string) => `Copy the answer: ${title}`,
  copyTable: (caption: string) => `Copy the table as CSV: ${caption}`,
  copyCsv: 'Copy the table as CSV',
  insert: 'Insert',
  insertAnswer: (title: string) => `Insert the answer: ${title}`,
  insertIntoEditor: (name: string) => `Insert ${name} into the editor`,

  choose: {
    cardTitle: 'Choose α and γ',
    classes: ({ classes, least, most }: { classes: number; least: number; most: number }) =>
      `${counted(classes, 'class', 'classes')} with ${countText(least)} to ${counted(most, 'example')} each: their weights by three rules are below.`,
    figure: {
      title: 'Balance of α and γ',
      caption:
        'On the lines positives and negatives carry half of the gradient each; above them the positives carry more.',
      own: 'your α and γ',
      paper: 'best pairs of Lin et al. 2017, Table 1b',
      point: ({ alpha, gamma }: { alpha: string | null; gamma: string }) =>
        `${alpha === null ? 'no α' : `α = ${alpha}`}, γ = ${gamma}`,
    },
    withoutLogits:
      'With a γ above 0 the balance depends on the scores: Lin et al. 2017 found α = 0.25 best at γ = 2. Check a file with logits for your own balance.',
    betaHint: 'It matters near 1: 0.9, 0.99, 0.999, 0.9999.',
    rule: 'Weights to copy',
    beta: 'of the effective number of examples',
    positives: ({ positiveClass, positives, all }: PositiveFacts) =>
      `${counted(positives, 'positive')}${positiveClass === null ? '' : ` (class ${positiveClass}, the second of two)`} in ${countText(all)} (${percentText(positives / all)}).`,
    balance: ({ alpha, gamma, share, balanced }: BalanceFacts) =>
      `With γ = ${numberText(gamma)} and ${alpha === null ? 'no α' : `α = ${numberText(alpha)}`} the positives carry ${percentText(share)} of the gradient on these logits. Both sides carry half at α = ${numberText(balanced)}.`,
    advice: {
      keep: 'Keep it: neither side carries more than twice what the other does.',
      'raise-alpha': 'The negatives carry more than twice what the positives do: a larger α evens that out.',
      'lower-alpha': 'The positives carry more than twice what the negatives do: a smaller α evens that out.',
    },
    line: 'The α at which both sides carry half of the gradient',
    lineHeader: { gamma: 'γ', onLogits: 'on these logits', atPrior: 'every score the share of positives' },
    counts: ({ alpha, positiveWeight }: { alpha: number; positiveWeight: number }) =>
      `By the counts alone, which know nothing of γ: α = ${numberText(alpha)}, pos_weight = ${numberText(positiveWeight)}.`,
    bias: ({ prior, minimum }: { prior: number; minimum: number }) =>
      `Bias of the last layer: ${numberText(prior)} starts with every score at the share of positives, for calm first steps; ${numberText(minimum)} is the constant that minimises this loss.`,
    limits:
      'This is a starting point and no optimum. A model with a bias that has converged under a loss balances it: on its own training data, its α and γ lie on this line. The line tells how α has to move when γ does.',
    once: 'Class weights, a sampler and α multiply: use one of them.',
    classesTitle: ({ beta }: { beta: number }) =>
      `Class weights; those of a column sum to the number of classes; β = ${numberText(beta)}`,
    classHeader: {
      name: 'class',
      count: 'examples',
      inverse: 'inverse',
      inverseRoot: 'inverse root',
      effectiveNumber: 'effective number',
    },
    betaTooSmall: ({ beta }: { beta: number }) =>
      `β = ${numberText(beta)} is too small to matter: every class has more than enough examples to reach 1 / (1 − β) = ${numberText(1 / (1 - beta))}.`,
    empty: ({ names }: { names: readonly string[] }) =>
      `There are no weights, because ${form(names.length, 'a class has', 'classes have')} no examples: ${beginning(names)}. Leave ${form(names.length, 'it', 'them')} out or find examples.`,
    ignored: ({ count }: { count: number }) => `${counted(count, 'label')} ignored.`,
  },

  meaning: {
    title: ({ alpha, gamma }: { alpha: number | null; gamma: number }) =>
      `What a score means where the model was trained with ${alpha === null ? 'no α' : `α = ${numberText(alpha)}`} and γ = ${numberText(gamma)}`,
    header: { score: 'score', probability: 'probability' },
    cardTitle: 'What a score means',
    lead: ({ half, scoreOfHalf }: { half: number; scoreOfHalf: number }) =>
      `At the optimum of this loss a score of 0.5 means ${percentText(half)}, and a score of ${numberText(scoreOfHalf)} means 50 %.`,
    softmax:
      'The probability of a class follows from its score in a softmax of focal loss too, but no single curve shows it: the probabilities of all classes are scaled together. The map is given as code.',
    heldOut: ({
      errors: [error, errorAfter],
      logLosses: [loss, lossAfter],
      constant,
      temperature,
      platt,
    }: HeldOutFacts) =>
      `Without fitting anything: calibration error ${numberText(error)} → ${numberText(errorAfter)}, log loss ${numberText(loss)} → ${numberText(lossAfter)} (always saying ${percentText(constant.prior)}: ${numberText(constant.logLoss)}).${platt === null ? '' : ` Platt scaling ${numberText(platt)}.`}${temperature === null ? '' : ` Best temperature ${numberText(temperature)}.`}`,
    fullestBin: ({ share, bins }: { share: number; bins: number }) =>
      `${percentText(share)} of the elements lie in one of ${bins} equal bins of the score. The reliability is therefore drawn over log-odds, in bins of equal mass.`,
    marks: 'Scores and the probabilities that they stand for',
    curve: {
      title: 'From score to probability',
      caption: 'The dots are the scores of usual probabilities.',
      map: 'the map of this loss',
      asGiven: 'score taken for the probability',
      mark: ({ score, probability }: { score: string; probability: string }) =>
        `${score} means ${probability}`,
    },
    reliability: {
      title: 'Reliability over log-odds',
      caption:
        'The share of positives over the probability, in bins of equal mass. The bars are Clopper-Pearson intervals of 95 %; a bin without positives has only the bar.',
      series: 'probabilities',
      elements: 'elements',
      positives: 'share of positives',
      low: '95 % from',
      high: 'to',
    },
    changes: {
      title: 'Done to the classes beside the loss',
      positiveWeight: 'Weight of a positive',
      positiveWeightHint: 'pos_weight or scale_pos_weight; 1 without.',
      negativesPerKept: 'Negatives for each kept',
      negativesPerKeptHint: 'r where one of r negatives was kept; 1 where all were.',
      training: 'Share of positives in training',
      prevalence: 'Share of positives in use',
      prevalenceHint: 'Where the model will be used. A check on data keeps the share of the data.',
    },
    assumes:
      'Focal loss is no proper loss, so that its scores are no probabilities. The map is exact for a model at the optimum of this loss, and needs no labels.',
    checkTitle: 'The map on these data',
    checkHeader: {
      probabilities: 'probabilities',
      error: 'calibration error',
      logLoss: 'log loss',
      brier: 'Brier score',
    },
    rows: {
      scores: 'scores as they are',
      map: 'the map, nothing fitted',
      constant: 'always the share of positives',
      temperature: 'best temperature, fitted here',
      platt: 'Platt scaling, fitted here',
    },
    verdicts: {
      identity: 'Without α and γ there is nothing to undo: the scores are meant as probabilities.',
      agrees:
        'The map helps: it takes at least nine tenths of what the best fit to these labels takes from the log loss.',
      improves:
        'The map helps, but a fit to these labels leaves less: the model is not quite at the optimum of this loss. Fit Platt scaling on held-out data.',
      'no-difference': 'The map makes no difference that these data can show.',
      worsens:
        'The map does not help: the model is not at the optimum of this loss, because it is over-fitted or was trained with another loss. Fit Platt scaling on held-out data.',
    },
    noCheck:
      'The map cannot be tried on this file: that takes a sigmoid, hard targets of both sides and one α between 0 and 1.',
  },

  thresholds: {
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
    anchors:
      'For the anchors of a detector these are thresholds before suppression, not those of final boxes.',
    pooled: ({ channels }: { channels: number }) => `${countText(channels)} labels share each threshold.`,
    reasons: {
      softmax: 'A softmax decides between its classes and has no threshold.',
      'soft-targets': 'Soft targets are neither found nor missed: there is no threshold.',
      'no-positives': 'There are no positives: there is nothing to choose a threshold by.',
      'no-negatives': 'There are no negatives: there is nothing to choose a threshold by.',
    },
  },

  effect: {
    measured,
    cardTitle: 'What focal loss changes here',
    limits:
      'Every loss makes its own values small: a smaller value is no better one, and the table ranks nothing. Where easy negatives carry little, class weights, more data, or a Dice term for masks can do more than γ.',
    figure: {
      title: 'Who carries the gradient',
      caption:
        'The parts of the positives and of the easy negatives (p_t ≥ 0.9) in the gradient of each loss.',
      share: 'share of the gradient',
      bar: ({ loss, part, share }: { loss: string; part: string; share: string }) =>
        `${loss}: ${part} ${share}`,
    },
    easyNegatives: ({ elements, crossEntropy, own }: EasyFacts) =>
      `Easy negatives (p_t ≥ 0.9) are ${percentText(elements)} of the elements. They carry ${percentText(crossEntropy)} of the gradient of cross-entropy and ${percentText(own)} of that of this loss.`,
    room: {
      little:
        'That leaves γ little to take away: class weights or more data are the lever here, not the focusing parameter.',
      some: 'That is what γ takes away here.',
    },
    ratio: ({ ratio, weight }: { ratio: number; weight: number }) =>
      `On these logits the gradient of this loss is ${percentText(ratio)} of that of cross-entropy; loss_weight = ${numberText(weight)} makes it as large. With SGD that is a matter of the learning rate. Adam hardly sees it, but clipping, weight decay and sums with other losses do.`,
    title: 'Losses on the same logits; their values cannot be compared with each other',
    header: {
      loss: 'loss',
      value: 'mean value',
      gradient: 'mean |gradient|',
      positives: 'positives',
      hardest: 'hardest 1 %',
      easyNegatives: 'easy negatives',
    },
    none: 'There is nothing to compare: that takes a sigmoid, hard targets of both sides and one α between 0 and 1.',
  },
};

interface PositiveFacts {
  positiveClass: string | null;
  positives: number;
  all: number;
}

interface BalanceFacts {
  alpha: number | null;
  gamma: number;
  share: number;
  balanced: number;
}

interface HeldOutFacts {
  /** Before and after the map. */
  errors: readonly [number, number];
  logLosses: readonly [number, number];
  constant: { prior: number; logLoss: number };
  /** Log losses; null without a fit. */
  temperature: number | null;
  platt: number | null;
}

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

interface EasyFacts {
  elements: number;
  crossEntropy: number;
  own: number;
}
