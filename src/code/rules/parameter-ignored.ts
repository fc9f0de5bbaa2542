import { gammaInPowers } from '../fixes/building/powers-of-gamma';
import { weightedLosses } from '../fixes/building/side-weights';
import type { Parameter } from '../run/language/program';
import { kindOfParameter } from '../verdict/parameters';
import { isOfHeatMaps } from './evidence/heat-maps';
import { unreadParameters } from './evidence/unread-parameters';
import type { Hit, LossSubject, Rule } from './rule';

/**
 * A parameter other than the reduction changes nothing. One that a class inherits belongs to its base. A switch that the code asks for or hands on is left out: it may choose
 * between ways that differ for other inputs or settings.
 */
export const parameterIgnored: Rule<'parameter-ignored'> = {
  id: 'parameter-ignored',
  severity: 'warning',
  inLoss: (loss) => {
    const shown = withoutEffect(loss);
    const unread = unreadParameters(loss)
      .filter(({ name, kind }) => kind !== 'reduction' && !shown.some(({ facts }) => facts.name === name))
      .map(({ name, at }) => ({ facts: { name }, at }));
    return [...shown, ...unread];
  },
  fixInLoss: (loss, at) => {
    const isAt = (kind: 'alpha' | 'gamma'): boolean => loss.measure?.plan[kind]?.place.start === at.start;
    return [
      ...(isAt('gamma') ? gammaInPowers(loss) : []).map((edits) => ({
        title: 'use-gamma' as const,
        edits,
        changes: { gammaIsExponentOf: '1-p_t' as const, input: null },
      })),
      ...(isAt('alpha') ? weightedLosses(loss) : []).map((edits) => ({
        title: 'weight-positives' as const,
        edits,
        changes: { alphaRole: 'positives' as const },
      })),
    ];
  },
};

/** The parameters whose other values change nothing in a run. */
function withoutEffect(loss: LossSubject): Hit<'parameter-ignored'>[] {
  const { verdict, measure, file, code } = loss;
  if (hasNoFocalPart(loss)) {
    return [];
  }
  return verdict.observations.flatMap((observation): Hit<'parameter-ignored'>[] => {
    if (
      observation.kind !== 'withoutEffect' ||
      kindOfParameter({ name: observation.parameter }) === 'reduction'
    ) {
      return [];
    }
    if (code.kind === 'inline' && /^\d/.test(file.textOf(code.gamma)) && observation.parameter === 'gamma') {
      // A number in the code is no parameter.
      return [];
    }
    if (measure?.plan.gamma?.name === observation.parameter && isOfHeatMaps(loss)) {
      // It weakens the negatives near an object, whose targets are above 0.
      return [];
    }
    const parameter = measure?.plan.parameters.find(({ name }) => name === observation.parameter);
    const isInherited =
      parameter &&
      (parameter.place.start < code.node.startIndex || parameter.place.start >= code.node.endIndex);
    return parameter && (isInherited || isSwitch(parameter, file.textOf(code.node)))
      ? []
      : [{ facts: { name: observation.parameter }, at: parameter?.place ?? null }];
  });
}

/** True for a parameter that is true or false by default and stands in a condition or among the arguments of a call. */
function isSwitch({ name, default: value }: Parameter, code: string): boolean {
  const isBoolean = value?.type === 'constant' && typeof value.value === 'boolean';
  const isAsked = new RegExp(String.raw`\b(?:if|elif|while)\b[^:\n]*\b${name}\b`);
  const isHandedOn = new RegExp(String.raw`[(,=]\s*(?:\w+\.)?${name}\s*[,)]`);
  return isBoolean && (isAsked.test(code) || isHandedOn.test(code));
}

/**
 * True if neither α nor γ changes anything and what the loss takes is not known: the focal part is 0 in the shapes that are tried, as the
 * cross-entropy of a single class is.
 */
function hasNoFocalPart({ verdict: { computes, observations }, measure }: LossSubject): boolean {
  const ignored = observations.flatMap((each) => (each.kind === 'withoutEffect' ? [each.parameter] : []));
  const both = [measure?.plan.alpha, measure?.plan.gamma];
  return computes?.input === null && both.every((each) => each !== undefined && ignored.includes(each.name));
}
