import type { Node } from '@vscode/tree-sitter-wasm';
import { replaced } from '../fixes/building/nodes';
import { givenArguments } from '../losses/focal-calls';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, isSame } from '../syntax/tree';
import type { Rule, TextRange } from './rule';

/** Losses of PyTorch that compute with their targets, in floats. */
const OF_FLOATS: ReadonlySet<string> = new Set([
  'torchvision.sigmoid_focal_loss',
  'fvcore.sigmoid_focal_loss',
]);

/** Matches an expression that is a tensor of integers. */
const INTEGERS =
  /\.(?:long|int)\(\)$|\.(?:to|type)\(torch\.(?:long|int|int32|int64)\)$|dtype=torch\.(?:long|int|int32|int64)\)$/;

/** Integer targets are handed to a loss that computes with them. */
export const integerTargets: Rule<'integer-targets'> = {
  id: 'integer-targets',
  severity: 'error',
  atCall: ({ convention, call, file }) => {
    const targets = OF_FLOATS.has(convention.id) ? givenArguments(call, file).text('targets') : undefined;
    if (targets === undefined) {
      return [];
    }
    const made = /^\w+$/.test(targets) ? valueGiven(targets, call.node, file) : { text: targets, at: null };
    return made && INTEGERS.test(made.text) ? [{ facts: { targets }, at: made.at }] : [];
  },
  fixAtCall: ({ call, file }) => {
    const text = givenArguments(call, file).text('targets');
    const value = call.slots.find((slot) => slot.value && file.textOf(slot.value) === text)?.value;
    return value && text !== undefined
      ? [{ title: 'to-floats', edits: [replaced(value, `${text.replace(INTEGERS, '')}.float()`)] }]
      : [];
  },
};

/** The expression that the function around a call, or the module, gives a name; null if it gives none or several. */
function valueGiven(
  name: string,
  call: Node,
  file: SourceFile,
): { readonly text: string; readonly at: TextRange } | null {
  const scope = scopeOf(call);
  const given = scope.descendantsOfType('assignment').flatMap((assignment) => {
    const isOwn = assignment !== null && isSame(scopeOf(assignment), scope);
    const value = isOwn ? assignment.childForFieldName('right') : null;
    return value && assignment?.childForFieldName('left')?.text === name ? [value] : [];
  });
  const [value] = given;
  return value && given.length === 1
    ? { text: file.textOf(value), at: { start: value.startIndex, end: value.endIndex } }
    : null;
}

/** The function around a node; else the module. */
function scopeOf(node: Node): Node {
  return [...ancestors(node)].find(({ type }) => type === 'function_definition') ?? node.tree.rootNode;
}
