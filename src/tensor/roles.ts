import type { ArrayInfo, RefusedArray } from './tensor-file';

/** The part that an array plays in a focal loss. */
export type Role =
  | 'logits'
  | 'targets'
  | 'loss'
  | 'gradient'
  | 'weight'
  | 'mask'
  | 'ignoreIndex'
  | 'alpha'
  | 'gamma';

/** Answers of a model: scores, or decisions for a class, which have no loss. Any other row is preferred to it. */
const DECISION_NAMES: readonly string[] = [
  ...['predictions', 'prediction', 'preds', 'pred', 'ypred', 'ypreds', 'yhat', 'decisions', 'decision'],
  ...['predlabels', 'predlabel', 'predictedlabels', 'predictedlabel', 'ypredlabel', 'ypredlabels'],
  ...['predclass', 'predclasses', 'predictedclass', 'predictedclasses'],
];

/** Arrays of a file name the part of the data that they are of. */
const SPLITS: readonly string[] = [
  ...['train', 'training', 'val', 'valid', 'validation', 'dev', 'test', 'testing', 'eval', 'holdout'],
];

/** Names of numbers that tell the rows apart and are never what a model is trained towards. */
const IDENTIFIERS: readonly string[] = [
  ...['id', 'ids', 'uid', 'uuid', 'uids', 'index', 'indices', 'indexes', 'idx', 'idxs', 'key', 'keys'],
  ...['row', 'rows', 'rownumber', 'rownumbers', 'rowid', 'position', 'positions', 'timestamp'],
];

/** Names of texts that say which file or record a row is of. */
const FILE_NAMES: readonly string[] = [
  ...['file', 'files', 'filename', 'filenames', 'filepath', 'filepaths', 'path', 'paths', 'url', 'urls'],
  ...['image', 'images', 'imagename', 'imagenames', 'img', 'imgs', 'imgname', 'samplename', 'samplenames'],
];

/**
 * The names of each role, in lower case without separators. Names of an earlier row win over those of a later one. Between
 * names of one row only the user can choose.
 */
const NAMES_BY_ROLE: Readonly<Record<Role, readonly (readonly string[])[]>> = {
  logits: [
    ['logits', 'logit', 'ylogits', 'ylogit'],
    [
      ...['scores', 'score', 'yscore', 'yscores', 'outputs', 'output', 'decisionfunction'],
      ...['yprob', 'yprobs', 'yproba', 'yprobas', 'predprob', 'predprobs', 'predproba'],
      ...['ypredprob', 'ypredprobs', 'ypredproba', 'predictproba'],
    ],
    ['logprobs', 'logprob', 'logproba', 'logprobabilities', 'logsoftmax'],
    ['probs', 'prob', 'probabilities', 'probability', 'proba', 'probas', 'softmax', 'sigmoid'],
    ['p', 'inputs', 'input', 'x'],
    DECISION_NAMES,
  ],
  targets: [
    ['targets', 'target', 'labels', 'label', 'groundtruth', 'gt', 'ytrue', 'truth'],
    ['y', 't', 'classes'],
  ],
  loss: [['loss', 'losses']],
  gradient: [['grad', 'grads', 'gradient', 'gradients']],
  weight: [['weight', 'weights', 'sampleweight', 'sampleweights', 'w']],
  mask: [['mask', 'masks', 'valid']],
  ignoreIndex: [['ignoreindex', 'ignorelabel', 'ignore']],
  alpha: [['alpha', 'α']],
  gamma: [['gamma', 'γ']],
};

const ROLES = Object.keys(NAMES_BY_ROLE) as readonly Role[];

/** The distance of a name from a role; smaller is better. */
interface Match {
  readonly role: Role;
  readonly rank: number;
}

/** Roles with one array, and roles for which several arrays fit equally well. */
export interface RoleAssignment {
  readonly assigned: Readonly<Partial<Record<Role, ArrayInfo>>>;
  /** Arrays between which the user must choose, in the file's order. */
  readonly ambiguous: Readonly<Partial<Record<Role, readonly ArrayInfo[]>>>;
}

/**
 * Finds the roles of a file's arrays from their names. A name may have more words (`val/cls_logits`, `targets_epoch3`): a
 * match of the whole name wins over its last word, and the last word over an earlier one.
 * @throws RefusedArrayError when the only array whose name fits a role cannot be read
 */
export function assignRoles(
  arrays: readonly ArrayInfo[],
  refused: readonly RefusedArray[] = [],
): RoleAssignment {
  const assigned: Partial<Record<Role, ArrayInfo>> = {};
  const ambiguous: Partial<Record<Role, readonly ArrayInfo[]>> = {};
  const readable = arrays.map(withMatch);
  const unreadable = refused.map(withMatch);
  for (const role of ROLES) {
    const best = bestFor(role, readable, role === 'logits' ? decisionPenalty : undefined);
    const [first] = best;
    if (first === undefined) {
      const [only] = bestFor(role, unreadable);
      if (only !== undefined) {
        throw only.error;
      }
    } else if (best.length === 1) {
      assigned[role] = first;
    } else {
      ambiguous[role] = best;
    }
  }
  return { assigned, ambiguous };
}

/** The role that a name suggests. The name is that of an array, or of a file without its extension. */
export function roleOf(name: string): Role | undefined {
  return bestMatch(name)?.role;
}

/**
 * The candidate whose name has most in common with `name`: `epoch2/logits` goes with `epoch2/targets`, not with
 * `epoch1/targets`. Undefined where no one is nearest.
 */
