import { alphaBalancedCrossEntropy } from './alpha-balanced-cross-entropy';
import { crossEntropy } from './cross-entropy';
import { focal } from './focal';
import { focalStar } from './focal-star';
import type { KindParameter, LossKind, ParameterValues } from './kind';
import { labelSmoothedCrossEntropy } from './label-smoothed-cross-entropy';

/** The losses of the plot, in the order in which they are offered. */
export const KINDS = [
  crossEntropy,
  alphaBalancedCrossEntropy,
  focal,
  focalStar,
  labelSmoothedCrossEntropy,
] as const;

type Kind = (typeof KINDS)[number];

export type CurveKind = Kind['id'];
/** The name of a parameter that any of the losses has. */
export type ParameterName = Kind['parameters'][number]['name'];

/** A loss and the values of the parameters of all losses; those that it does not have change nothing. */
export type CurveParameters = { readonly kind: CurveKind } & ParameterValues<ParameterName>;

/** A loss that is given the parameters of all. */
type AnyKind = LossKind<CurveKind, ParameterName>;

const BY_ID = Object.fromEntries(KINDS.map((kind) => [kind.id, kind])) as Record<CurveKind, AnyKind>;

/** The loss of an id. */
export function kindOf(id: CurveKind): AnyKind {
  return BY_ID[id];
}

/** Every parameter that any of the losses has, once: as the first loss has it, in the widest of the ranges. */
export const PARAMETERS: readonly KindParameter<ParameterName>[] = allParameters();

/** The values that the parameters begin with. */
export const INITIAL_VALUES = Object.fromEntries(
  PARAMETERS.map(({ name, initial }) => [name, initial]),
) as ParameterValues<ParameterName>;

function allParameters(): KindParameter<ParameterName>[] {
  const byName = new Map<ParameterName, KindParameter<ParameterName>>();
  for (const parameter of Object.values(BY_ID).flatMap(({ parameters }) => parameters)) {
    const { minimum, maximum, ...first } = byName.get(parameter.name) ?? parameter;
    byName.set(parameter.name, {
      ...first,
      minimum: Math.min(minimum, parameter.minimum),
      maximum: Math.max(maximum, parameter.maximum),
    });
  }
  return [...byName.values()];
}

/** The parameters, each that the loss has within the range that the loss gives it: at its initial value where outside. */
export function withinRanges(parameters: CurveParameters): CurveParameters {
  const outside = kindOf(parameters.kind).parameters.filter(
    ({ name, minimum, maximum }) => !isWithin(parameters[name], minimum, maximum),
  );
  return { ...parameters, ...Object.fromEntries(outside.map(({ name, initial }) => [name, initial])) };
}

/** True if a value is within a range; null, an α that is off, always is. */
export function isWithin(value: number | null, minimum: number, maximum: number): boolean {
  return value === null || (value >= minimum && value <= maximum);
}
