import { countText } from '../../../format/count-text';
import { numberText } from '../../../format/number-text';
import { type Index, indexText, type NamedArray } from '../../facts';
import { arrayText, counted, form } from '../words';

/** Findings about the values of the logits or probabilities. */
export const predictionFindings = {
  'not-probabilities': {
    title: 'Values that are no probabilities',
    seen: ({ logits, elements, wrong, value, index, link }: NotProbabilitiesFacts) =>
      link === 'softmax'
        ? `${countText(wrong)} of ${counted(elements, 'row')} of ${arrayText(logits)} ${form(wrong, 'sums', 'sum')} to 0 or ${form(wrong, 'holds', 'hold')} a value below 0; the first such value is ${value} at index ${indexText(index)}. ${form(wrong, 'It is', 'They are')} left out of every sum.`
        : `${countText(wrong)} of ${counted(elements, 'value')} of ${arrayText(logits)} ${form(wrong, 'lies', 'lie')} outside [0, 1], the first ${value} at index ${indexText(index)}. ${form(wrong, 'It is', 'They are')} left out of every sum.`,
    means:
      'All others are probabilities, so these were not filled in, or were changed after the model gave them.',
    fix: 'Look at these examples: rows that were never written, padding, or an average over nothing.',
  },
  decisions: {
    title: 'Decisions instead of scores',
    seen: ({ logits, minimum, maximum }: DecisionsFacts) =>
      `${arrayText(logits)} holds class decisions, whole numbers from ${numberText(minimum)} to ${numberText(maximum)}, and no scores.`,
    means:
      'A decision says nothing about how sure the model is: there is no loss, no calibration and no threshold to choose.',
    fix: 'Save what the model gives before argmax or a threshold: its logits, or predict_proba instead of predict.',
  },
  'softmax-over-examples': {
    title: 'A softmax over the wrong axis',
    seen: ({ logits }: { logits: NamedArray }) =>
      `In ${arrayText(logits)} each class sums to one over the examples, but no example over its classes.`,
    means:
      'The examples of a batch compete with each other instead of the classes: each prediction depends on what else is in the batch.',
    fix: 'Apply the softmax over the classes: softmax(dim=-1), or dim=1 for (N, C, …); or give the loss the logits.',
  },
  'probabilities-as-logits': {
    title: 'Probabilities where logits are expected',
    seen: ({ logits, isChosen, link, minimum, maximum }: ProbabilitiesAsLogitsFacts) =>
      `${arrayText(logits)} is ${isChosen ? 'taken for logits' : 'named as logits'}, but all values lie in ${numberText(minimum)}…${numberText(maximum)}${link === 'softmax' ? ' and sum to one over the classes' : ''}: a ${link} has been applied already.`,
    means: ({ link }: ProbabilitiesAsLogitsFacts) =>
      link === 'sigmoid'
        ? 'A loss "with logits" applies a second sigmoid: every p lies in [0.5, 0.7311], no negative can be learned, and the loss stays near log 2.'
        : 'A cross-entropy from logits applies a second softmax: no class can become probable, and gradients are tiny.',
    fix: ({ link }: ProbabilitiesAsLogitsFacts) =>
      `Give the loss the values before the ${link}: remove the ${link} from the model's last layer while training.`,
  },
  'logits-as-probabilities': {
    title: (facts: LogitsAsProbabilitiesFacts) => {
      const scale = scaleOf(facts);
      return `${scale === null ? 'Logits' : scale === 100 ? 'Percentages' : `Scores from 0 to ${countText(scale)}`} where probabilities are expected`;
    },
    seen: ({ logits, isChosen, shownBy, scale, minimum, maximum }: LogitsAsProbabilitiesFacts) => {
      const range = `span ${numberText(minimum)}…${numberText(maximum)}`;
      if (shownBy === 'rows') {
        return `The values of ${arrayText(logits)} ${range} and sum to 100 over the classes.`;
      }
      return shownBy === 'targets'
        ? `The values of ${arrayText(logits)} ${range}, and the targets are far likelier by ${scale === 255 ? 'probabilities as bytes' : 'percentages'} than by logits, whatever these are divided by.`
        : `${arrayText(logits)} is ${isChosen ? 'taken for probabilities' : 'named as probabilities'}, but its values ${range}.`;
    },
    means: (facts: LogitsAsProbabilitiesFacts) =>
      scaleOf(facts) === null
        ? 'A loss of probabilities takes the logarithm of these: NaN for those below 0, or a clipped constant without a gradient (Keras with from_logits=False, the default).'
        : 'A loss of probabilities clips all above 1 to a constant without a gradient, and a loss of logits takes every value above 30 for certainty.',
    fix: (facts: LogitsAsProbabilitiesFacts) => {
      const scale = scaleOf(facts);
      return scale === null
        ? 'Use the loss "with logits" (from_logits=True in Keras), or apply the sigmoid or softmax first.'
        : `Divide the values by ${scale}, or save the probabilities before they are multiplied by it.`;
    },
  },
  'log-probabilities-as-logits': {
    title: 'Log-probabilities where logits are expected',
    seen: ({ logits, minimum, maximum }: RangeFacts) =>
      `${arrayText(logits)} is named as log-probabilities, and its values span ${numberText(minimum)}…${numberText(maximum)}.`,
    means:
      'A loss "with logits" applies a sigmoid to these: no probability above one half comes out, and the negatives keep their loss.',
    fix: 'Save the logits, or the probabilities: numpy.exp of these values.',
  },
  'double-sigmoid': {
    title: 'A sigmoid applied twice',
    seen: ({ logits, minimum, maximum }: RangeFacts) =>
      `All values of ${arrayText(logits)} lie in ${numberText(minimum)}…${numberText(maximum)}, inside [0.5, 0.7311], the range of the sigmoid of a probability.`,
    means:
      'The model can never say "negative": p stays at or above 0.5, the negatives keep their loss, and training stalls near log 2.',
    fix: 'Apply the sigmoid once: leave it to the loss "with logits", or use the loss of probabilities.',
  },
  'double-softmax': {
    title: 'A softmax applied twice',
    seen: ({ logits, minimum, maximum, classes, least, most }: DoubleSoftmaxFacts) =>
      `All values of ${arrayText(logits)} lie in ${numberText(minimum)}…${numberText(maximum)}; a softmax of probabilities over ${counted(classes, 'class', 'classes')} lies in ${numberText(least)}…${numberText(most)}.`,
    means: ({ most, leastLoss }: DoubleSoftmaxFacts) =>
      `No class can become more probable than ${numberText(most)}: the loss cannot fall below ${numberText(leastLoss)}, and gradients are tiny.`,
    fix: 'Apply the softmax once: a cross-entropy from logits applies it itself.',
  },
  'constant-output': {
    title: 'The output is constant',
    seen: ({ logits, value, maximum, elements }: ConstantOutputFacts) =>
      maximum === undefined
        ? `All values of ${arrayText(logits)} are ${numberText(value)} (${counted(elements, 'element')}).`
        : `Each class of ${arrayText(logits)} has the same value in every example, from ${numberText(value)} to ${numberText(maximum)} (${counted(elements, 'element')}).`,
    means:
      'The model does not look at its input: a dead layer, weights of zero, or an array that was never filled.',
    fix: "Check the activations layer by layer, the initialisation, and that the saved array is the model's output.",
  },
  'float16-overflow': {
    title: ({ isHalf }: OverflowFacts) =>
      isHalf ? 'float16 has overflowed' : 'Logits too large for float16',
    seen: ({ logits, values }: OverflowFacts) =>
      `In ${arrayText(logits)} ${counted(values, 'value')} ${form(values, 'reaches or exceeds', 'reach or exceed')} 65,504, the largest number in float16.`,
    means: ({ isHalf }: OverflowFacts) =>
      isHalf
        ? 'Larger values have become Infinity, and their loss NaN.'
        : 'Under mixed precision these become Infinity, and their loss NaN.',
    fix: 'Compute the loss in float32 (logits.float()), outside autocast.',
  },
};

