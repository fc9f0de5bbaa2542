import type { Expression, FunctionDefinition, Parameter } from '../run/language/program';
import { forEachNode } from '../run/language/program-nodes';
import type { FunctionValue } from '../run/language/values';
import { kindOfParameter, type ToldParameter } from './parameters';

/**
 * The parameters of a function, in which an α or γ whose default no run knows, such as a share that is counted in the data, must
 * be given. That is so where the code shows it to be a number: γ always is one, and α where the other side has 1 − α.
 *
 * @param definitions the functions that use the parameters
 */
export function withNeededNumbers(
  parameters: readonly Parameter[],
  { unknownDefaults }: FunctionValue,
  definitions: readonly FunctionDefinition[],
): ToldParameter[] {
  return parameters.map((parameter) =>
    unknownDefaults.has(parameter.name) && isNumber(parameter, definitions)
      ? { ...parameter, default: null, isOfData: true }
      : parameter,
  );
}

function isNumber(parameter: Parameter, definitions: readonly FunctionDefinition[]): boolean {
  const kind = kindOfParameter(parameter);
  return kind === 'gamma' || (kind === 'alpha' && hasComplement(parameter.name, definitions));
}

/** True where the code takes what is left of a name, or of an attribute of that name, to 1. */
function hasComplement(name: string, definitions: readonly FunctionDefinition[]): boolean {
  let isFound = false;
  for (const { body } of definitions) {
    forEachNode(body, (node) => {
      isFound ||=
        node.type === 'binary' && node.operator === '-' && isOne(node.left) && isNamed(node.right, name);
    });
  }
  return isFound;
}

function isOne(expression: Expression): boolean {
  return expression.type === 'constant' && Number(expression.value) === 1;
}

function isNamed(expression: Expression, name: string): boolean {
  return (expression.type === 'name' || expression.type === 'attribute') && expression.name === name;
}
