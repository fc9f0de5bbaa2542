import {
  type AlphaRole,
  type Convention,
  type GivenArguments,
  NOTHING_GIVEN,
} from '../conventions/convention';
import type { Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { type FocalCall, givenArguments, knownParameter, parameterOfSlot } from './focal-calls';
import { type FocalDefinition, isNamed } from './focal-definitions';
import type { BothParameters, ValuePlaces } from './focal-site';
import type { FocalParameterName } from './names';
import type { ParameterValue } from './value';
import type { ValuesInScope } from './values-in-scope';

/** The function, class or config entry that takes the parameter at a site. */
export interface Taker {
  readonly callee: string | undefined;
  readonly convention: Convention | undefined;
  readonly alphaRole?: AlphaRole | undefined;
  readonly isSetting?: true;
  readonly given: GivenArguments;
  readonly bothParameters: BothParameters;
  readonly valuePlaces: ValuePlaces;
}

/** Finds out what takes a parameter, and the values of α and γ that it takes together. */
export class Takers {
  private readonly known = new Map<FocalCall, Taker>();

  constructor(
    private readonly file: SourceFile,
    private readonly values: ValuesInScope,
  ) {}

  /** Describes the loss that a call calls. */
  ofCall(call: FocalCall): Taker {
    const known = this.known.get(call) ?? this.judge(call);
    this.known.set(call, known);
    return known;
  }

  private judge(call: FocalCall): Taker {
    const slotFor = (parameter: FocalParameterName): Slot | undefined =>
      call.slots.find((given) => parameterOfSlot(call, given) === parameter);
    const valueFor = (parameter: FocalParameterName): ParameterValue => {
      const slot = slotFor(parameter);
      if (slot) {
        return this.values.valueOf(slot.value).value;
      }
      if (call.unpacks) {
        return undefined;
      }
      const known = knownParameter(call, parameter);
      return known?.declaration ? this.values.defaultOf(known.declaration).value : known?.default;
    };
    return {
      callee: call.callee,
      convention: call.convention,
      alphaRole: call.alphaRole,
      given: givenArguments(call, this.file),
      bothParameters: { alpha: valueFor('alpha'), gamma: valueFor('gamma') },
      valuePlaces: placesOf(slotFor),
    };
  }

  /** Describes the loss that a definition defines. */
  ofDefinition({ definition, parameters, alphaRole }: FocalDefinition): Taker {
    return { ...this.ofSettings(definition.name, parameters), alphaRole };
  }

  /** Describes settings that stand beside one another, and whose loss is not known. */
  ofSettings(callee: string | undefined, slots: readonly Slot[]): Taker {
    const slotFor = (parameter: FocalParameterName): Slot | undefined => slots.find(isNamed(parameter));
    const valueFor = (parameter: FocalParameterName): ParameterValue =>
      this.values.valueOf(slotFor(parameter)?.value).value;
    return {
      callee,
      convention: undefined,
      given: NOTHING_GIVEN,
      bothParameters: { alpha: valueFor('alpha'), gamma: valueFor('gamma') },
      valuePlaces: placesOf(slotFor),
    };
  }
}

function placesOf(slotFor: (parameter: FocalParameterName) => Slot | undefined): ValuePlaces {
  const given = (['alpha', 'gamma'] as const).flatMap((parameter) => {
    const value = slotFor(parameter)?.value;
    return value ? [[parameter, { start: value.startIndex, end: value.endIndex }] as const] : [];
  });
  return Object.fromEntries(given);
}