interface NotProbabilitiesFacts {
  logits: NamedArray;
  elements: number;
  wrong: number;
  value: string;
  index: Index;
  link: 'sigmoid' | 'softmax';
}

interface DecisionsFacts {
  logits: NamedArray;
  minimum: number;
  maximum: number;
}

interface ConstantOutputFacts {
  logits: NamedArray;
  value: number;
  /** The largest value, where each class has its own. */
  maximum?: number;
  elements: number;
}

interface RangeFacts {
  logits: NamedArray;
  minimum: number;
  maximum: number;
}

interface ProbabilitiesAsLogitsFacts extends RangeFacts {
  /** The user took them for logits; otherwise their name says so. */
  isChosen: boolean;
  link: 'sigmoid' | 'softmax';
}

export interface LogitsAsProbabilitiesFacts extends RangeFacts {
  /** The user took them for probabilities; otherwise their name says so. */
  isChosen: boolean;
  /** The values have the range of percentages; earlier reports do not say. */
  arePercentages?: boolean;
  /** The factor by which probabilities with this range were multiplied. */
  scale?: 100 | 255 | 1000;
  /** The evidence of percentages where neither name nor choice tells. */
  shownBy?: 'rows' | 'targets';
}

interface DoubleSoftmaxFacts extends RangeFacts {
  classes: number;
  /** The range of a softmax of probabilities. */
  least: number;
  most: number;
  /** The cross-entropy at `most`. */
  leastLoss: number;
}

interface OverflowFacts {
  logits: NamedArray;
  isHalf: boolean;
  values: number;
}

/** The factor by which probabilities were multiplied; null for logits. Earlier reports say only whether they are percentages. */
export function scaleOf({ scale, arePercentages }: LogitsAsProbabilitiesFacts): number | null {
  return scale ?? (arePercentages === true ? 100 : null);
}
