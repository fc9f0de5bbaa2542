import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { applyEdits, type Edits, type TextEdit } from '../text-edit';
import { type CodeCall, callOf, namedArgument, withArgument, withoutArgument } from './calls';
import { expressionAt, functionAround, replaced, statementAround } from './nodes';
import { quoted } from './quoted';
import { tensorNames } from './tensor-names';

/** Ways to leave a tensor that the constructor moves where it is, as a buffer of the module where that is possible. */
export function withoutMove({ file }: LossSubject, at: TextRange): Edits[] {
  const move = moveAt(file, at);
  const edit = move && editWithoutMove(move);
  return move && edit ? [...asBuffer(move.node, file, [edit]), [edit]] : [];
}

/** Ways to move a tensor to the device of the predictions in place of a fixed one. */
export function moveToPredictions(loss: LossSubject, at: TextRange): Edits[] {
  const move = moveAt(loss.file, at);
  return move ? tensorNames(loss).predictions.map((name) => [editOfMove(move, `${name}.device`)]) : [];
}

/** Ways to register the tensor that a statement of the constructor makes an attribute. */
export function asBuffer(within: Node, file: SourceFile, edits: Edits = []): Edits[] {
  const statement = statementAround(within);
  const assignment = statement?.namedChild(0);
  const [target, value] = [assignment?.childForFieldName('left'), assignment?.childForFieldName('right')];
  const name = target?.childForFieldName('attribute')?.text;
  const isOfConstructor =
    statement && functionAround(statement)?.childForFieldName('name')?.text === '__init__';
  const object = target?.childForFieldName('object')?.text;
  if (!statement || !value || name === undefined || object === undefined || !isOfConstructor) {
    return [];
  }
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - value.startIndex,
    end: edit.end - value.startIndex,
  }));
  // A buffer that is saved would be missing in checkpoints that exist.
  const tensor = applyEdits(value.text, moved);
  const text = `${object}.register_buffer(${quoted(name, file)}, ${tensor}, persistent=False)`;
  return [[replaced(statement, text)]];
}

function moveAt(file: SourceFile, at: TextRange): CodeCall | null {
  const node = expressionAt(file, at);
  return node && callOf(node);
}

function editWithoutMove(move: CodeCall): TextEdit | null {
  const device = namedArgument(move, 'device');
  if (move.object && (move.name === 'cuda' || move.name === 'to')) {
    return replaced(move.node, move.object.text);
  }
  return device && withoutArgument(move, device);
}

function editOfMove(move: CodeCall, device: string): TextEdit {
  return move.object && (move.name === 'cuda' || move.name === 'to')
    ? replaced(move.node, `${move.object.text}.to(${device})`)
    : withArgument(move, 'device', device);
}
