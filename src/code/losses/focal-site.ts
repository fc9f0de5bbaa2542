import type { AlphaRole, Convention, GivenArguments } from '../conventions/convention';
import type { FocalParameterName } from './names';
import type { ParameterValue, ValueOrigin } from './value';

/** A place in the code where α or γ of a focal loss is given, declared or used. */
export interface FocalSite {
  readonly parameter: FocalParameterName;
  readonly value: ParameterValue;
  readonly origin: ValueOrigin;
  /** Offsets in UTF-16 code units of the value that the constant of this place is given. */
  readonly from?: FocalSite['range'];
  /** The function, class or config entry that takes the parameter, as the code names it; undefined for a lone setting. */
  readonly callee: string | undefined;
  readonly convention: Convention | undefined;
  /** Role of α, if the file defines the loss and its code shows the role. */
  readonly alphaRole?: AlphaRole | undefined;
  /** True for an argument without a name. */
  readonly isPositional?: true;
  /** True if the code computes the value in the argument itself, as in `alpha=1 - share`. The range covers the name alone. */
  readonly isComputed?: true;
  /** True for an option of a command line and a field of a class: a setting, whose default is the value that is used. */
  readonly isSetting?: true;
  /** The other arguments of the same call or entry. */
  readonly given: GivenArguments;
  /** Offsets in UTF-16 code units of the name with its value, or of a positional value alone. */
  readonly range: { readonly start: number; readonly end: number };
  /** Both parameters as far as they are known, defaults included. */
  readonly bothParameters: BothParameters;
  /** The places of the values that stand in the same call, entry or declaration. */
  readonly valuePlaces: ValuePlaces;
}

/** Offsets in UTF-16 code units of the value of each parameter that is given. */
export type ValuePlaces = Readonly<Partial<Record<FocalParameterName, FocalSite['range']>>>;

export type BothParameters = Readonly<Partial<Record<FocalParameterName, ParameterValue>>>;

/** True if the value is written within the range of the site; false if the site names a value that is written elsewhere. */
export function isOwnValue({ parameter, range, valuePlaces, isComputed }: FocalSite): boolean {
  const place = valuePlaces[parameter];
  return place !== undefined && range.start <= place.start && (isComputed || place.end <= range.end);
}
