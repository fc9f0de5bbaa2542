import { type TensorFile, TensorFileError } from '../../tensor/tensor-file';
import type { Parameters, UnusedArray } from '../report/report';
import { arrayOfRole } from './array-of-role';
import { ParameterError } from './parameter-error';

/** The paper's values (Lin et al. 2017, Table 1b), and its normaliser. */
const DEFAULT_PARAMETERS: Parameters = { alpha: 0.25, gamma: 2, reduction: 'meanOverPositives' };

/** A value from the files, and the arrays of its name that could not be used. */
export interface Preset<Value> {
  readonly value: Value;
  readonly unused: readonly UnusedArray[];
}

/** Longest array taken for a list of class weights. */
const MOST_WEIGHTS = 100_000;

/**
 * The parameters of a check: those that the user set, else the arrays `alpha` (a scalar or one value per class) and
 * `gamma` of the files, else the defaults.
 * @throws ParameterError when α is not in [0, 1] (a list: not ≥ 0) or γ is negative.
 */
export async function presetParameters(
  files: readonly TensorFile[],
  set: Partial<Parameters>,
  signal?: AbortSignal,
): Promise<Preset<Parameters>> {
  const alpha = await valuesOf(files, 'alpha', MOST_WEIGHTS, signal);
  const gamma = await valuesOf(files, 'gamma', 1, signal);
  const alphas = alpha.value;
  const [onlyAlpha] = alphas ?? [];
  const presetAlpha =
    alphas === null ? DEFAULT_PARAMETERS.alpha : alphas.length === 1 ? (onlyAlpha ?? null) : alphas;
  const parameters: Parameters = {
    alpha: set.alpha !== undefined ? set.alpha : presetAlpha,
    gamma: set.gamma ?? gamma.value?.[0] ?? DEFAULT_PARAMETERS.gamma,
    reduction: set.reduction ?? DEFAULT_PARAMETERS.reduction,
  };
  assertInRange(parameters);
  return {
    value: parameters,
    // The file's value is irrelevant if the user set the parameter.
    unused: [
      ...(set.alpha === undefined ? alpha.unused : []),
      ...(set.gamma === undefined ? gamma.unused : []),
    ],
  };
}

/** The scalar ignore index in the files; undefined when there is none. */
export async function presetIgnoreIndex(
  files: readonly TensorFile[],
  signal?: AbortSignal,
): Promise<Preset<number | undefined>> {
  const { value, unused } = await valuesOf(files, 'ignoreIndex', 1, signal);
  return { value: value?.[0], unused };
}

/** @throws ParameterError when α or γ is out of range. */
export function assertInRange({ alpha, gamma }: Parameters): void {
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    throw new ParameterError({ id: 'gamma-out-of-range', facts: { gamma } });
  }
  if (typeof alpha === 'number' && !(alpha >= 0 && alpha <= 1)) {
    throw new ParameterError({ id: 'alpha-out-of-range', facts: { alpha } });
  }
  if (Array.isArray(alpha) && !alpha.every((weight) => weight >= 0 && Number.isFinite(weight))) {
    throw new ParameterError({ id: 'weights-out-of-range', facts: { alpha } });
  }
}

async function valuesOf(
  files: readonly TensorFile[],
  role: 'alpha' | 'gamma' | 'ignoreIndex',
  most: number,
  signal?: AbortSignal,
): Promise<Preset<number[] | null>> {
  const { source, unused } = arrayOfRole(files, role, ({ array }) => array.elements === 0);
  if (source === undefined) {
    return { value: null, unused };
  }
  const { file, array } = source;
  if (array.elements > most) {
    throw new TensorFileError(
      file.name,
      { id: 'too-many-values', facts: { most, found: array.elements } },
      { array: array.name },
    );
  }
  const value: number[] = [];
  for await (const chunk of file.chunks(array, signal === undefined ? {} : { signal })) {
    value.push(...chunk.values);
  }
  return { value, unused };
}
