import { parameterOfName, wordsOfName } from '../losses/names';
import type { Parameter } from '../run/language/program';
import type { Value } from '../run/language/values';

/** The values that a probe gives to the settings of a loss, by name. */
export type Settings = ReadonlyMap<string, Value>;

/** The role of a loss's parameter, by its name. */
export type ParameterKind =
  | 'alpha'
  | 'gamma'
  | 'classWeights'
  | 'predictions'
  | 'targets'
  | 'classCount'
  | 'reduction'
  | 'normaliser'
  | 'device'
  /** True to move tensors to a GPU. */
  | 'onGpu'
  | 'positiveWeight'
  | 'smoothing'
  /** The loss that a focal loss wraps. */
  | 'baseLoss'
  | 'epsilon'
  | 'ignoredTarget'
  /** A factor or divisor of the logits. */
  | 'scale'
  | 'margin'
  /** How many examples each class has. */
  | 'examplesPerClass'
  /** β of the effective number of examples. */
  | 'effectiveNumber'
  | 'axis'
  /** The name of the loss, for a function that computes one of several. */
  | 'lossType'
  /** The name of the operation. */
  | 'label'
  /** The functions of Keras, which some libraries hand to their own. */
  | 'kerasBackend'
  /** The exponent of a power other than that of γ. */
  | 'exponent'
  /** Settings of another loss, which is handed them. */
  | 'keywords'
  | 'other';

const WEIGHT_WORDS = new Set(['weight', 'weights']);
/** Words of a weight that is none of classes: of a whole loss, of the network, or of one loss in a sum of several. */
const NOT_WEIGHTS = new Set('loss decay focal dice bce ce iou tversky lovasz'.split(' '));
const TARGET_WORDS = new Set(
  (
    'target targets label labels lbl lbls true truth gt gts y t ytrue tgt tgts groundtruth mask masks ground real actual gold ' +
    'annotation annotations annot annots'
  ).split(' '),
);
const PREDICTION_WORDS = new Set(
  (
    'input inputs logit logits pred preds predict predicted prediction predictions output outputs score scores prob ' +
    'probs probability probabilities ypred yhat hat'
  ).split(' '),
);
/** Words of predictions where no word of targets stands beside them. */
const VAGUE_PREDICTION_WORDS = new Set(
  'x z p classification classifications cls conf confidence confidences out'.split(' '),
);
const NORMALISER_WORDS = new Set(
  'boxes box pos positives positive factor normalizer normaliser norm avg objects'.split(' '),
);
const CLASS_WORDS = new Set('class classes cls label labels category categories'.split(' '));
const COUNT_WORDS = new Set(
  'num n no nb number nums count counts dim size amount channel channels'.split(' '),
);
const ALPHA_WORDS = new Set(['alpha', 'alphas', 'α']);
/** Names of the number of classes in one word. */
const CLASS_COUNTS = new Set('nclass nclasses ncls numclass numclasses classnum'.split(' '));
const BASE_LOSS_NAMES = new Set(
  'loss_fcn loss_fn loss_func loss_fct loss_function base_loss criterion bce bce_loss'.split(' '),
);

const NAMED_KINDS: ReadonlyMap<string, ParameterKind> = new Map(
  (
    [
      ['alpha', 'balance_param alphas alfa alpha_t'],
      ['gamma', 'gama gammas'],
      ['gamma', 'focus'],
      ['lossType', 'loss_type loss_name'],
      ['epsilon', 'eps epsilon'],
      [
        'ignoredTarget',
        'ignore ignore_index ignore_label ignore_idx ignored_index ignore_lb pad pad_id pad_idx pad_index padding_idx',
      ],
      ['scale', 'temperature temp s scale tau'],
      ['margin', 'margin m'],
      [
        'examplesPerClass',
        'samples_per_cls samples_per_class cls_num_list class_counts num_per_cls class_freq freq',
      ],
      ['label', 'name scope'],
      ['kerasBackend', 'backend'],
      ['onGpu', 'cuda use_cuda use_gpu gpu is_cuda is_gpu'],
      ['axis', 'dim axis class_axis'],
    ] as const
  ).flatMap(([kind, names]) => names.split(' ').map((name): [string, ParameterKind] => [name, kind])),
);

/** Matches the type of a list of numbers. */
const SEVERAL = /\b(?:list|sequence|tuple|iterable)\b/i;

/** A parameter with what the code shows that its name does not tell. */
export interface ToldParameter extends Parameter {
  readonly role?: ParameterKind;
  /** The texts that the code compares it with. */
  readonly choices?: readonly string[];
  /** True for a tensor that the code uses as a mask. */
  readonly isMask?: boolean;
  /** True for a number of which the code asks for attributes, as tensors have. */
  readonly isArray?: boolean;
  /** True for an α of which the code says that it is one weight a class. */
  readonly isPerClass?: boolean;
  /** True for a number that the code takes from what no run knows, such as its data. */
  readonly isOfData?: true;
  /** True for a number that the code gives itself: no parameter of the user's. */
  readonly isConstant?: true;
}

/** Names of α and γ where they have a default: tensors and switches are called so too. */
const WITH_DEFAULT: ReadonlyMap<string, ParameterKind> = new Map([
  ['a', 'alpha'],
  ['balance', 'alpha'],
  ['g', 'gamma'],
]);

/**
 * Kind of a parameter of a constructor or function, by its role if the code shows it, and else by its name. The last part of the
 * name counts for a setting that an object holds, `args.gamma`, and for a part of a tensor that is taken apart, `outputs/logits`.
 */
