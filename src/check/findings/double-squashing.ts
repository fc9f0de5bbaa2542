import { VERDICTS } from './consequences';
import { type FindingRule, nameOf } from './evidence';

/** σ(1): the largest sigmoid of a probability. */
const MOST_OF_DOUBLE_SIGMOID = Math.E / (1 + Math.E);
/** Float32 rounding of the limits. */
const ROUNDING = 1e-4;
/** Values must reach this share of the way to both limits, as they do after a confident inner softmax. */
const NEAR_LIMIT = 0.8;

/** Values inside [0.5, 0.7311]: a sigmoid of a sigmoid. */
export const doubleSigmoid: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (interpretation.link !== 'sigmoid' || interpretation.input === 'logits') {
    return null;
  }
  if (minimum === null || maximum === null || minimum === maximum) {
    return null;
  }
  if (minimum < 0.5 - ROUNDING || maximum > MOST_OF_DOUBLE_SIGMOID + ROUNDING) {
    return null;
  }
  return {
    id: 'double-sigmoid',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      minimum,
      maximum,
    },
    leadsTo: VERDICTS,
  };
};

/** Rows within the narrow range of a softmax of probabilities that reach near both ends of it. */
export const doubleSoftmax: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  const { classes } = interpretation;
  if (interpretation.link !== 'softmax' || interpretation.input === 'logits') {
    return null;
  }
  if (minimum === null || maximum === null || classes === null) {
    return null;
  }
  const most = Math.E / (Math.E + classes - 1);
  const least = 1 / (Math.E + classes - 1);
  const isInside = minimum >= least - ROUNDING && maximum <= most + ROUNDING;
  if (!isInside || maximum < NEAR_LIMIT * most || minimum > least / NEAR_LIMIT) {
    return null;
  }
  return {
    id: 'double-softmax',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      minimum,
      maximum,
      classes,
      least,
      most,
      leastLoss: -Math.log(most),
    },
    leadsTo: VERDICTS,
  };
};
