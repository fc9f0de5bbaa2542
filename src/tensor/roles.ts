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

/**
 * The names of each role, in lower case without separators. Names of an earlier row win over those of a later one. Between
 * names of one row only the user can choose.
 */
const namesByRole: Readonly<Record<Role, readonly (readonly string[])[]>> = {
  logits: [
    ['logits', 'logit'],
    [
      'scores',
      'score',
      'outputs',
      'output',
      'predictions',
      'prediction',
      'preds',
      'pred',
      'ypred',
      'yhat',
      'yscore',
    ],
    ['probs', 'prob', 'probabilities', 'probability', 'proba'],
    ['p', 'inputs', 'input', 'x'],
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

const roles = Object.keys(namesByRole) as readonly Role[];

/** How well a name fits a role; smaller is better. */
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
  for (const role of roles) {
    const best = bestFor(role, readable);
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
 * `epoch1/targets`.
 */
export function nearestByName(name: string, candidates: readonly ArrayInfo[]): ArrayInfo | undefined {
  const own = new Set(wordsOf(name));
  const score = (candidate: ArrayInfo) => wordsOf(candidate.name).filter((word) => own.has(word)).length;
  return candidates.toSorted((a, b) => score(b) - score(a))[0];
}

interface Matched<Named> {
  readonly array: Named;
  readonly match: Match | undefined;
}

function withMatch<Named extends { readonly name: string }>(array: Named): Matched<Named> {
  return { array, match: bestMatch(array.name) };
}

function bestFor<Named>(role: Role, arrays: readonly Matched<Named>[]): Named[] {
  const fitting = arrays.flatMap(({ array, match }) =>
    match?.role === role ? [{ array, rank: match.rank }] : [],
  );
  const bestRank = Math.min(...fitting.map(({ rank }) => rank));
  return fitting.filter(({ rank }) => rank === bestRank).map(({ array }) => array);
}

function bestMatch(name: string): Match | undefined {
  const words = wordsOf(name);
  const last = words.length - 1;
  const matches = [
    ...matchesOf(words.join(''), 0),
    // A single letter counts only as the whole name.
    ...words.flatMap((word, index) =>
      word.length > 1 || words.length === 1 ? matchesOf(word, 100 + 100 * (last - index)) : [],
    ),
    ...words
      .slice(1)
      .flatMap((word, index) => matchesOf(`${words[index]}${word}`, 100 + 100 * (last - index - 1))),
  ];
  return matches.toSorted((a, b) => a.rank - b.rank)[0];
}

function matchesOf(word: string, penalty: number): Match[] {
  return roles.flatMap((role) => {
    const row = namesByRole[role].findIndex((names) => names.includes(word));
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