export function kindOfParameter(
  parameter: Pick<ToldParameter, 'name' | 'role'> & Partial<Pick<Parameter, 'default' | 'annotation'>>,
): ParameterKind {
  if (parameter.role) {
    return parameter.role;
  }
  const name = lastPart(parameter.name);
  const { default: byDefault } = parameter;
  const kindWithDefault = byDefault ? WITH_DEFAULT.get(name) : undefined;
  if (kindWithDefault && !(byDefault?.type === 'constant' && typeof byDefault.value === 'boolean')) {
    return kindWithDefault;
  }
  const named = parameterOfName(name);
  if (named) {
    return named.parameter;
  }
  const words = wordsOfName(name);
  const kind = NAMED_KINDS.get(words.join('_'));
  if (kind) {
    return kind;
  }
  const has = (known: ReadonlySet<string>): boolean => words.some((word) => known.has(word));
  // `class_alpha`, `alpha_per_class`
  if (
    has(ALPHA_WORDS) &&
    words.every((word) => ALPHA_WORDS.has(word) || CLASS_WORDS.has(word) || word === 'per')
  ) {
    return 'alpha';
  }
  if (name === 'reduction' || name === 'size_average' || name === 'reduce') {
    return 'reduction';
  }
  if (words.includes('per') && has(CLASS_WORDS) && !has(WEIGHT_WORDS)) {
    return 'examplesPerClass';
  }
  if (CLASS_COUNTS.has(words.join('')) || isCountOfClasses(words)) {
    return SEVERAL.test(parameter.annotation ?? '') ? 'examplesPerClass' : 'classCount';
  }
  if (BASE_LOSS_NAMES.has(name)) {
    return 'baseLoss';
  }
  if (words.includes('device')) {
    return 'device';
  }
  if (words.includes('smooth') || words.includes('smoothing')) {
    return isTiny(parameter.default) ? 'epsilon' : 'smoothing';
  }
  if (words.includes('pos') && has(WEIGHT_WORDS)) {
    return 'positiveWeight';
  }
  // `num_masks`
  if (words.at(-1) === 'masks' && words.slice(0, -1).some((word) => COUNT_WORDS.has(word))) {
    return 'normaliser';
  }
  if (has(NORMALISER_WORDS) && words.every((word) => NORMALISER_WORDS.has(word) || COUNT_WORDS.has(word))) {
    return 'normaliser';
  }
  if (has(WEIGHT_WORDS) && (has(CLASS_WORDS) || !has(NOT_WEIGHTS))) {
    return 'classWeights';
  }
  if (has(PREDICTION_WORDS)) {
    return 'predictions';
  }
  if (has(TARGET_WORDS)) {
    return 'targets';
  }
  return has(VAGUE_PREDICTION_WORDS) ? 'predictions' : 'other';
}

/** True for a number that smooths no targets: it keeps a divisor or a logarithm from 0. */
function isTiny(written: Parameter['default'] | undefined): boolean {
  const value = written?.type === 'constant' ? written.value : null;
  return typeof value === 'number' && value > 0 && value < 1e-3;
}

/** Tensors have no default; settings have one or a name that says what they are. */
export function isTensor(parameter: Parameter): boolean {
  return isPart(parameter) || (parameter.default === null && mayBeTensor(parameter));
}

/** True unless the name or the default says that it is a setting. */
export function mayBeTensor(parameter: Parameter): boolean {
  const kind = kindOfParameter(parameter);
  const { default: value } = parameter;
  const isTensorKind = kind === 'predictions' || kind === 'targets' || kind === 'other';
  return (
    isPart(parameter) || (isTensorKind && (!value || (value.type === 'constant' && value.value === null)))
  );
}

/** `cfg.LOSS.GAMMA` → `GAMMA`, `outputs/logits` → `logits`. */
export function lastPart(name: string): string {
  return name.split(/[./]/).at(-1) ?? '';
}

/** True for a part of a tensor that the code takes apart. */
export function isPart({ name }: Parameter): boolean {
  return name.includes('/');
}

/** True for a name with a word for a number of things, such as `num_boxes`. */
export function isCountName(name: string): boolean {
  return wordsOfName(name).some((word) => COUNT_WORDS.has(word));
}

/** `num_classes`, `class_dim`: a word for classes, one for their number, and no other. */
function isCountOfClasses(words: readonly string[]): boolean {
  const isClasses = (word: string): boolean => CLASS_WORDS.has(word);
  const isCount = (word: string): boolean => COUNT_WORDS.has(word);
  return (
    words.some(isClasses) &&
    words.some(isCount) &&
    words.every((word) => isClasses(word) || isCount(word) || word === 'of')
  );
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

/** The settings of these parameters, and the others. */
export function partedBy(
  given: Settings,
  parameters: readonly Parameter[],
): [Map<string, Value>, Map<string, Value>] {
  const names = new Set(parameters.map(({ name }) => name));
  const entries = [...given];
  return [
    new Map(entries.filter(([name]) => names.has(name))),
    new Map(entries.filter(([name]) => !names.has(name))),
  ];
}

/** All settings: those around the loss, unless it has one of the same name, and its own. */
export function withAround(around: readonly Parameter[], settings: readonly Parameter[]): Parameter[] {
  const names = new Set(settings.map(({ name }) => name));
  return [...around.filter(({ name }) => !names.has(name)), ...settings];
}
