import type { Problem } from '../../messages/problem';
import { sparseParts } from '../../tensor/formats/foreign';
import { assignRoles, isIdentifier, nearestByName, roleOf } from '../../tensor/roles';
import { type TensorFile, TensorFileError } from '../../tensor/tensor-file';
import { type PairOf, pairsOf } from './array-pairs';
import type { ArraySource } from './batches';

/** An array that the user chose by its file, by its name, or both. */
export interface ArrayChoice {
  readonly file?: TensorFile;
  readonly array?: string;
}

/** The arrays to check: chosen by the user, or found by their names and types. */
export interface ArraySelection {
  readonly files: readonly TensorFile[];
  /** The logits or probabilities. */
  readonly logits?: ArrayChoice;
  readonly targets?: ArrayChoice;
}

export interface SelectedArrays {
  readonly logits: ArraySource;
  readonly targets: ArraySource;
}

export type SelectedRole = keyof SelectedArrays;

/** More candidates than this are no choice that a person makes at once. */
export const MOST_CANDIDATES = 20;

/** The facts by which a person distinguishes an array from others. */
export interface ArrayCandidate {
  readonly file: { readonly name: string };
  readonly array: { readonly name: string; readonly shape: readonly number[]; readonly dtype: string };
}

/** The user must choose between several arrays, or between several pairs of them. */
export class AmbiguousArraysError extends TensorFileError {
  /** @param pairs logits with their targets, where the arrays form pairs */
  constructor(
    file: string,
    readonly role: SelectedRole,
    readonly candidates: readonly ArrayCandidate[],
    readonly pairs: readonly PairOf<ArrayCandidate>[] = [],
  ) {
    super(
      file,
      pairs.length === 0
        ? ambiguityOf(role, candidates)
        : { id: 'pairs-ambiguous', facts: listedPairs(pairs) },
    );
  }
}

/** There are logits without targets, or targets without logits. */
export class MissingArraysError extends TensorFileError {
  constructor(
    file: string,
    readonly role: SelectedRole,
    readonly candidates: readonly ArrayCandidate[],
  ) {
    super(file, { id: 'arrays-missing', facts: { role, ...listed(candidates) } });
  }
}

/**
 * Finds logits and targets among the arrays of the open files.
 * @throws AmbiguousArraysError when several arrays could be meant
 * @throws MissingArraysError when there are no logits or no targets
 * @throws TensorFileError when a named array does not exist, and for a file that holds the parts of a sparse matrix
 */
export function selectArrays(selection: ArraySelection): SelectedArrays {
  for (const file of selection.files) {
    const sparse = sparseParts(
      file.name,
      [...file.arrays, ...file.refused].map(({ name }) => name),
    );
    if (sparse !== undefined) {
      throw new TensorFileError(file.name, sparse);
    }
  }
  const arrays = selection.files.flatMap((file) => file.arrays.map((array) => ({ file, array })));
  const chosen = {
    logits: choose(selection, arrays, 'logits'),
    targets: choose(selection, arrays, 'targets'),
  };
  const logits =
    chosen.logits ?? byName(selection, without(arrays, chosen.targets), 'logits', chosen.targets);
  const targets = chosen.targets ?? byName(selection, without(arrays, logits), 'targets', logits);
  if (logits !== undefined && targets !== undefined) {
    return { logits, targets };
  }
  return byElimination(selection, arrays, logits, targets);
}

function choose(
  { files, ...choices }: ArraySelection,
  arrays: readonly ArraySource[],
  role: SelectedRole,
): ArraySource | undefined {
  const choice = choices[role];
  if (choice === undefined) {
    return undefined;
  }
  const inFile = arrays.filter(({ file }) => choice.file === undefined || file === choice.file);
  const place = choice.file?.name ?? namesOf(files);
  if (choice.array === undefined) {
    if (inFile.length === 1) {
      return inFile[0];
    }
    const found = choice.file === undefined ? undefined : byName({ files: [choice.file] }, inFile, role);
    if (found !== undefined) {
      return found;
    }
    throw new AmbiguousArraysError(place, role, inFile);
  }
  for (const file of choice.file === undefined ? files : [choice.file]) {
    const refused = file.refused.find(({ name }) => name === choice.array);
    if (refused !== undefined) {
      throw refused.error;
    }
  }
  const [found, ...others] = inFile.filter(({ array }) => array.name === choice.array);
  if (found !== undefined && others.length === 0) {
    return found;
  }
  if (found !== undefined) {
    throw new AmbiguousArraysError(place, role, [found, ...others]);
  }
  throw new TensorFileError(place, {
    id: 'array-unknown',
    facts: { role, array: choice.array, ...listed(arrays) },
  });
}

