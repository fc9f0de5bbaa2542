import type { Reduction } from '../../loss/reduction';
import type { ExpectedInput, AlphaRole as RoleOfAlpha } from '../../loss/variants/variant';
import type { Note } from '../../messages/note';
import type { FocalParameterName } from '../losses/names';
import type { ParameterValue } from '../losses/value';
import type { StatedVersion } from '../versions/version-files';

/**
 * Families of losses. They share the names α and γ, but not the meaning:
 * - `focal`: FL = −α_t (1 − p_t)^γ log p_t (Lin et al. 2017)
 * - `focalStar`: FL* = −log σ(γ x_t) / γ (its appendix A)
 * - `gaussianFocal`: CornerNet's heat-map loss (Law & Deng 2018): α is the exponent, γ weakens negatives near a peak
 * - `varifocal`: (Zhang et al. 2021): α and γ act on the negatives alone
 */
export type LossFamily = 'focal' | 'focalStar' | 'gaussianFocal' | 'varifocal';

/**
 * The role of α in the loss of a library: one of `loss/variants/` (`negativesOnly` is that of varifocal loss), or
 * `exponent`: nothing, since α is the exponent of the modulating factor.
 */
export type AlphaRole = Exclude<RoleOfAlpha, 'perClass' | 'positivesOnly'> | 'exponent';

/** The reduction of the elementwise losses to the returned value. */
export type ReturnedReduction = Reduction | 'other';

/**
 * How a loss treats a soft target y. At y = 0 and y = 1 all four give the same value:
 * - `ptMixed`: p_t = y p + (1 − y)(1 − p) and α_t = y α + (1 − y)(1 − α), beside the cross-entropy with y
 * - `lossesMixed`: y FL(p; 1) + (1 − y) FL(p; 0)
 * - `ptFromEntropy`: p_t = exp(−CE(p; y))
 * - `logitScaled`: p_t = σ((2y − 1) x)
 */
export type SoftTargets = 'ptMixed' | 'lossesMixed' | 'ptFromEntropy' | 'logitScaled';

/** The version of the library as a file or an environment of the project states it, on a side of the row's `changed`. */
export interface InstalledVersion extends StatedVersion {
  readonly file: string;
}

/** The arguments of a call as written, by parameter name. */
export interface GivenArguments {
  /** Absent where it is not known, or where the meaning of the parameters never changed. */
  readonly installed?: InstalledVersion;
  /** The text of an argument, such as `'mean'` or `True`; undefined when it is left at its default or unknown. */
  text(parameter: string): string | undefined;
}

export interface ConventionParameter {
  readonly name: string;
  /** Absent when the parameter must be given. */
  readonly default?: Exclude<ParameterValue, undefined>;
  readonly keywordOnly?: true;
  /** True for a parameter that is true or false. */
  readonly isSwitch?: true;
}

/** The parameters of one library's focal loss, read in the library's source. */
export interface Convention {
  /** Stable name, such as `torchvision.sigmoid_focal_loss`. */
  readonly id: string;
  /** The library's name as its users write it. */
  readonly library: string;
  readonly family: LossFamily;
  /** Qualified names under which it can be imported. */
  readonly callables: readonly string[];
  /** Values of `type=` under which a config names it. */
  readonly registryNames?: readonly string[];
  /** The repository, as `owner/name` in lower case, of which PyTorch's hub loads the classes and functions of these names. */
  readonly hub?: { readonly repository: string; readonly models: readonly string[] };
  /** The parameters in positional order. */
  readonly parameters: readonly ConventionParameter[];
  /** The further names of parameters in all versions. Absent where a version takes any name, or where its signature was not read to the end. */
  readonly others?: readonly string[];
  /** Names of the parameters if they are not `alpha` and `gamma`. */
  readonly parameterNames?: Readonly<Partial<Record<FocalParameterName, string>>>;
  alphaRole(given: GivenArguments): AlphaRole;
  /** True if this value of α switches α off. */
  isAlphaOff(value: ParameterValue, given?: GivenArguments): boolean;
  /** True if the library raises an error for this α; absent if it accepts every number. */
  isAlphaRefused?(value: ParameterValue, given?: GivenArguments): boolean;
  /** The version in which the meaning of α or γ changed, and the package's name on PyPI. Unless told otherwise, the row speaks of what holds since. */
  readonly changed?: { readonly distribution: string; readonly version: string };
  expectedInput(given: GivenArguments): ExpectedInput;
  readonly defaultReduction: ReturnedReduction;
  /** Absent where targets are class indices, or where soft targets were not read. */
  readonly softTargets?: SoftTargets;
  /** Notes on the parameter in this library, one sentence each, in Markdown. */
  notes(parameter: FocalParameterName, given: GivenArguments): readonly Note[];
  /** Library, version and file that the row was read in. */
  readonly source: string;
}

export const NOTHING_GIVEN: GivenArguments = { text: () => undefined };

/** The library's name of a parameter. */
export function nameInConvention(convention: Convention, parameter: FocalParameterName): string {
  return convention.parameterNames?.[parameter] ?? parameter;
}

/** True where the project is known to have a version before the change of a convention. */
export function isBefore(given: GivenArguments | undefined): boolean {
  return given?.installed?.side === 'before';
}

export function isTrue(text: string | undefined): boolean {
  return text === 'True' || text === 'true';
}

export const neverOff = (): boolean => false;
export const offWhenNone = (value: ParameterValue): boolean => value === 'none';
export const offWhenNegative = (value: ParameterValue): boolean => typeof value === 'number' && value < 0;
