import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callOf, callsIn } from './calls';
import { isValue } from './complements';
import { frameworkCode } from './framework-code';
import { assignedBy, functionAround, nearestFirst, replaced, statementAround, statementsIn } from './nodes';
import { tensorNames } from './tensor-names';

const SQUASHING: ReadonlySet<string> = new Set(['sigmoid', 'softmax', 'Sigmoid', 'Softmax', 'expit']);

/** Functions of logits that squash, with those of probabilities. */
const OF_PROBABILITIES: Readonly<Record<string, string>> = {
  binary_cross_entropy_with_logits: 'binary_cross_entropy',
};

/** Ways to squash logits once: without the inner function, with the logits in place of their probabilities, or by the function of probabilities. */
export function squashedOnce(loss: LossSubject): Edits[] {
  const { code } = loss;
  const calls = callsIn(code.node).map(({ node }) => node);
  const inner = calls.filter((node) => SQUASHING.has(callOf(node)?.name ?? ''));
  const { predictions } = tensorNames(loss);
  return [
    ...inner.flatMap((node) => readFromLogits(node, code.node)),
    ...calls.flatMap((node) => ofLogits(node, predictions)),
    ...calls.flatMap(ofProbabilities),
    ...inner.flatMap((node) => {
      const call = callOf(node);
      const given = call?.given[0]?.value ?? call?.object;
      return given ? [[replaced(node, given.text)]] : [];
    }),
  ];
}

/** Ways to squash the logits of independent decisions in one statement, that at a place first. */
export function squashedInStatement(loss: LossSubject, at: TextRange): Edits[] {
  const names = tensorNames(loss).predictions;
  return nearestFirst(statementsIn(loss.code.node), at).flatMap((statement) => {
    const uses = nodesOfTypes(statement, 'identifier').filter(
      (node) => names.includes(node.text) && isValue(node),
    );
    return uses.length > 0
      ? frameworkCode(loss).map(({ sigmoid }) => uses.map((use) => replaced(use, sigmoid(use.text))))
      : [];
  });
}

/** Reads the logits where a call was given a name of probabilities, in one function after the other. */
function readFromLogits(squashing: Node, whole: Node): Edits[] {
  const assignment = assignedBy(squashing.parent);
  const name = assignment?.target.text;
  const call = callOf(squashing);
  const logits = (call?.given[0]?.value ?? call?.object)?.text;
  const scope = functionAround(squashing) ?? whole;
  if (!assignment || name === undefined || logits === undefined || name === logits) {
    return [];
  }
  const uses = nodesOfTypes(scope, 'identifier').filter(
    (each) => each.text === name && each.startIndex > assignment.node.endIndex && isArgument(each),
  );
  return [
    ...uses.map((use) => [replaced(use, logits)]),
    ...(uses.length > 1 ? [uses.map((use) => replaced(use, logits))] : []),
  ];
}

function isArgument({ parent }: Node): boolean {
  return parent?.type === 'argument_list' || parent?.type === 'arguments';
}

/** Gives a function of logits the predictions themselves. */
function ofLogits(node: Node, predictions: readonly string[]): Edits[] {
  const call = callOf(node);
  const [first] = call?.given ?? [];
  const isOfLogits = /with_logits|^cross_entropy$|^log_?softmax$|^log_?sigmoid$|^(?:soft)?max$/.test(
    call?.name ?? '',
  );
  return isOfLogits && first && statementAround(node)
    ? predictions.filter((name) => name !== first.value.text).map((name) => [replaced(first.value, name)])
    : [];
}

function ofProbabilities(node: Node): Edits[] {
  const call = callOf(node);
  const other = call && OF_PROBABILITIES[call.name];
  const callee = node.childForFieldName('function');
  const name = callee?.childForFieldName('attribute') ?? callee;
  return other && name ? [[replaced(name, other)]] : [];
}