export function nearestByName(name: string, candidates: readonly ArrayInfo[]): ArrayInfo | undefined {
  const own = new Set(wordsOf(name));
  const score = (candidate: ArrayInfo) => wordsOf(candidate.name).filter((word) => own.has(word)).length;
  const [nearest, next] = candidates.toSorted((a, b) => score(b) - score(a));
  return nearest !== undefined && next !== undefined && score(nearest) === score(next) ? undefined : nearest;
}

/**
 * Tells whether an array may be of the same examples as another: not where their names tell of different parts of the data
 * or lie in different groups of the file (`train/loss` beside `val/logits`).
 */
export function isOfSameGroup(name: string, other: string): boolean {
  const splits = splitsOf(other);
  const group = groupOf(name);
  return splitsOf(name).every((word) => splits.includes(word)) && groupOf(other).startsWith(group);
}

function splitsOf(name: string): string[] {
  return wordsOf(name).filter((word) => SPLITS.includes(word));
}

/** `val/logits` → `val/`, and an empty text without a group. */
function groupOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

/** True if the name of an array says that it numbers the rows. */
export function isIdentifier(name: string): boolean {
  // pandas calls a column without a name "Unnamed: 0".
  return wordsOf(name)[0] === 'unnamed' || isCalled(name, IDENTIFIERS);
}

/** True if the name of an array of texts says that it has the file of each row. */
export function namesFiles(name: string): boolean {
  return isCalled(name, FILE_NAMES);
}

/** True if the name of weights says that they are those of classes or of the positives, such as `class_weights`, `pos_weight`. */
export function isOfClassesByName(name: string): boolean {
  return wordsOf(name).some((word) => ['class', 'classes', 'pos', 'positive'].includes(word));
}

function isCalled(name: string, names: readonly string[]): boolean {
  const words = wordsOf(name);
  return [words.join(''), words.slice(-2).join(''), words.at(-1) ?? ''].some((one) => names.includes(one));
}

/** More than any name adds: scores by another name are preferred to what may be, or by its type must be, decisions. */
const DECISION_PENALTY = 10_000;

function decisionPenalty({ name, dtype }: ArrayInfo): number {
  const words = wordsOf(name).filter((word) => !SPLITS.includes(word));
  const isNamed = [words.at(-1), words.slice(-2).join(''), words.join('')].some((word) =>
    DECISION_NAMES.includes(word ?? ''),
  );
  return (isNamed ? DECISION_PENALTY : 0) + (dtype.includes('float') ? 0 : DECISION_PENALTY);
}

interface Matched<Named> {
  readonly array: Named;
  readonly match: Match | undefined;
}

function withMatch<Named extends { readonly name: string }>(array: Named): Matched<Named> {
  return { array, match: bestMatch(array.name) };
}

function bestFor<Named>(
  role: Role,
  arrays: readonly Matched<Named>[],
  penalty: (array: Named) => number = () => 0,
): Named[] {
  const fitting = arrays.flatMap(({ array, match }) =>
    match?.role === role ? [{ array, rank: match.rank + penalty(array) }] : [],
  );
  const bestRank = Math.min(...fitting.map(({ rank }) => rank));
  return fitting.filter(({ rank }) => rank === bestRank).map(({ array }) => array);
}

function bestMatch(name: string): Match | undefined {
  const words = wordsOf(name);
  const last = words.length - 1;
  const rest = words.filter((word) => !SPLITS.includes(word));
  const matches = [
    ...matchesOf(words.join(''), 0),
    // X stands for features and y for targets where the name also says which part of the data it is.
    ...(rest.length < words.length && rest.length > 0 && rest.join('') !== 'x'
      ? matchesOf(rest.join(''), WITHOUT_SPLIT)
      : []),
    // A single letter counts only as the whole name.
    ...words.flatMap((word, index) =>
      word.length > 1 || words.length === 1 ? matchesOf(word, PER_WORD * (1 + last - index)) : [],
    ),
    // Two words together say more than the second alone.
    ...words
      .slice(1)
      .flatMap((word, index) =>
        matchesOf(`${words[index]}${word}`, PER_WORD * (last - index) - WITHOUT_SPLIT),
      ),
  ];
  return matches.toSorted((a, b) => a.rank - b.rank)[0];
}

/** Added to the rank of a name for each word behind the one that says the role, and for a split that was left out. */
const PER_WORD = 100;
const WITHOUT_SPLIT = 20;

function matchesOf(word: string, penalty: number): Match[] {
  return ROLES.flatMap((role) => {
    const row = NAMES_BY_ROLE[role].findIndex((names) => names.includes(word));
    return row < 0 ? [] : [{ role, rank: penalty + row }];
  });
}

/** Patterns for the start of a word within a name and for separators. */
interface WordBorders {
  readonly within: RegExp;
  readonly between: RegExp;
}

const borders: WordBorders = { within: /(\p{Ll})(\p{Lu})/gu, between: /[^\p{L}\p{N}]+/u };
/** Patterns for ASCII names; compiling Unicode's classes takes a millisecond. */
const asciiBorders: WordBorders = { within: /([a-z])([A-Z])/g, between: /[^a-z0-9]+/ };

/** True if the patterns for ASCII suffice. */
export function isAscii(name: string): boolean {
  return /^[ -~]*$/.test(name);
}

/** `val/cls_logits`, `valClsLogits` → val, cls, logits. */
function wordsOf(name: string): string[] {
  const { within, between } = isAscii(name) ? asciiBorders : borders;
  return name
    .replace(within, '$1_$2')
    .toLowerCase()
    .split(between)
    .filter((word) => word !== '');
}