/** The array whose name fits the role. Of several, the one whose name is nearest to that of the other half, if known. */
function byName(
  selection: ArraySelection,
  arrays: readonly ArraySource[],
  role: SelectedRole,
  other?: ArraySource,
): ArraySource | undefined {
  const fitting = assignRoles(
    arrays.map(({ array }) => array),
    // An unreadable array matters only for its own role.
    selection.files.flatMap((file) => file.refused).filter(({ name }) => roleOf(name) === role),
  );
  const candidates = fitting.ambiguous[role];
  if (candidates !== undefined) {
    const nearest = other === undefined ? undefined : nearestByName(other.array.name, candidates);
    if (nearest !== undefined) {
      return arrays.find(({ array }) => array === nearest);
    }
    throw ambiguous(
      selection,
      role,
      arrays.filter(({ array }) => candidates.includes(array)),
    );
  }
  return arrays.find(({ array }) => array === fitting.assigned[role]);
}

/** Chooses where names do not decide: the only other array, or the floats as logits and the integers as targets. */
function byElimination(
  selection: ArraySelection,
  arrays: readonly ArraySource[],
  logits: ArraySource | undefined,
  targets: ArraySource | undefined,
): SelectedArrays {
  const rest = without(without(arrays, logits), targets);
  // A number alone, such as a learning rate, is no array of logits or targets unless its name says so.
  const nameless = rest.filter(
    ({ array: { name, shape } }) => roleOf(name) === undefined && !isIdentifier(name) && shape.length > 0,
  );
  // If there is only a mask beside the logits, it holds the targets of a segmentation.
  const masks = rest.filter(({ array }) => roleOf(array.name) === 'mask');
  const left = nameless.length === 0 && targets === undefined ? masks : nameless;
  const missing: SelectedRole = logits === undefined ? 'logits' : 'targets';
  const [first, second, third] = left;
  if (logits !== undefined && first !== undefined && second === undefined) {
    return { logits, targets: first };
  }
  if (targets !== undefined && first !== undefined && second === undefined) {
    return { logits: first, targets };
  }
  if (logits === undefined && targets === undefined && second !== undefined && third === undefined && first) {
    if (isFloat(first) && !isFloat(second)) {
      return { logits: first, targets: second };
    }
    if (isFloat(second) && !isFloat(first)) {
      return { logits: second, targets: first };
    }
  }
  if (left.length > 1 && left.length <= MOST_CANDIDATES) {
    throw ambiguous(selection, missing, left);
  }
  const refused = selection.files.flatMap((file) => file.refused)[0];
  if (refused !== undefined && left.length < 2) {
    throw refused.error;
  }
  throw new MissingArraysError(namesOf(selection.files), missing, arrays);
}

/** Offers pairs too where the user has chosen neither half. */
function ambiguous(
  { files, logits, targets }: ArraySelection,
  role: SelectedRole,
  candidates: readonly ArraySource[],
): AmbiguousArraysError {
  const isOpen = logits === undefined && targets === undefined;
  const arrays = files.flatMap((file) => file.arrays.map((array) => ({ file, array })));
  return new AmbiguousArraysError(namesOf(files), role, candidates, isOpen ? pairsOf(arrays) : []);
}

function isFloat({ array }: ArraySource): boolean {
  return array.dtype.includes('float');
}

function without(arrays: readonly ArraySource[], taken: ArraySource | undefined): ArraySource[] {
  return arrays.filter(({ array }) => array !== taken?.array);
}

function namesOf(files: readonly TensorFile[]): string {
  return files.map((file) => file.name).join(', ');
}

/** The reason why a role stays open: one name in several files, which belong to several checks, or several arrays. */
function ambiguityOf(role: SelectedRole, candidates: readonly ArrayCandidate[]): Problem {
  const [first, ...others] = candidates;
  const files = new Set(candidates.map(({ file }) => file.name));
  return first !== undefined &&
    files.size === candidates.length &&
    others.every(({ array }) => array.name === first.array.name)
    ? { id: 'array-in-several-files', facts: { role, array: first.array.name, files: files.size } }
    : { id: 'arrays-ambiguous', facts: { role, ...listed(candidates) } };
}

/** The first arrays, and how many there are beyond them. */
function listed(arrays: readonly ArrayCandidate[]) {
  return {
    arrays: arrays
      .slice(0, LISTED)
      .map(({ array }) => ({ name: array.name, shape: [...array.shape], dtype: array.dtype })),
    more: Math.max(0, arrays.length - LISTED),
  };
}

function listedPairs(pairs: readonly PairOf<ArrayCandidate>[]) {
  return {
    pairs: pairs
      .slice(0, LISTED)
      .map(({ logits, targets }) => ({ logits: logits.array.name, targets: targets.array.name })),
    more: Math.max(0, pairs.length - LISTED),
  };
}

/** Arrays or pairs that a sentence names before it counts the others. */
const LISTED = 4;
