import { countText } from '../../../format/count-text';
import { numberText, percentText } from '../../../format/number-text';
import { type Index, indexText, type NamedArray } from '../../facts';
import { arrayText, counted, form } from '../words';

/** Findings about the training: its loss, its parameters, its model. */
export const trainingFindings = {
  'no-positives': {
    title: 'No positive at all',
    seen: ({ negatives }: { negatives: number }) =>
      `All ${counted(negatives, 'element')} ${form(negatives, 'is a negative', 'are negatives')}.`,
    means:
      'Divided by the number of positives, the loss is infinite or NaN; and nothing here teaches the model what an object is.',
    fix: 'Divide by max(1, positives). Check the matching of anchors to boxes, the class indices, and that this batch has objects.',
  },
  'positives-without-weight': {
    title: 'The weight or mask removes every positive',
    seen: ({ arrays, positives }: { arrays: readonly NamedArray[]; positives: number }) =>
      `${arrays.map(arrayText).join(' and ')} ${form(arrays.length, 'is', 'are')} zero on all ${counted(positives, 'positive')}.`,
    means: 'The loss sees negatives alone: the model learns to answer "nothing" everywhere.',
    fix: 'Check whether the mask is inverted, and whether it is aligned with the targets.',
  },
  'prior-bias-missing': {
    title: 'The prior-probability initialisation is missing',
    seen: ({ undecidedShare, prior }: PriorBiasFacts) =>
      `${percentText(undecidedShare)} of the elements have p between 1/3 and 2/3, but only ${percentText(prior)} are positives.`,
    means:
      'Every negative starts with a large loss: their sum drowns the positives, and the first steps are unstable (Lin et al. 2017, section 3.3).',
    fix: ({ prior, bias, lossConstant = null, paperPrior, paperBias }: PriorBiasFacts) =>
      `For calm first steps start the last layer's bias at −log((1 − π) / π): ${numberText(bias)} for the π = ${numberText(prior)} of this data, ${numberText(paperBias)} for the paper's ${paperPrior}.${lossConstant === null ? '' : ` The constant that minimises this loss is ${numberText(lossConstant)}.`}`,
  },
  'alpha-on-wrong-side': {
    title: 'α is on the wrong side of the imbalance',
    seen: ({ rare, share, gradientShare, alpha }: AlphaSideFacts) =>
      `The ${rare} are ${percentText(share)} of the elements and carry ${percentText(gradientShare)} of the gradient, yet α = ${alpha} gives them the smaller weight.`,
    means:
      'α multiplies the positives and 1 − α the negatives. A small α with rare positives is right only when γ already takes the negatives out of the loss, as α = 0.25 with γ = 2 does in the paper; here it does not.',
    fix: ({ rare }: AlphaSideFacts) =>
      rare === 'positives'
        ? 'Raise α above 0.5 (the paper: 0.75 with γ = 0), or raise γ. Check that your code does not give α to the negatives.'
        : 'Lower α below 0.5. Check which class your code takes for the positive one.',
  },
  'gamma-too-small': {
    title: 'γ is so small that easy negatives carry most of the loss',
    seen: ({ positives, negatives, threshold, focalShare, crossEntropyShare, gamma }: GammaTooSmallFacts) =>
      `There ${form(positives, 'is', 'are')} ${counted(positives, 'positive')} and ${counted(negatives, 'negative')} with p_t ≥ ${threshold}; these negatives carry ${percentText(focalShare)} of the focal loss with γ = ${gamma}${crossEntropyShare === null ? '' : ` (${percentText(crossEntropyShare)} of cross-entropy)`}.`,
    means: 'Most of the loss teaches the model what it knows already, and the positives are outnumbered.',
    fix: "Raise γ (the paper's best is 2, up to 5 works), or check that the model starts with the prior-probability bias.",
  },
  'gamma-too-large': {
    title: 'γ is so large that hardly an example teaches',
    seen: ({ gamma, positives, carriers, carriersWithoutGamma }: GammaTooLargeFacts) =>
      `With γ = ${gamma}, ${percentText(carriers)} of the ${countText(positives)} positives carry 90 % of their gradient; under cross-entropy ${percentText(carriersWithoutGamma)} do.`,
    means: 'The model follows a few of its worst examples, and these are often mislabelled.',
    fix: ({ gamma }: GammaTooLargeFacts) =>
      `Look at the hardest examples first, by their indices: wrong labels among them take most of the gradient. If the labels are right, lower γ${gamma > 1 ? ' to between 0.5 and 1' : ''}.`,
  },
  'saturated-logits': {
    title: 'Saturated logits',
    seen: ({ saturated, wrong, values, minimum, maximum }: SaturatedFacts) => {
      const contradicted =
        wrong > 0
          ? ` ${counted(wrong, 'target')} ${form(wrong, 'says', 'say')} the opposite of such a logit.`
          : '';
      return `${counted(saturated, 'logit')} of ${countText(values)} (${percentText(saturated / values)}) ${form(saturated, 'lies', 'lie')} beyond ±30; the values span ${numberText(minimum)}…${numberText(maximum)}.${contradicted}`;
    },
    means: ({ link, wrong }: SaturatedFacts) => {
      if (wrong > 0) {
        return link === 'softmax'
          ? 'There the softmax is 0 to float32: each costs as much as the distance of the logits, and log(softmax(x)) written out is −Infinity.'
          : 'There σ(x) is 0 or 1 to float32: each costs |x|, and log(σ(x)) written out is −Infinity.';
      }
      return 'They are on the right side: their loss is 0 to float32 and leaves no gradient, which does no harm by itself.';
    },
    fix: ({ wrong }: SaturatedFacts) =>
      wrong > 0
        ? 'Look for a diverging learning rate, a missing normalisation or labels that contradict the data; compute the loss from logits (logsigmoid, log_softmax).'
        : 'Compute the loss from logits (logsigmoid, log_softmax), which holds at any size.',
  },
  'dead-channel': {
    title: ({ count }: DeadChannelFacts) => (count === 1 ? 'A dead channel' : counted(count, 'dead channel')),
    seen: ({ logits, channels, count }: DeadChannelFacts) =>
      `${form(count, 'Channel', 'Channels')} ${channels.join(', ')}${count > channels.length ? ', …' : ''} of ${arrayText(logits)} ${form(count, 'has', 'have')} the same value everywhere, while others vary.`,
    means: 'These classes get the same answer for every example and learn only through their bias.',
    fix: 'Check the weights of the last layer for these classes, dead ReLUs before it, and whether the classes occur in training.',
  },
  'absent-class': {
    title: ({ count }: AbsentClassFacts) =>
      count === 1 ? 'A class that never occurs' : `${counted(count, 'class', 'classes')} that never occur`,
    seen: ({ classes, count, elements }: AbsentClassFacts) => {
      const absent =
        classes === 'negatives'
          ? 'a negative'
          : `${form(count, 'class', 'one of the classes')} ${classes.join(', ')}${count > classes.length ? ', …' : ''}`;
      return `No target is ${absent}, among ${counted(elements, 'element')}.`;
    },
    means:
      'The loss pushes its output down for every example; after enough such batches the class is forgotten. A class weight for it is undefined.',
    fix: 'Check the label mapping (off by one, a background class too many), and sample so that every class appears.',
  },
  'soft-targets': {
    title: 'Soft targets and a loss that assumes hard ones',
    seen: ({ targets }: { targets: NamedArray }) => `${arrayText(targets)} holds values between 0 and 1.`,
    means:
      'The paper defines p_t and α_t for targets 0 and 1. Code that branches on target == 1 treats a soft positive as a negative; code that gathers by index rounds it to class 0.',
    fix: 'Use an implementation that interpolates: p_t = p·y + (1 − p)(1 − y), α_t = α·y + (1 − α)(1 − y), as torchvision.ops.sigmoid_focal_loss and as this report do; or quality focal loss.',
  },
  'label-noise': {
    title: 'Hard examples that look like wrong labels',
    seen: ({ suspects, threshold }: LabelNoiseFacts) =>
      `The model is right about nine in ten, but contradicts ${suspects
        .map(
          ({ side, contradicted, total, hardest }) =>
            `${counted(contradicted, side === 'positives' ? 'positive' : 'negative')} (${percentText(contradicted / total)}) with p_t < ${threshold}, the hardest at ${hardest.map(hardText).join(', ')}`,
        )
        .join('; ')}.`,
    means:
      'Focal loss gives exactly these examples the most weight: if their labels are wrong, it learns the mistakes.',
    fix: 'Look at them by their indices. If they are mislabelled, repair or leave them out; if many are, lower γ.',
  },
};

