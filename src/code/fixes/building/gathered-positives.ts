import type { Node } from '@vscode/tree-sitter-wasm';
import { valueAt } from '../../flow/values-given';
import type { TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callOf } from './calls';
import { frameworkModule } from './framework-module';
import { separatorOf } from './local-state';
import { functionAround, inserted, nearestFirst, replaced, statementAround, unwrapped } from './nodes';

/** The name of the number of positives that processes share. */
const POSITIVES = 'positives_of_all';

/** Ways to divide by the mean number of positives of all processes, the division nearest to a place first. */
export function gatheredPositives(within: Node, file: SourceFile, at: TextRange): Edits[] {
  const torch = frameworkModule(file, 'torch');
  if (torch === undefined) {
    return [];
  }
  const divisors = nodesOfTypes(within, 'binary_operator', 'augmented_assignment').flatMap((node) => {
    const divisor = node.childForFieldName('right');
    return /^\/=?$/.test(node.childForFieldName('operator')?.text ?? '') && divisor ? [divisor] : [];
  });
  return nearestFirst(divisors, at).flatMap((divisor) => {
    const count = countIn(divisor);
    const statement = statementAround(divisor);
    const isInFunction = functionAround(divisor) !== null;
    if (!statement || !isInFunction || !isTensor(count)) {
      return [];
    }
    const separator = separatorOf(statement, file.text);
    const all = `${torch}.distributed`;
    const lines = [
      `${POSITIVES} = ${count.text}`,
      `if ${all}.is_available() and ${all}.is_initialized():`,
      `    ${all}.all_reduce(${POSITIVES})`,
      `    ${POSITIVES} = ${POSITIVES} / ${all}.get_world_size()`,
    ];
    return [
      [
        inserted(statement.startIndex, lines.map((line) => `${line}${separator}`).join('')),
        replaced(count, POSITIVES),
      ],
    ];
  });
}

/** True for a sum of a tensor, written or under a name: processes gather no numbers of Python. */
function isTensor(count: Node): boolean {
  const value = count.type === 'identifier' ? valueAt(count.text, count) : count;
  return /\.sum\(\)(?:\.float\(\))?$/.test(value?.text ?? '');
}

/** The number that a divisor keeps above 0; the divisor itself where it keeps none. */
function countIn(divisor: Node): Node {
  const inner = unwrapped(divisor);
  const call = callOf(inner);
  const isBound = call !== null && /^(?:clamp(?:_min)?|max(?:imum)?)$/.test(call.name);
  const given = call?.given.find(
    ({ name, value }) => name === null && !/^(?:integer|float)$/.test(value.type),
  );
  return (isBound ? (given?.value ?? call.object) : null) ?? inner;
}
