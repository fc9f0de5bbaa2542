import type { AlphaRole, Convention, GivenArguments } from '../conventions/convention';
import type { FocalParameterName } from './names';
import type { ParameterValue, ValueOrigin } from './value';
/** A place in the code where α or γ of a focal loss is given, declared or used. */
export interface FocalSite {
  readonly parameter: FocalParameterName;
  readonly value: ParameterValue;
  readonly origin: ValueOrigin;
  /** The function, class or config entry that takes it, as the code names it; undefined for a lone setting. */
  readonly callee: string | undefined;
  readonly convention: Convention | undefined;
  /** What α multiplies, where the file defines the loss and its code says it. */
  readonly alphaRole?: AlphaRole | undefined;
  /** The other arguments that stand beside it. */
  readonly given: GivenArguments;
  /** Offsets in UTF-16 code units: the name with its value, or the value alone where it is positional. */
  readonly range: { readonly start: number; readonly end: number };
  /** Both parameters as far as they are known, defaults included. */
  readonly companions: Companions;
}

export type Companions = Readonly<Partial<Record<FocalParameterName, ParameterValue>>>;
