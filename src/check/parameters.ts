import { assignRoles } from '../tensor/roles';
import { type TensorFile, TensorFileError } from '../tensor/tensor-file';
import type { Parameters } from './report';

/** The paper's values (Lin et al. 2017, Table 1b), and its normaliser. */
export const DEFAULT_PARAMETERS: Parameters = { alpha: 0.25, gamma: 2, reduction: 'meanOverPositives' };

/** α or γ is out of range, or does not fit the classes. */
export class ParameterError extends RangeError {
  override readonly name = 'ParameterError';
}

/** Longest array taken for a list of class weights. */
const MOST_WEIGHTS = 100_000;

/**
 * The parameters of a check: those set, else those that lie in the files as arrays `alpha` (a scalar or one
 * value a class) and `gamma`, else the defaults.
 * @throws ParameterError when α is not in [0, 1] (a list: not ≥ 0) or γ is negative.
 */
export async function presetParameters(
  files: readonly TensorFile[],
  set: Partial<Parameters>,
  signal?: AbortSignal,
): Promise<Parameters> {
  const alphas = await valuesOf(files, 'alpha', MOST_WEIGHTS, signal);
  const gammas = await valuesOf(files, 'gamma', 1, signal);
  const [onlyAlpha] = alphas ?? [];
  const presetAlpha =
    alphas === null ? DEFAULT_PARAMETERS.alpha : alphas.length === 1 ? (onlyAlpha ?? null) : alphas;
  const parameters: Parameters = {
    alpha: set.alpha !== undefined ? set.alpha : presetAlpha,
    gamma: set.gamma ?? gammas?.[0] ?? DEFAULT_PARAMETERS.gamma,
    reduction: set.reduction ?? DEFAULT_PARAMETERS.reduction,
  };
  assertInRange(parameters);
  return parameters;
}

/** The ignore index that lies in the files as a scalar; undefined when none does. */
export async function presetIgnoreIndex(
  files: readonly TensorFile[],
  signal?: AbortSignal,
): Promise<number | undefined> {
  return (await valuesOf(files, 'ignoreIndex', 1, signal))?.[0];
}

/** @throws ParameterError when α or γ is out of range. */
export function assertInRange({ alpha, gamma }: Parameters): void {
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    throw new ParameterError(`gamma is ${gamma}: expected a number from 0 up.`);
  }
  if (typeof alpha === 'number' && !(alpha >= 0 && alpha <= 1)) {
    throw new ParameterError(`alpha is ${alpha}: expected a number from 0 to 1, a list of weights, or none.`);
  }
  if (Array.isArray(alpha) && !alpha.every((weight) => weight >= 0 && Number.isFinite(weight))) {
    throw new ParameterError(`alpha is ${alpha.join(', ')}: expected weights from 0 up.`);
  }
}

async function valuesOf(
  files: readonly TensorFile[],
  role: 'alpha' | 'gamma' | 'ignoreIndex',
  most: number,
  signal?: AbortSignal,
): Promise<number[] | null> {
  for (const file of files) {
    const array = assignRoles(file.arrays).assigned[role];
    if (array === undefined || array.elements === 0) continue;
    if (array.elements > most) {
      throw new TensorFileError(
        file.name,
        `expected at most ${most} ${most === 1 ? 'value' : 'values'}, found ${array.elements}.`,
        { array: array.name },
      );
    }
    const values: number[] = [];
    for await (const chunk of file.chunks(array, signal === undefined ? {} : { signal }))
      values.push(...chunk.values);
    return values;
  }
  return null;
}
