/** The two parameters of focal loss that code sets. */
export type FocalParameterName = 'alpha' | 'gamma';

/** A parameter that a name suggests, and how certainly: `focal_alpha` is focal loss's `own`, `alpha` is `shared`. */
export interface NamedParameter {
  readonly parameter: FocalParameterName;
  readonly certainty: 'own' | 'shared';
}

const PARAMETER_WORDS: Readonly<Record<string, FocalParameterName>> = {
  alpha: 'alpha',
  alphas: 'alpha',
  α: 'alpha',
  gamma: 'gamma',
  γ: 'gamma',
};

/** Names of γ without `gamma` in them. */
const FOCUSING_NAMES = new Set(['focusing', 'focusing_param', 'focusing_parameter', 'focusing_factor']);

/** A name with "focal", "gamma" and one of these words is a parameter of something else. */
const FOREIGN_PARAMETER_WORDS = new Set(
  'lr learning rate scheduler schedule step decay adam optimizer correction length tversky net'.split(' '),
);

/**
 * A name with "focal" and one of these words is no loss: lenses, FocalNet's modulation, and procedures that only use a
 * focal loss.
 */
const FOREIGN_WORDS = new Set(
  (
    'length lengths plane point points distance net nets network modulation transformer attention stack stacked ' +
    'conv lens camera depth x y px mm cosine ' +
    'train trainer training run runner fit test tests evaluate eval experiment main plot draw show visualize ' +
    'scheduler schedule optimizer model dataset callback augment augmentation'
  ).split(' '),
);

/** A name with "focal" and one of these words is a relative of focal loss with another formula. */
const RELATIVES_WORDS = new Set(
  'frequency tversky distribution unified asymmetric gaussian penalty reduced heatmap triplet contrastive'.split(
    ' ',
  ),
);

/** Matches words of distances between boxes. A focal loss of them weakens those that fit, and has no p_t: `FocalEIoULoss`. */
const DISTANCE_OF_BOXES = /(?:^|_)[cdegsw](?:iou|_io_u)(?:_|$)/;

const LOSS_WORDS = new Set(
  'loss losses criterion criteria objective crossentropy entropy ce bce xent nll fl cost'.split(' '),
);

/** Words that may occur beside "focal" in the name of a loss without the word "loss". */
const NEUTRAL_WORDS = new Set(
  (
    'focal binary sigmoid softmax multi class multiclass multilabel label categorical sparse weighted balanced ' +
    'alpha my custom get make build create compute calculate fn func function with from logits py torch tf keras ' +
    'jax star smooth soft hard config cfg conf options params parameters settings args opt opts'
  ).split(' '),
);

/** `FocalLossV2`, `focal_loss`, `FOCAL_LOSS`, `focalLoss` → their words in lower case. */
export function wordsOfName(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_\-.$#]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/**
 * The parameter that a name may mean. `alpha`, `γ`, `_gamma`, `ALPHA` have other uses too (Adam, learning-rate schedules,
 * plot opacity) and count only inside a focal loss. `focal_gamma`, `FOCAL_LOSS_ALPHA`, `fl_gamma` count everywhere.
 *
 * @param isOfFocalLoss true where a text about the name speaks of focal loss, so that `cls_gamma` counts too
 */
export function parameterOfName(name: string, isOfFocalLoss = false): NamedParameter | undefined {
  const words = wordsOfName(name);
  if (FOCUSING_NAMES.has(words.join('_'))) {
    return { parameter: 'gamma', certainty: 'shared' };
  }
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  const parameter = parameterWord(last) ?? parameterWord(first);
  if (!parameter) {
    return undefined;
  }
  if (words.length === 1) {
    return { parameter, certainty: 'shared' };
  }
  const saysSo = words.some((word) => word === 'focal' || word === 'focalloss' || word === 'fl');
  if (!(saysSo || isOfFocalLoss) || words.some((word) => FOREIGN_PARAMETER_WORDS.has(word))) {
    return undefined;
  }
  return { parameter, certainty: 'own' };
}

/** True if the name of a function, class, registry key or variable says that it is a focal loss. */
export function isFocalLossName(name: string): boolean {
  const words = wordsOfName(name.replace(/\d+$/, ''));
  if (isOther(words)) {
    return false;
  }
  if (words.some((word) => /focal_?loss/.test(word))) {
    return true;
  }
  if (!words.includes('focal')) {
    return false;
  }
  return words.some((word) => LOSS_WORDS.has(word)) || words.every((word) => NEUTRAL_WORDS.has(word));
}

/** True if a word of the name says that it is a loss. */
export function isNameOfLoss(name: string): boolean {
  return wordsOfName(name).some((word) => LOSS_WORDS.has(word));
}

/** True if "focal" is a word of the name, and no other word says that it is no loss. The code must show the rest. */
export function mayBeFocalLoss(name: string): boolean {
  const words = wordsOfName(name.replace(/\d+$/, ''));
  return !isOther(words) && words.some((word) => word === 'focal' || word === 'focalloss');
}

/** True if a word beside "focal" says that this is no focal loss of classes. */
function isOther(words: readonly string[]): boolean {
  return words.some((word) => FOREIGN_WORDS.has(word)) || isOfRelative(words);
}

/** True if the name is that of a relative of focal loss, whose α and γ have other meanings. */
export function isNameOfRelative(name: string): boolean {
  const words = wordsOfName(name);
  if (words.includes('varifocal')) {
    return true;
  }
  return words.includes('focal') && isOfRelative(words);
}

function isOfRelative(words: readonly string[]): boolean {
  return words.some((word) => RELATIVES_WORDS.has(word)) || DISTANCE_OF_BOXES.test(words.join('_'));
}

function parameterWord(word: string): FocalParameterName | undefined {
  return Object.hasOwn(PARAMETER_WORDS, word) ? PARAMETER_WORDS[word] : undefined;
}
