import type { Parameter } from '../run/language/program';
import { kindOfParameter } from '../verdict/parameters';
import type { Rule } from './rule';

/**
 * A parameter other than the reduction changes nothing. A switch that the code asks for or hands on is left out: it may choose
 * between ways that differ for other inputs or settings.
 */
export const parameterIgnored: Rule<'parameter-ignored'> = {
  id: 'parameter-ignored',
  severity: 'warning',
  inLoss: ({ verdict, measure, file, code }) =>
    verdict.observations.flatMap((observation) => {
      if (
        observation.kind !== 'withoutEffect' ||
        kindOfParameter({ name: observation.parameter }) === 'reduction'
      ) {
        return [];
      }
      const parameter = measure?.plan.parameters.find(({ name }) => name === observation.parameter);
      return parameter && isSwitch(parameter, file.textOf(code.node))
        ? []
        : [{ facts: { name: observation.parameter }, at: parameter?.place ?? null }];
    }),
};

/** True for a parameter that is true or false by default and stands in a condition or among the arguments of a call. */
function isSwitch({ name, default: value }: Parameter, code: string): boolean {
  const isBoolean = value?.type === 'constant' && typeof value.value === 'boolean';
  const isAsked = new RegExp(String.raw`\b(?:if|elif|while)\b[^:\n]*\b${name}\b`);
  const isHandedOn = new RegExp(String.raw`[(,=]\s*(?:\w+\.)?${name}\s*[,)]`);
  return isBoolean && (isAsked.test(code) || isHandedOn.test(code));
}
