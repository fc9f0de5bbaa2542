import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callsIn } from './calls';
import { separatorOf } from './local-state';
import { meansIn } from './means';
import {
  assignmentsIn,
  functionAround,
  inserted,
  nearestFirst,
  replaced,
  returnedIn,
  statementAround,
  unwrapped,
} from './nodes';
import { quoted } from './quoted';

/** Ways to have a parameter choose how the losses are reduced whose mean is returned at a place. */
export function chosenReduction(loss: LossSubject, at: TextRange, name: string): Edits[] {
  const { code, file } = loss;
  if (file.grammar !== 'python' || !/^(?:reduction|size_average)$/.test(name)) {
    return [];
  }
  return nearestFirst(lastValues(code.node), at).flatMap((value) => {
    const statement = statementAround(value);
    const scope = functionAround(value);
    const mean = meansIn(value).find(({ node }) => node.id === unwrapped(value).id);
    if (!mean || !scope || !statement) {
      return [];
    }
    const parameter = nameWithin(scope, name);
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

/** What the functions within a node return, and what they assign to the names that they return. */
function lastValues(node: Node): Node[] {
  const returned = returnedIn(node);
  const assigned = assignmentsIn(node).filter(({ node: each, target }) =>
    returned.some(
      (value) =>
        value.text === target.text &&
        value.startIndex > each.endIndex &&
        functionAround(value)?.id === functionAround(each)?.id,
    ),
  );
  return [...returned, ...assigned.map(({ value }) => value)];
}

/** The text by which a function names a setting of its own, else that of its object, which its base may keep. */
function nameWithin(scope: Node, name: string): string {
  const isOwn = nodesOfTypes(scope, 'parameters')
    .slice(0, 1)
    .some(({ text }) => new RegExp(String.raw`\b${name}\b`).test(text));
  return isOwn ? name : `self.${name}`;
}

/** Takes sums for means and means for sums in what a loss returns. */
export function exchangedReductions({ code }: LossSubject): Edits {
  const other: Readonly<Record<string, string>> = { mean: 'sum', sum: 'mean' };
  return returnedIn(code.node)
    .flatMap((value) => callsIn(value))
    .flatMap(({ node, name }) => {
      const own = node.childForFieldName('function')?.childForFieldName('attribute');
      return own && other[name] ? [replaced(own, other[name])] : [];
    });
}
