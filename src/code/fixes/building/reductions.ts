import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callsIn } from './calls';
import { separatorOf } from './local-state';
import { meansIn } from './means';
import { functionAround, inserted, nearestFirst, replaced, returnedIn, unwrapped } from './nodes';
import { quoted } from './quoted';

/** Ways to have a parameter choose how the losses are reduced whose mean is returned at a place. */
export function chosenReduction(loss: LossSubject, at: TextRange, name: string): Edits[] {
  const { code, file } = loss;
  if (file.grammar !== 'python' || !/^(?:reduction|size_average)$/.test(name)) {
    return [];
  }
  return nearestFirst(returnedIn(code.node), at).flatMap((value) => {
    const statement = value.parent;
    const scope = functionAround(value);
    const mean = meansIn(value).find(({ node }) => node.id === unwrapped(value).id);
    const parameter = scope && nameWithin(scope, name, code.node);
    if (!mean || !parameter || statement?.type !== 'return_statement') {
      return [];
    }
    const separator = separatorOf(statement, file.text);
    const isName = mean.array.type === 'identifier';
    const losses = isName ? mean.array.text : 'losses';
    const sum = isName ? mean.sum : `${losses}.sum()`;
    const lines = [
      ...(isName ? [] : [`${losses} = ${unwrapped(mean.array).text}`]),
      ...(name === 'reduction'
        ? [
            `if ${parameter} == ${quoted('none', file)}:`,
            `    return ${losses}`,
            `if ${parameter} == ${quoted('sum', file)}:`,
            `    return ${sum}`,
          ]
        : [`if not ${parameter}:`, `    return ${sum}`]),
    ];
    const before = inserted(statement.startIndex, `${lines.join(separator)}${separator}`);
    return [[before, ...(isName ? [] : [replaced(value, `${losses}.mean()`)])]];
  });
}

/** The text by which a function names a setting of its own or of its object; null where it has neither. */
function nameWithin(scope: Node, name: string, code: Node): string | null {
  const isOwn = nodesOfTypes(scope, 'parameters')
    .slice(0, 1)
    .some(({ text }) => new RegExp(String.raw`\b${name}\b`).test(text));
  const isKept = nodesOfTypes(code, 'assignment').some(
    (each) => each.childForFieldName('left')?.text === `self.${name}`,
  );
  return isOwn ? name : isKept ? `self.${name}` : null;
}

/** Takes sums for means and means for sums in a loss that exchanges them. */
export function exchangedReductions({ code }: LossSubject): Edits {
  const other: Readonly<Record<string, string>> = { mean: 'sum', sum: 'mean' };
  return returnedIn(code.node)
    .flatMap((value) => callsIn(value))
    .flatMap(({ node, name }) => {
      const own = node.childForFieldName('function')?.childForFieldName('attribute');
      return own && other[name] ? [replaced(own, other[name])] : [];
    });
}
