import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import type { Edits } from '../text-edit';
import { type CodeCall, callOf } from './calls';
import { firstStatement, separatorOf } from './local-state';
import { expressionAt, inserted, operand, replaced, statementAround } from './nodes';
import { functionsOfTensors, tensorNames } from './tensor-names';

/** Methods and functions that drop axes. */
const FLATTENING: ReadonlySet<string> = new Set(['view', 'reshape', 'flatten', 'ravel', 'squeeze']);

/** Ways to keep the shape of targets that are flattened at a place, or come in another one: without flattening, else by the shape of a tensor. */
export function keptShapes(loss: LossSubject, at: TextRange): Edits[] {
  const node = expressionAt(loss.file, at);
  const call = node && callOf(node);
  const { predictions, targets } = tensorNames(loss);
  const value = node && statementAround(node)?.namedChild(0)?.childForFieldName('right');
  const reshaped = value
    ? [...targets, ...predictions].map((name) => [replaced(value, `${operand(value)}.view_as(${name})`)])
    : [];
  return [
    ...(call ? [...gatheredWhole(call), ...unflattened(call)] : []),
    ...reshaped,
    ...likePredictions(loss),
  ];
}

/** Ways to give the targets of single decisions of PyTorch the shape of the predictions before anything else. */
function likePredictions(loss: LossSubject): Edits[] {
  const { measure, file } = loss;
  return measure?.layout.width === 1 && measure.plan.framework.name === 'torch'
    ? functionsOfTensors(loss).flatMap(({ node, predictions, targets }) => {
        const first = firstStatement(node);
        const text =
          first && `${targets} = ${targets}.view_as(${predictions})${separatorOf(first, file.text)}`;
        return first && text ? [[inserted(first.startIndex, text)]] : [];
      })
    : [];
}

/** Ways to reshape the targets at a place of a file: to a column (N, 1), and to a list (N,). */
export function columnOrList(file: SourceFile, at: TextRange): Edits[] {
  const node = expressionAt(file, at);
  const call = node && callOf(node);
  const kept = (call && unflattenedText(call)) ?? (node && operand(node));
  const shapes = file.grammar === 'python' ? ['-1, 1', '-1'] : ['[-1, 1]', '[-1]'];
  return node ? shapes.map((shape) => [replaced(node, `${kept}.reshape(${shape})`)]) : [];
}

/** Writes `table.gather(0, index.view(-1))` as `table[index]`. */
function gatheredWhole(call: CodeCall): Edits[] {
  const outer = call.node.parent?.parent ? callOf(call.node.parent.parent) : null;
  const kept = unflattenedText(call);
  return outer?.name === 'gather' && outer.object && kept
    ? [[replaced(outer.node, `${operand(outer.object)}[${kept}]`)]]
    : [];
}

/** Takes the call away that flattens; a statement that does only this goes with it. */
function unflattened(call: CodeCall): Edits[] {
  const kept = unflattenedText(call);
  if (kept === null) {
    return [];
  }
  const assignment = call.node.parent;
  const isOnly = assignment?.type === 'assignment' && assignment.childForFieldName('left')?.text === kept;
  const statement = isOnly ? assignment.parent : null;
  return statement ? [[withLine(statement)]] : [[replaced(call.node, kept)]];
}

function unflattenedText({ name, object, given }: CodeCall): string | null {
  if (!FLATTENING.has(name)) {
    return null;
  }
  const isMethod = object && !(given.length > 0 && /^(?:torch|np|tf|jnp)$/.test(object.text));
  const kept = isMethod ? object : given[0]?.value;
  return kept?.text.replace(/\.data$/, '') ?? null;
}

/** Takes a statement away with its line. */
function withLine(statement: Node): Edits[number] {
  const next = statement.nextNamedSibling;
  const previous = statement.previousNamedSibling;
  return next
    ? { start: statement.startIndex, end: next.startIndex, text: '' }
    : { start: previous?.endIndex ?? statement.startIndex, end: statement.endIndex, text: '' };
}