interface PriorBiasFacts {
  /** Share of the elements with p from 1/3 to 2/3. */
  undecidedShare: number;
  /** Share of the positives. */
  prior: number;
  bias: number;
  /** The bias that minimises the loss; null where α silences a side; not in reports of earlier versions. */
  lossConstant?: number | null;
  paperPrior: number;
  paperBias: number;
}

interface AlphaSideFacts {
  rare: 'positives' | 'negatives';
  /** Shares of the rarer side: of the elements, and of the gradient. */
  share: number;
  gradientShare: number;
  alpha: number;
}

interface GammaTooSmallFacts {
  positives: number;
  /** Those with p_t from the threshold up, and their shares of the losses. */
  negatives: number;
  threshold: number;
  focalShare: number;
  crossEntropyShare: number | null;
  gamma: number;
}

interface GammaTooLargeFacts {
  gamma: number;
  positives: number;
  /** Share of the positives that carry nine tenths of the gradient. */
  carriers: number;
  carriersWithoutGamma: number;
}

interface SaturatedFacts {
  saturated: number;
  /** Elements whose target contradicts such a logit. */
  wrong: number;
  values: number;
  minimum: number;
  maximum: number;
  link: 'sigmoid' | 'softmax';
}

interface DeadChannelFacts {
  logits: NamedArray;
  /** The first of them. */
  channels: readonly number[];
  count: number;
}

interface AbsentClassFacts {
  /** The first of them; the negatives where there are no other classes. */
  classes: readonly number[] | 'negatives';
  count: number;
  elements: number;
}

interface LabelNoiseFacts {
  threshold: number;
  suspects: readonly {
    side: 'positives' | 'negatives';
    contradicted: number;
    total: number;
    /** The first of them, hardest first. */
    hardest: readonly HardExample[];
  }[];
}

interface HardExample {
  index: Index;
  targetProbability: number;
}

function hardText({ index, targetProbability }: HardExample): string {
  return `${indexText(index)} (p_t = ${targetProbability.toExponential(1)})`;
}
