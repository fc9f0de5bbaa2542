import { numberText } from '../../format/number-text';
import { baseName } from '../../tensor/file-names';
import { type FindingEvidence, type FindingRule, inputOf, nameOf } from './evidence';

/** Values in [0, 1] under the name of logits, or taken for logits by choice. */
export const probabilitiesAsLogits: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (minimum === null || maximum === null || minimum < 0 || maximum > 1 || minimum === maximum) {
    return null;
  }
  const chosen = interpretation.input === 'logits' && interpretation.link === 'sigmoid';
  if (!chosen && !(interpretation.input === 'probabilities' && isNamed(evidence, /logit/i))) {
    return null;
  }
  const name = interpretation.link === 'sigmoid' ? 'sigmoid' : 'softmax';
  return {
    id: 'probabilities-as-logits',
    severity: 'error',
    title: 'Probabilities where logits are expected',
    seen: `${nameOf(evidence, 'logits')} is ${chosen ? 'taken for logits' : 'named as logits'}, but all values lie in ${numberText(minimum)}…${numberText(maximum)}${name === 'softmax' ? ' and sum to one over the classes' : ''}: a ${name} has been applied already.`,
    means:
      name === 'sigmoid'
        ? 'A loss "with logits" applies a second sigmoid: every p lies in [0.5, 0.7311], no negative can be learned, and the loss stays near log 2.'
        : 'A cross-entropy from logits applies a second softmax: no class can become probable, and gradients are tiny.',
    fix: `Give the loss the values before the ${name}: remove the ${name} from the model's last layer while training.`,
  };
};

/** Values outside [0, 1] under the name of probabilities, or taken for them by choice. */
export const logitsAsProbabilities: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (minimum === null || maximum === null || (minimum >= 0 && maximum <= 1)) {
    return null;
  }
  const chosen = interpretation.input === 'probabilities';
  if (!chosen && !isNamed(evidence, /prob|^p$/i)) {
    return null;
  }
  return {
    id: 'logits-as-probabilities',
    severity: 'error',
    title: 'Logits where probabilities are expected',
    seen: `${nameOf(evidence, 'logits')} is ${chosen ? 'taken for probabilities' : 'named as probabilities'}, but its values span ${numberText(minimum)}…${numberText(maximum)}.`,
    means:
      'A loss of probabilities takes the logarithm of these: NaN for those below 0, or a clipped constant without a gradient (Keras with from_logits=False, the default).',
    fix: 'Use the loss "with logits" (from_logits=True in Keras), or apply the sigmoid or softmax first.',
  };
};

function isNamed(evidence: FindingEvidence, pattern: RegExp): boolean {
  const input = inputOf(evidence, 'logits');
  return input !== undefined && pattern.test(baseName(input.array));
}
