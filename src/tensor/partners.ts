import { baseName, extensionOf } from './file-names';
import { isAscii, roleOf } from './roles';

/** Words in file names that mean logits (of any kind) or targets; the first match wins. */
const LOGITS_WORDS = [
  'logits',
  'logit',
  'scores',
  'outputs',
  'output',
  'y_score',
  'y_scores',
  'y_prob',
  'y_probs',
  'y_proba',
  'y_pred_prob',
  'y_pred_proba',
  'log_probs',
  'probs',
  'prob',
  'proba',
  'y_pred',
  'y_hat',
  'predictions',
  'preds',
  'pred',
  'x',
  'p',
];
const TARGETS_WORDS = ['targets', 'target', 'labels', 'label', 'y_true', 'groundtruth', 'gt', 'y', 't'];

/** Parts of the data, as the last word of a name. */
const SPLITS = ['test', 'val', 'valid', 'train'];

/**
 * Names of files that may hold the other half of a pair, most likely first: `val_logits.npy` gives `val_targets.npy`,
 * `val_labels.npy` and others. The caller looks which of them exists beside the file.
 * @param fileName path or name; the answers are names without a folder
 */
export function partnerNames(fileName: string): string[] {
  const base = baseName(fileName);
  const extension = base.slice(base.length - extensionOf(base).length);
  const stem = base.slice(0, base.length - extension.length);
  const role = roleOf(stem);
  if (role !== 'logits' && role !== 'targets') {
    return [];
  }
  const [own, others] = role === 'logits' ? [LOGITS_WORDS, TARGETS_WORDS] : [TARGETS_WORDS, LOGITS_WORDS];
  const found = own.map((word) => ({ word, at: indexOfWord(stem, word) })).filter(({ at }) => at >= 0);
  // The longest word wins: `y_pred` contains `y_pred` and `pred`.
  const [match] = found.toSorted((a, b) => b.word.length - a.word.length);
  if (match === undefined) {
    return [];
  }
  const { word, at } = match;
  const style = stem.slice(at, at + word.length) === word.toUpperCase() ? 'upper' : 'lower';
  const partners = orderFor(word, others).map((other) => {
    const partner = style === 'upper' ? other.toUpperCase() : other;
    return `${stem.slice(0, at)}${partner}${stem.slice(at + word.length)}`;
  });
  return [...partners, ...partners.flatMap(withOrWithoutSplit)].map((partner) => `${partner}${extension}`);
}

/** The other half may tell which part of the data it is of while this one does not, and the other way round. */
function withOrWithoutSplit(stem: string): string[] {
  const split = SPLITS.find((one) => stem.toLowerCase().endsWith(`_${one}`));
  return split === undefined
    ? SPLITS.map((one) => `${stem}_${one}`)
    : [stem.slice(0, stem.length - split.length - 1)];
}

/** Words that nearly always come as a pair are tried before the others. */
const USUAL_PARTNERS: Readonly<Record<string, string>> = {
  y_pred: 'y_true',
  y_hat: 'y_true',
  y_score: 'y_true',
  y_scores: 'y_true',
  y_prob: 'y_true',
  y_probs: 'y_true',
  y_proba: 'y_true',
  y_pred_prob: 'y_true',
  y_pred_proba: 'y_true',
  x: 'y',
  p: 'y',
  pred: 'gt',
  y_true: 'y_score',
  y: 'x',
  gt: 'pred',
};

function orderFor(word: string, others: readonly string[]): string[] {
  const usual = USUAL_PARTNERS[word];
  return usual === undefined ? [...others] : [usual, ...others.filter((other) => other !== usual)];
}

/** The index of `word` as a whole word, in any case; -1 if it does not occur. */
function indexOfWord(stem: string, word: string): number {
  // Most words do not occur at all, and compiling a pattern for each takes longer than reading a small file.
  if (!stem.toLowerCase().includes(word)) {
    return -1;
  }
  const [letter, flags] = isAscii(stem) ? ['[a-z0-9]', 'i'] : ['[\\p{L}\\p{N}]', 'iu'];
  return stem.search(new RegExp(`(?<!${letter})${word}(?!${letter})`, flags));
}
