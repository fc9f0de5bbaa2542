import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { ancestors, parts } from '../../syntax/tree';
import type { Edits, TextEdit } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { callOf } from './calls';
import { inPlaceOf } from './complements';
import { frameworkCode } from './framework-code';
import { separatorOf } from './local-state';
import { assignmentsIn, expressionAt, inserted, replaced, statementAround, unwrapped } from './nodes';
import { functionsOfTensors } from './tensor-names';
import { namesHolding } from './traced-values';

/** Ways to mix what a test on the targets at a place chooses from, by the share of the target. */
export function mixedByTarget(loss: LossSubject, at: TextRange): Edits[] {
  const test = expressionAt(loss.file, at);
  const call = test && [...ancestors(test)].map(callOf).find((each) => each?.name === 'where');
  const [condition, one, other] = call?.given ?? [];
  const target = test && comparedIn(test);
  if (!call || !target || !one || !other || unwrapped(condition?.value ?? test).id !== unwrapped(test).id) {
    return [];
  }
  const { sum, product, complement } = arithmeticOf(loss);
  const mixed = sum(product(one.value.text, target.text), product(other.value.text, complement(target.text)));
  return [[replaced(call.node, inPlaceOf(call.node, mixed))]];
}

/** Ways to test the targets at a place against one half. */
export function testedAtHalf(loss: LossSubject, at: TextRange): Edits[] {
  const test = expressionAt(loss.file, at);
  const target = test && comparedIn(test);
  const { greater } = arithmeticOf(loss);
  return test && target ? [[replaced(test, inPlaceOf(test, greater(target.text, '0.5')))]] : [];
}

/** The array that a comparison compares with a number. */
function comparedIn(test: Node): Node | null {
  const call = callOf(unwrapped(test));
  const isTest = call !== null && /^(?:eq|gt|ge|equal|greater|greater_equal|greaterEqual)$/.test(call.name);
  const compared = isTest
    ? [
        ...(call.given.length === 1 && call.object ? [call.object] : []),
        ...call.given.map(({ value }) => value),
      ]
    : call
      ? []
      : parts(unwrapped(test));
  const [array, number, ...more] = compared;
  return array && number && more.length === 0 && /^(?:integer|float|number)$/.test(number.type)
    ? array
    : null;
}

/** Ways to smooth before an earlier statement, the nearest first; p_t is taken from the targets as they were. */
export function smoothedFirst(loss: LossSubject, at: TextRange): Edits[] {
  const { file } = loss;
  const node = expressionAt(file, at);
  const statement = node && statementAround(node);
  const block = statement?.parent;
  if (!statement || !block) {
    return [];
  }
  const statements = parts(block);
  const own = statements.findIndex(({ id }) => id === statement.id);
  const separator = separatorOf(statement, file.text);
  return statements
    .slice(0, Math.max(own, 0))
    .toReversed()
    .flatMap((first, back) => {
      const later = statements.slice(own - back);
      const ofTargets = later.flatMap((each) => ofTargetsBefore(each, loss));
      return [[], ...ofTargets].map((probabilities) => {
        const before = [...probabilities.map(({ text }) => text), statement.text];
        const moved = [statement, ...probabilities.map((each) => each.statement)];
        return [
          inserted(first.startIndex, before.map((text) => `${text}${separator}`).join('')),
          ...moved.map((each) => withoutStatement(each, statements)),
        ];
      });
    });
}

/** A statement that gives a name p_t, written from the logits and the targets. */
function ofTargetsBefore(statement: Node, loss: LossSubject): { statement: Node; text: string }[][] {
  const { sum, product, complement } = arithmeticOf(loss);
  const held = namesHolding(loss, 'p_t');
  const assigned = assignmentsIn(statement).find(({ target }) => held.includes(target.text));
  return assigned
    ? functionsOfTensors(loss).flatMap(({ predictions, targets }) =>
        frameworkCode(loss).map(({ sigmoid }) => {
          const p = sigmoid(predictions);
          const mixed = sum(product(p, targets), product(complement(p), complement(targets)));
          return [{ statement, text: `${assigned.target.text} = ${mixed}` }];
        }),
      )
    : [];
}

/** Takes a statement away, up to the next one of its block. */
function withoutStatement(statement: Node, statements: readonly Node[]): TextEdit {
  const next = statements.find(({ startIndex }) => startIndex > statement.startIndex);
  return { start: statement.startIndex, end: next?.startIndex ?? statement.endIndex, text: '' };
}
