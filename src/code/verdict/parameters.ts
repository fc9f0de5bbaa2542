import { parameterOfName, wordsOfName } from '../losses/names';
import type { Parameter } from '../run/language/program';

/** What a parameter of a loss is, by its name. */
export type ParameterKind =
  | 'alpha'
  | 'gamma'
  | 'classWeights'
  | 'predictions'
  | 'targets'
  | 'classCount'
  | 'reduction'
  | 'normaliser'
  | 'other';

const WEIGHT_WORDS = new Set(['weight', 'weights']);
const NOT_WEIGHTS = new Set(['loss', 'decay', 'pos']);
const TARGET_WORDS = new Set(
  'target targets label labels true truth gt gts y t ytrue tgt tgts groundtruth mask masks ground'.split(' '),
);
const PREDICTION_WORDS = new Set(
  'input inputs logit logits pred preds prediction predictions output outputs score scores prob probs probability x z p ypred yhat'.split(
    ' ',
  ),
);
const NORMALISER_WORDS = new Set(
  'boxes box pos positives positive factor normalizer normaliser norm avg objects'.split(' '),
);
const CLASS_WORDS = new Set('class classes num n number labels count nums'.split(' '));

/** Kind of a parameter of a constructor or function, by its name. */
export function kindOfParameter({ name }: Pick<Parameter, 'name'>): ParameterKind {
  const named = parameterOfName(name);
  if (named) {
    return named.parameter;
  }
  const words = wordsOfName(name);
  const has = (known: ReadonlySet<string>): boolean => words.some((word) => known.has(word));
  if (name === 'reduction' || name === 'size_average' || name === 'reduce') {
    return 'reduction';
  }
  if (words.length > 1 && words.every((word) => CLASS_WORDS.has(word))) {
    return 'classCount';
  }
  if (has(NORMALISER_WORDS) && words.every((word) => NORMALISER_WORDS.has(word) || CLASS_WORDS.has(word))) {
    return 'normaliser';
  }
  if (has(WEIGHT_WORDS) && !has(NOT_WEIGHTS)) {
    return 'classWeights';
  }
  if (has(PREDICTION_WORDS)) {
    return 'predictions';
  }
  return has(TARGET_WORDS) ? 'targets' : 'other';
}

/** Tensors have no default; settings have one or a name that says what they are. */
export function isTensor(parameter: Parameter): boolean {
  const kind = kindOfParameter(parameter);
  return parameter.default === null && (kind === 'predictions' || kind === 'targets' || kind === 'other');
}

/** The order in which a function takes its predictions and targets. */
export type TensorOrder = 'predictionsFirst' | 'targetsFirst';

/** Predictions come first unless the names say otherwise. */
export function orderOf(first: string, second: string): TensorOrder {
  const [one, other] = [kindOfParameter({ name: first }), kindOfParameter({ name: second })];
  const isReversed =
    (one === 'targets' && other !== 'targets') || (other === 'predictions' && one !== 'predictions');
  return isReversed ? 'targetsFirst' : 'predictionsFirst';
}
