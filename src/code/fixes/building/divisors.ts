import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callOf, callsIn, namedArgument } from './calls';
import { frameworkCode } from './framework-code';
import { frameworkModule } from './framework-module';
import { expressionAt, nearestFirst, operand, replaced, unwrapped, wrapped } from './nodes';
import { quoted } from './quoted';

const OPERATIONS = [
  'binary_operator',
  'augmented_assignment',
  'binary_expression',
  'augmented_assignment_expression',
] as const;

/** Ways to divide by at least 1, the division nearest to a place first. */
export function divisorsOfAtLeastOne(loss: LossSubject, at: TextRange): Edits[] {
  const divisions = nodesOfTypes(loss.code.node, ...OPERATIONS).flatMap((node) => {
    const divisor = /^\/=?$/.test(node.childForFieldName('operator')?.text ?? '')
      ? node.childForFieldName('right')
      : null;
    return divisor ? [divisor] : [];
  });
  const called = callsIn(loss.code.node).flatMap(({ name, given }) =>
    /^div(?:ide)?$/.test(name) ? given.slice(-1).map(({ value }) => value) : [],
  );
  return nearestFirst([...divisions, ...called], at).flatMap((divisor) => atLeastOne(divisor, loss));
}

/** Ways to keep the array at a place from a number on. */
export function boundedBelow(loss: LossSubject, at: TextRange, least: string): Edits[] {
  const node = expressionAt(loss.file, at);
  return node ? frameworkCode(loss).map(({ atLeast }) => [replaced(node, atLeast(node, least))]) : [];
}

/** Ways to divide the sum in place of a mean. */
export function summedMeans({ code }: LossSubject): Edits[] {
  return callsIn(code.node).flatMap(({ node, name }) => {
    const callee = node.childForFieldName('function');
    const own = callee?.childForFieldName('attribute') ?? callee?.childForFieldName('property');
    return own && /^(?:reduce_)?mean$/.test(name) ? [[replaced(own, name.replace('mean', 'sum'))]] : [];
  });
}

/** Ways to replace the reduction that the call at a place names by `sum`. */
export function summedCalls(file: SourceFile, { start }: TextRange): Edits[] {
  return callsIn(file.root).flatMap((call) => {
    const reduction = call.node.startIndex === start ? namedArgument(call, 'reduction') : null;
    return reduction?.type === 'string' ? [[replaced(reduction, quoted('sum', file))]] : [];
  });
}

/** Ways to leave the division at a place out. */
export function undivided(file: SourceFile, at: TextRange): Edits[] {
  const node = expressionAt(file, at);
  const isDivision = node?.childForFieldName('operator')?.text === '/';
  const call = node && callOf(node);
  const [first, second] = call && /^div(?:ide)?$/.test(call.name) ? call.given : [];
  // `tf.div(loss, n)`, `loss.div(n)`
  const called = second ? first?.value : first && call?.object;
  const dividend = isDivision ? node.childForFieldName('left') : called;
  return node && dividend ? [[replaced(node, operand(dividend))]] : [];
}

/** Ways to keep the divisor at a place of a file at 1 or above, be it a number or a tensor of one, outside of graphs. */
export function divisorAtLeastOne(file: SourceFile, at: TextRange): Edits[] {
  const divisor = expressionAt(file, at);
  const isInGraph = frameworkModule(file, 'tensorflow') ?? frameworkModule(file, 'jax');
  return divisor && isInGraph === undefined
    ? [[replaced(wrapped(divisor), `max(${unwrapped(divisor).text}, 1)`)]]
    : [];
}

function atLeastOne(divisor: Node, loss: LossSubject): Edits[] {
  const inner = unwrapped(divisor);
  const texts = frameworkCode(loss).flatMap((code) => [code.atLeast(inner, '1'), code.atLeast(inner, '1.0')]);
  const ofNumbers = loss.file.grammar === 'python' ? 'max' : 'Math.max';
  return [...new Set(texts), `${ofNumbers}(${inner.text}, 1)`].map((text) => [
    replaced(wrapped(divisor), text),
  ]);
}
